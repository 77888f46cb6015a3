//! Cutting a text into passages around the terms that were found, and choosing the best.
//!
//! A passage begins where a sentence begins and takes in whole sentences as long as it stays within the fragment size.
//! A sentence that is longer is cut at words. Lengths are counted in UTF-16 units, as in Java. A passage counts more
//! the rarer its terms are in the text, the more of them it has, and the nearer it is to the beginning (BM25 over
//! passages, as in Lucene's `PassageScorer`).

use std::{collections::BTreeMap, ops::Range};

use super::{boundaries, terms::Marked};

/// A part of a value, and the places within it that are to be marked, in bytes of the part.
#[derive(Debug)]
pub(super) struct Passage {
    pub(super) text: String,
    pub(super) marks: Vec<Range<usize>>,
    /// Where it stands in the whole field, in UTF-16 units.
    start: usize,
    length: usize,
    terms: BTreeMap<String, usize>,
}

/// The passages of all values of a field.
pub(super) struct Passages {
    /// The greatest length of a passage; `None` for whole values.
    size: Option<usize>,
    found: Vec<Passage>,
    length: usize,
}

impl Passages {
    pub(super) fn new(size: Option<usize>) -> Self {
        Self { size, found: Vec::new(), length: 0 }
    }

    /// Adds the passages of a value in which these tokens were found.
    pub(super) fn add(&mut self, value: &str, tokens: &[Marked<'_>]) {
        let units = Units::new(value);
        let mut window = Window::new(value, &units, self.size);
        let mut current: Option<(Range<usize>, Vec<&Marked<'_>>)> = None;
        for token in tokens {
            let start = units.at(token.token.offset_from);
            match &mut current {
                Some((range, inside)) if start < range.end => inside.push(token),
                _ => {
                    self.close(value, &units, current.take());
                    current = Some((window.passage(start), vec![token]));
                }
            }
        }
        self.close(value, &units, current);
        self.length += units.length + 1;
    }

    fn close(&mut self, value: &str, units: &Units, passage: Option<(Range<usize>, Vec<&Marked<'_>>)>) {
        let Some((range, tokens)) = passage else { return };
        let bytes = units.byte(range.start)..units.byte(range.end);
        let mut terms = BTreeMap::new();
        let mut marks: Vec<Range<usize>> = Vec::new();
        for Marked { token, found_by } in tokens {
            *terms.entry(found_by.clone()).or_default() += 1;
            let end = token.offset_to.min(bytes.end) - bytes.start;
            marks.push(token.offset_from - bytes.start..end);
        }
        let text = value.get(bytes).unwrap_or_default().to_owned();
        self.found.push(Passage { text, marks, start: self.length + range.start, length: range.len(), terms });
    }

    /// The best passages: in the order of the text, or the best first.
    pub(super) fn best(self, most: usize, by_score: bool) -> Vec<Passage> {
        let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
        for (term, count) in self.found.iter().flat_map(|passage| &passage.terms) {
            *totals.entry(term).or_default() += count;
        }
        let scores: Vec<f64> = self.found.iter().map(|passage| passage.score(&totals, self.length)).collect();
        let mut ranked: Vec<(f64, Passage)> = scores.into_iter().zip(self.found).collect();
        ranked.sort_by(|(left, _), (right, _)| right.total_cmp(left));
        ranked.truncate(most);
        if !by_score {
            ranked.sort_by_key(|(_, passage)| passage.start);
        }
        ranked.into_iter().map(|(_, passage)| passage).collect()
    }
}

/// The constants of Lucene's passage scorer.
const SATURATION: f64 = 1.2;
const LENGTH_WEIGHT: f64 = 0.75;
const PIVOT: f64 = 87.0;

#[allow(clippy::cast_precision_loss, reason = "a score is an estimate")]
impl Passage {
    fn score(&self, totals: &BTreeMap<&str, usize>, length: usize) -> f64 {
        let of_term = |(term, count): (&String, &usize)| {
            let total = totals.get(term.as_str()).copied().unwrap_or_default() as f64;
            let passages = 1.0 + length as f64 / PIVOT;
            let weight = (SATURATION + 1.0) * (1.0 + (passages + 0.5) / (total + 0.5)).ln();
            let norm = SATURATION * (1.0 - LENGTH_WEIGHT + LENGTH_WEIGHT * (self.length as f64 / PIVOT));
            weight * *count as f64 / (*count as f64 + norm)
        };
        let nearness = 1.0 + 1.0 / (PIVOT + self.start as f64).ln();
        nearness * self.terms.iter().map(of_term).sum::<f64>()
    }
}

/// The boundaries of a value, and the stretch of it that was looked at last.
struct Window {
    size: Option<usize>,
    sentences: Vec<usize>,
    words: Vec<usize>,
    length: usize,
    whole: Range<usize>,
    last_end: usize,
}

impl Window {
    fn new(value: &str, units: &Units, size: Option<usize>) -> Self {
        let bounds = |starts: Vec<usize>| {
            starts.into_iter().map(|byte| units.at(byte)).chain([units.length]).collect::<Vec<_>>()
        };
        // Whole values need no boundaries.
        let cut = if size.is_some() { value } else { "" };
        let (sentences, words) = (bounds(boundaries::sentences(cut)), bounds(boundaries::words(cut)));
        Self { size, sentences, words, length: units.length, whole: 0..0, last_end: 0 }
    }

    /// The passage for a term that begins at this place.
    fn passage(&mut self, start: usize) -> Range<usize> {
        let Some(size) = self.size else { return 0..self.length };
        let within = self.whole.start <= start && start + 1 < self.whole.end;
        let mut passage = if within { self.last_end..self.whole.end } else { self.sentences_at(start, size) };
        if !within {
            self.whole = passage.clone();
        }
        if passage.len() > size {
            passage = self.cut_at_words(start, size, passage);
        }
        self.last_end = passage.end;
        passage
    }

    /// As many whole sentences as the size allows, but one at least.
    fn sentences_at(&self, start: usize, size: usize) -> Range<usize> {
        let from = last_before(&self.sentences, start + 1).unwrap_or(0);
        let limit = (from + size).max(start + 1);
        let end = if limit >= self.length { Some(self.length) } else { last_before(&self.sentences, limit + 1) };
        match end {
            Some(end) if end > start => from..end,
            _ => from..first_after(&self.sentences, limit).unwrap_or(self.length),
        }
    }

    fn cut_at_words(&self, start: usize, size: usize, long: Range<usize>) -> Range<usize> {
        let mut passage = long.clone();
        if start + 1 > long.start + size {
            let left = last_before(&self.words, start + 1 - size).unwrap_or(0);
            passage.start = left.max(long.start);
        }
        let room = size.saturating_sub(start + 1 - passage.start);
        if start + 1 + room < long.end {
            passage.end = first_after(&self.words, start + 1 + room).unwrap_or(long.end).min(long.end);
        }
        passage
    }
}

fn last_before(bounds: &[usize], at: usize) -> Option<usize> {
    bounds.partition_point(|bound| *bound < at).checked_sub(1).and_then(|index| bounds.get(index)).copied()
}

fn first_after(bounds: &[usize], at: usize) -> Option<usize> {
    bounds.get(bounds.partition_point(|bound| *bound <= at)).copied()
}

/// The first words of a value, for a field without a match: up to the first boundary after `size`. `None` for a size
/// of 0 or an empty value.
pub(super) fn opening(value: &str, size: usize) -> Option<&str> {
    if size == 0 || value.is_empty() {
        return None;
    }
    let units = Units::new(value);
    if size >= units.length {
        return Some(value);
    }
    let end = boundaries::words(value).into_iter().find(|byte| units.at(*byte) > size);
    value.get(..end.unwrap_or(value.len()))
}

/// The UTF-16 offsets of a text's characters beside their byte offsets.
struct Units {
    characters: Vec<(usize, usize)>,
    bytes: usize,
    length: usize,
}

impl Units {
    fn new(text: &str) -> Self {
        let mut length = 0;
        let characters = text.char_indices().map(|(byte, letter)| {
            length += letter.len_utf16();
            (byte, length - letter.len_utf16())
        });
        Self { characters: characters.collect(), bytes: text.len(), length }
    }

    fn at(&self, byte: usize) -> usize {
        let index = self.characters.partition_point(|(at, _)| *at < byte);
        self.characters.get(index).map_or(self.length, |(_, unit)| *unit)
    }

    fn byte(&self, unit: usize) -> usize {
        let index = self.characters.partition_point(|(_, at)| *at < unit);
        self.characters.get(index).map_or(self.bytes, |(byte, _)| *byte)
    }
}
