//! The completion suggester: the texts of a completion field that begin with what was typed, or nearly so.
//!
//! The heaviest come first, and among equals the first in the order of their texts. With
//! fuzziness the weight counts as often as there are letters in common, in the shortest beginning that is near enough,
//! as in Lucene.

use std::{borrow::Cow, cmp::Ordering, collections::HashSet};

use levenshtein_automata::{DFA, Distance};
use serde_json::{Map, Value};

use crate::{
    engine::{
        analysis::Analyzer,
        completion::Input,
        corpus::Corpus,
        mapping::FieldKind,
        members::Members,
        query::{Fuzziness, take_analyzer},
        shard::Shard,
        sort::Sorted,
        text_index::automaton,
    },
    error::{EsError, Result},
};

/// The number of options, if the request does not say.
const DEFAULT_SIZE: usize = 5;

#[derive(Debug)]
pub(super) struct Completion {
    field: String,
    size: usize,
    skip_duplicates: bool,
    analyzer: Option<Analyzer>,
    fuzzy: Option<Fuzzy>,
}

/// How much a text may differ from what was typed.
#[derive(Debug)]
struct Fuzzy {
    fuzziness: Fuzziness,
    /// What is shorter has to match exactly.
    min_length: usize,
    /// The first characters that have to match exactly.
    prefix_length: usize,
    /// Whether lengths and edits count letters, and not their bytes.
    by_letters: bool,
}

/// A text that completes what was typed.
struct Candidate<'a> {
    document: u32,
    score: f32,
    text: &'a str,
}

impl Completion {
    pub(super) fn read(body: &Value) -> Result<Self> {
        let mut members = Members::new("completion", body)?;
        let field = members.text("field")?;
        let completion = Self {
            field: field.ok_or_else(|| EsError::parsing("the required field option is missing"))?,
            size: members.count("size")?.unwrap_or(DEFAULT_SIZE),
            skip_duplicates: members.boolean("skip_duplicates")?.unwrap_or(false),
            analyzer: take_analyzer(&mut members)?,
            fuzzy: members.take("fuzzy").map(Fuzzy::read).transpose()?.flatten(),
        };
        // How many each part of an index gives, which is all of them here.
        members.count("shard_size")?;
        members.refuse(&["contexts", "regex"])?;
        members.finish_strictly()?;
        if completion.size == 0 {
            return Err(EsError::illegal_argument("size must be positive"));
        }
        Ok(completion)
    }

    /// The options for what was typed, best first.
    pub(super) fn options(
        &self,
        corpus: &Corpus<'_>,
        typed: &str,
        print: &mut dyn FnMut(&Sorted) -> Result<Map<String, Value>>,
    ) -> Result<Vec<Value>> {
        let mut found = Vec::new();
        let mut is_mapped = false;
        for (first, shard) in corpus.numbered() {
            if let Some(field) = shard.index.mapping().field(&self.field) {
                is_mapped = true;
                let FieldKind::Completion(options) = &field.kind else { return Err(self.no_completions(corpus)) };
                self.find(&shard, first, &options.typed(typed, self.analyzer), &mut found)?;
            }
        }
        if !is_mapped {
            let reason = format!("no mapping found for field [{}]", self.field);
            return Err(corpus.failed(EsError::illegal_argument(reason)));
        }
        found.sort_by(Candidate::compare);
        let best = self.unique(found).into_iter().take(self.size);
        best.map(|option| {
            let mut members = Map::from_iter([("text".to_owned(), option.text.into())]);
            let Candidate { document, score, .. } = option;
            members.extend(print(&Sorted { document, score, shown: Vec::new() })?);
            Ok(members.into())
        })
        .collect()
    }

    fn no_completions(&self, corpus: &Corpus<'_>) -> EsError {
        corpus.failed(EsError::illegal_argument(format!("Field [{}] is not a completion suggest field", self.field)))
    }

    fn find<'a>(&self, shard: &Shard<'a>, first: u32, typed: &str, found: &mut Vec<Candidate<'a>>) -> Result<()> {
        if typed.is_empty() {
            return Ok(());
        }
        let (slots, inputs) = (shard.index.slots(), shard.index.completions(&self.field));
        shard.spend(inputs.len())?;
        let units = self.fuzzy.as_ref().map_or(Cow::Borrowed(typed), |fuzzy| fuzzy.units(typed));
        let automaton = self.fuzzy.as_ref().map_or(Ok(None), |fuzzy| fuzzy.automaton(&units))?;
        for (number, input) in inputs {
            let common = match (&automaton, &self.fuzzy) {
                (Some(automaton), Some(fuzzy)) => fuzzy.completed(automaton, &units, &fuzzy.units(&input.form)),
                (None, Some(_)) => input.form.starts_with(typed).then(|| typed.chars().count()),
                _ => input.form.starts_with(typed).then_some(0),
            };
            if let Some((common, root)) = common.zip(slots.ancestor(None, *number)) {
                found.push(Candidate { document: first + root, score: score(input, common), text: &input.text });
            }
        }
        Ok(())
    }

    /// One option for each document, and for each text if the request asks for it.
    fn unique<'a>(&self, found: Vec<Candidate<'a>>) -> Vec<Candidate<'a>> {
        let mut documents = HashSet::new();
        let mut texts = HashSet::new();
        let is_new = |option: &Candidate<'a>| {
            if !documents.insert(option.document) || (self.skip_duplicates && texts.contains(option.text)) {
                return false;
            }
            texts.insert(option.text);
            true
        };
        found.into_iter().filter(is_new).collect()
    }
}

impl Candidate<'_> {
    fn compare(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then(self.text.cmp(other.text)).then(self.document.cmp(&other.document))
    }
}

#[allow(clippy::cast_precision_loss, reason = "a score is an estimate")]
fn score(input: &Input, common: usize) -> f32 {
    match (input.weight, common) {
        (weight, 0) => weight as f32,
        (0, common) => common as f32,
        (weight, common) => weight as f32 * common as f32,
    }
}

fn common_prefix(left: &str, right: &str) -> usize {
    left.chars().zip(right.chars()).take_while(|(left, right)| left == right).count()
}

impl Fuzzy {
    /// Reads `fuzzy`: a boolean, or its options.
    fn read(body: &Value) -> Result<Option<Self>> {
        let empty = Value::Object(Map::new());
        let body = match body {
            Value::Bool(false) => return Ok(None),
            Value::Bool(true) => &empty,
            other => other,
        };
        let mut members = Members::new("fuzzy", body)?;
        let min_length = members.count("min_length")?.unwrap_or(3);
        let prefix_length = members.count("prefix_length")?.unwrap_or(1);
        let fuzziness = Fuzziness::take_or_auto(&mut members)?.of_any_length();
        let by_letters = members.boolean("unicode_aware")?.unwrap_or(false);
        // Automata are never too large here.
        members.count("max_determinized_states")?;
        members.finish_strictly()?;
        Ok(Some(Self { fuzziness, min_length, prefix_length, by_letters }))
    }

    /// A text in the units that edits are counted in: a letter for each of its bytes, unless letters themselves count.
    fn units<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.by_letters || text.is_ascii() {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(text.bytes().map(char::from).collect())
        }
    }

    /// How many letters what was typed has in common with the shortest beginning of a text that is near enough to it;
    /// `None` if there is no such beginning.
    fn completed(&self, automaton: &DFA, typed: &str, text: &str) -> Option<usize> {
        if common_prefix(text, typed) < self.prefix_length.min(typed.chars().count()) {
            return None;
        }
        let mut state = automaton.initial_state();
        let mut letters = text.char_indices().map(|(start, letter)| (start, start + letter.len_utf8()));
        let end = letters.find_map(|(start, end)| {
            let letter = text.as_bytes().get(start..end).unwrap_or_default();
            state = letter.iter().fold(state, |state, byte| automaton.transition(state, *byte));
            matches!(automaton.distance(state), Distance::Exact(_)).then_some(end)
        })?;
        text.get(..end).map(|beginning| common_prefix(beginning, typed))
    }

    fn automaton(&self, typed: &str) -> Result<Option<DFA>> {
        let fuzzy = self.fuzziness.of(typed).filter(|_| typed.chars().count() >= self.min_length);
        fuzzy.map(|fuzzy| automaton(typed, fuzzy)).transpose()
    }
}
