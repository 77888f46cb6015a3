//! What a text means for one field: which terms, prefixes or phrases have to be found. The plan is made once the
//! mapping is known, and serves both the search and the highlighting.

use super::{
    failed,
    fuzziness::Fuzziness,
    minimum_should_match,
    plan::{Clause, Plan, no_fuzziness, phrase, phrase_prefix},
    prefix, term,
};
use crate::{
    engine::{
        analysis::Analyzer,
        budget,
        highlight::HighlightTerms,
        limits,
        mapping::{Field, FieldKind},
        matches::Matches,
        shard::Shard,
        text_index::Fuzzy,
    },
    error::{EsError, Result},
};

/// How a text is to be found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Mode {
    /// Its words, anywhere.
    Words,
    /// Its words, the last of them as a prefix.
    BoolPrefix,
    /// Its words in their order, with this much room between them.
    Phrase(u32),
    /// As a phrase, the last word as a prefix of at most so many terms.
    PhrasePrefix(u32, usize),
}

/// A text and the options by which it is looked for.
#[derive(Debug, Clone)]
pub(super) struct TextQuery {
    pub(super) text: String,
    pub(super) mode: Mode,
    /// Whether all words must match.
    pub(super) all: bool,
    pub(super) minimum_should_match: Option<String>,
    pub(super) fuzziness: Option<Fuzziness>,
    pub(super) analyzer: Option<Analyzer>,
    /// Whether a text without terms matches everything.
    pub(super) empty_matches_all: bool,
    /// Whether a text that a field can't read just does not match.
    pub(super) lenient: bool,
}

impl TextQuery {
    /// A text whose words are looked for with all options at their defaults.
    pub(super) fn words(text: &str) -> Self {
        Self {
            text: text.into(),
            mode: Mode::Words,
            all: false,
            minimum_should_match: None,
            fuzziness: None,
            analyzer: None,
            empty_matches_all: false,
            lenient: false,
        }
    }

    /// The documents in which a field matches.
    pub(super) fn evaluate(&self, shard: &Shard<'_>, field: &str) -> Result<Matches> {
        self.plan(shard, field)?.evaluate(shard, field).or_else(|error| self.forgive(error))
    }

    /// Adds the terms that highlighting should mark in a field.
    pub(super) fn highlight(&self, shard: &Shard<'_>, field: &str, terms: &mut HighlightTerms) -> Result<()> {
        if term::has_terms(shard, field) { self.plan(shard, field)?.highlight(field, terms) } else { Ok(()) }
    }

    fn forgive(&self, error: EsError) -> Result<Matches> {
        if self.lenient { Ok(Matches::none()) } else { Err(error) }
    }

    /// The analyzer for a field; `None` if it is not analysed.
    pub(super) fn analyzer(&self, kind: &FieldKind) -> Option<Analyzer> {
        match kind {
            FieldKind::Text { search_analyzer, .. } => Some(self.analyzer.unwrap_or(*search_analyzer)),
            // One that the query names cuts texts for any field.
            _ => self.analyzer,
        }
    }

    fn plan(&self, shard: &Shard<'_>, field: &str) -> Result<Plan> {
        let Some(mapped) = shard.index.mapping().field(field) else { return Ok(Plan::Nothing) };
        if !matches!(mapped.kind, FieldKind::Text { .. }) {
            return self.unanalysed(shard, mapped, field);
        }
        let analyzer = self.analyzer(&mapped.kind).unwrap_or(Analyzer::Standard);
        let tokens = analyzer.first_tokens(&self.text, limits::CLAUSES + 1);
        let ends_with_word = tokens.last().is_some_and(|last| last.offset_to == self.text.len());
        let terms: Vec<_> = tokens.into_iter().map(|token| (token.position, token.text)).collect();
        if terms.len() > limits::CLAUSES {
            return Err(limits::too_many_clauses());
        }
        self.spend(shard, terms.len())?;
        if terms.is_empty() {
            return Ok(if self.empty_matches_all { Plan::Everything } else { Plan::Nothing });
        }
        match self.mode {
            Mode::Words => self.clauses(shard, field, terms, false),
            // What follows the last word shows that it is whole.
            Mode::BoolPrefix => self.clauses(shard, field, terms, ends_with_word),
            Mode::Phrase(slop) => Ok(phrase(terms, slop)),
            Mode::PhrasePrefix(slop, limit) => phrase_prefix(shard, field, terms, slop, limit),
        }
    }

    /// Counts the work of looking for so many words.
    fn spend(&self, shard: &Shard<'_>, words: usize) -> Result<()> {
        let last = usize::from(matches!(self.mode, Mode::BoolPrefix | Mode::PhrasePrefix(..)));
        let through_terms = if self.fuzziness.is_some() { words } else { last };
        shard.spend(words * budget::TERM + through_terms * budget::TERMS)
    }

    fn unanalysed(&self, shard: &Shard<'_>, mapped: &Field, field: &str) -> Result<Plan> {
        let keyword = matches!(mapped.kind, FieldKind::Keyword { .. });
        let type_name = mapped.type_name();
        match self.mode {
            _ if self.is_void(&mapped.kind) => {
                Ok(if self.empty_matches_all { Plan::Everything } else { Plan::Nothing })
            }
            Mode::BoolPrefix if keyword && self.analyzer.is_none() => {
                Ok(Plan::Clauses(vec![Clause::Prefix(self.text.clone())], 1))
            }
            Mode::BoolPrefix if keyword => self.forgiven(EsError::unsupported(&format!(
                "[analyzer] for the beginning of a word in the field [{field}], which is not analysed"
            ))),
            Mode::PhrasePrefix(..) if self.lenient => Ok(Plan::Nothing),
            Mode::PhrasePrefix(..) => Err(failed(EsError::illegal_argument(format!(
                "Can only use phrase prefix queries on text fields - not on [{field}] which is of type [{type_name}]"
            )))),
            Mode::BoolPrefix if matches!(mapped.kind, FieldKind::Completion(_)) => {
                self.forgiven(prefix::no_terms(shard, "prefix", field))
            }
            _ => self.values(mapped, field),
        }
    }

    /// The values that the text is for a field that is not analysed: one, or the words that a named analyzer makes.
    fn values(&self, mapped: &Field, field: &str) -> Result<Plan> {
        let words = self.unanalysed_words(&mapped.kind);
        let has_words = matches!(mapped.kind, FieldKind::Keyword { .. });
        match words.len() {
            _ if self.fuzziness.is_some() && !has_words && matches!(self.mode, Mode::Words | Mode::BoolPrefix) => {
                self.forgiven(no_fuzziness(field, mapped.type_name()))
            }
            2.. if matches!(self.mode, Mode::Phrase(_)) => self.forgiven(EsError::unsupported(&format!(
                "a phrase of several words for the field [{field}], which is not analysed"
            ))),
            count => {
                let values = words.into_iter().map(|word| self.value(word)).collect();
                Ok(Plan::Values(values, self.least(count)?))
            }
        }
    }

    fn unanalysed_words(&self, kind: &FieldKind) -> Vec<String> {
        match (self.analyzer, kind) {
            (Some(analyzer), _) => analyzer.tokens(&self.text).into_iter().map(|token| token.text).collect(),
            (None, FieldKind::Completion(options)) => {
                Some(options.typed(&self.text, None)).into_iter().filter(|form| !form.is_empty()).collect()
            }
            (None, _) => vec![self.text.clone()],
        }
    }

    /// Whether a field finds no word in the text.
    pub(super) fn is_void(&self, kind: &FieldKind) -> bool {
        match kind {
            FieldKind::Text { .. } => {
                self.analyzer(kind).is_some_and(|analyzer| analyzer.first_tokens(&self.text, 1).is_empty())
            }
            kind => self.unanalysed_words(kind).is_empty(),
        }
    }

    fn value(&self, text: String) -> (String, Option<Fuzzy>) {
        let fuzzy = self.fuzziness.as_ref().and_then(|fuzziness| fuzziness.of(&text));
        (text, fuzzy)
    }

    fn forgiven(&self, error: EsError) -> Result<Plan> {
        if self.lenient { Ok(Plan::Nothing) } else { Err(error) }
    }

    fn clauses(
        &self,
        shard: &Shard<'_>,
        field: &str,
        terms: Vec<(usize, String)>,
        last_is_prefix: bool,
    ) -> Result<Plan> {
        let final_word = terms.len() - 1;
        let read = |(at, (_, term)): (usize, (usize, String))| {
            if last_is_prefix && at == final_word {
                return Ok(Clause::Prefix(term));
            }
            self.variants(shard, field, term)
        };
        let all = terms.into_iter().enumerate().map(read).collect::<Result<Vec<_>>>()?;
        let least = self.least(all.len())?;
        Ok(Plan::Clauses(all, least))
    }

    /// How many of the words must match.
    pub(super) fn least(&self, words: usize) -> Result<usize> {
        match &self.minimum_should_match {
            // It is about clauses of several words, of which none is optional if all are required.
            _ if words == 1 => Ok(1),
            Some(specification) if self.all && minimum_should_match::required(specification, 0)? > 0 => Ok(usize::MAX),
            _ if self.all => Ok(words),
            Some(specification) => Ok(minimum_should_match::required(specification, words)?.max(1)),
            None => Ok(1),
        }
    }

    /// A term, or the terms of the field that are like it, with less weight the more they differ.
    fn variants(&self, shard: &Shard<'_>, field: &str, term: String) -> Result<Clause> {
        let Some(fuzzy) = self.fuzziness.as_ref().and_then(|fuzziness| fuzziness.of(&term)) else {
            return Ok(Clause::Term(term));
        };
        let similar = shard.index.text_index().similar_terms(field, &term, fuzzy)?;
        let weighed = similar.into_iter().map(|(distance, other)| {
            let shorter = term.chars().count().min(other.chars().count());
            #[allow(clippy::cast_precision_loss, reason = "a weight is an estimate")]
            let weight = 1.0 - f32::from(distance) / shorter.max(1) as f32;
            (other, weight.max(0.0))
        });
        let variants = weighed.collect();
        Ok(Clause::Similar(term, fuzzy, variants))
    }
}
