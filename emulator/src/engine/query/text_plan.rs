//! What a text means for one field: which terms, prefixes or phrases have to be found. The plan is made once the
//! mapping is known, and serves both the search and the highlighting.

use serde_json::Value;

use super::{failed, fuzziness::Fuzziness, minimum_should_match, prefix, term};
use crate::{
    engine::{
        analysis::Analyzer,
        budget,
        highlight::HighlightTerms,
        limits,
        mapping::FieldKind,
        matches::Matches,
        scalar::Scalar,
        shard::Shard,
        text_index::{Fuzzy, closeness},
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

/// What has to be found in one field.
#[derive(Debug)]
pub(super) enum Plan {
    /// Nothing matches.
    Nothing,
    /// The text has no terms, and the query says that this matches everything.
    Everything,
    /// A value of a field that is not analysed.
    Value(Value),
    /// A keyword like this one.
    SimilarKeyword(String, Fuzzy),
    /// At least so many of the clauses.
    Clauses(Vec<Clause>, usize),
    /// Terms at distances from one another, the last of them one of several.
    Phrase { before: Vec<(usize, String)>, last: (usize, Vec<String>), prefix: Option<String>, slop: u32 },
}

/// One word of the text.
#[derive(Debug)]
pub(super) enum Clause {
    /// A term, or the terms like it, each with its weight.
    Term(Vec<(String, f32)>),
    /// All terms that begin so.
    Prefix(String),
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
        match self.plan(shard, field)? {
            Plan::Value(_) => terms.add_term(field, self.text.clone()),
            plan => plan.highlight(field, terms),
        }
        Ok(())
    }

    fn forgive(&self, error: EsError) -> Result<Matches> {
        if self.lenient { Ok(Matches::none()) } else { Err(error) }
    }

    /// The analyzer for a field; `None` if it is not analysed.
    pub(super) fn analyzer(&self, kind: &FieldKind) -> Option<Analyzer> {
        match kind {
            FieldKind::Text { search_analyzer, .. } => Some(self.analyzer.unwrap_or(*search_analyzer)),
            _ => None,
        }
    }

    fn plan(&self, shard: &Shard<'_>, field: &str) -> Result<Plan> {
        let Some(mapped) = shard.index.mapping().field(field) else { return Ok(Plan::Nothing) };
        let Some(analyzer) = self.analyzer(&mapped.kind) else { return self.unanalysed(&mapped.kind, field) };
        let tokens = analyzer.first_tokens(&self.text, limits::CLAUSES + 1);
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
            Mode::BoolPrefix => self.clauses(shard, field, terms, true),
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

    fn unanalysed(&self, kind: &FieldKind, field: &str) -> Result<Plan> {
        let keyword = matches!(kind, FieldKind::Keyword { .. });
        match self.mode {
            Mode::BoolPrefix if keyword => Ok(Plan::Clauses(vec![Clause::Prefix(self.text.clone())], 1)),
            Mode::PhrasePrefix(..) if keyword && self.lenient => Ok(Plan::Nothing),
            Mode::PhrasePrefix(..) if keyword => Err(failed(EsError::illegal_argument(format!(
                "Can only use phrase prefix queries on text fields - not on [{field}] which is of type [keyword]"
            )))),
            _ => Ok(match self.fuzziness.as_ref().and_then(|fuzziness| fuzziness.of(&self.text)) {
                Some(fuzzy) if keyword => Plan::SimilarKeyword(self.text.clone(), fuzzy),
                _ => Plan::Value(Value::String(self.text.clone())),
            }),
        }
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
            self.variants(shard, field, &term).map(Clause::Term)
        };
        let all = terms.into_iter().enumerate().map(read).collect::<Result<Vec<_>>>()?;
        let least = self.least(all.len())?;
        Ok(Plan::Clauses(all, least))
    }

    /// How many of the words must match.
    pub(super) fn least(&self, words: usize) -> Result<usize> {
        match &self.minimum_should_match {
            _ if self.all => Ok(words),
            Some(specification) => Ok(minimum_should_match::required(specification, words)?.max(1)),
            None => Ok(1),
        }
    }

    /// A term with weight 1, or the terms of the field that are like it, with less weight the more they differ.
    fn variants(&self, shard: &Shard<'_>, field: &str, term: &str) -> Result<Vec<(String, f32)>> {
        let Some(fuzzy) = self.fuzziness.as_ref().and_then(|fuzziness| fuzziness.of(term)) else {
            return Ok(vec![(term.to_owned(), 1.0)]);
        };
        let similar = shard.index.text_index().similar_terms(field, term, fuzzy)?;
        let weighed = similar.into_iter().map(|(distance, other)| {
            let shorter = term.chars().count().min(other.chars().count());
            #[allow(clippy::cast_precision_loss, reason = "a weight is an estimate")]
            let weight = 1.0 - f32::from(distance) / shorter.max(1) as f32;
            (other, weight.max(0.0))
        });
        Ok(weighed.collect())
    }
}

fn phrase(mut terms: Vec<(usize, String)>, slop: u32) -> Plan {
    match terms.pop() {
        Some((at, last)) => Plan::Phrase { before: terms, last: (at, vec![last]), prefix: None, slop },
        None => Plan::Nothing,
    }
}

fn phrase_prefix(
    shard: &Shard<'_>,
    field: &str,
    mut terms: Vec<(usize, String)>,
    slop: u32,
    limit: usize,
) -> Result<Plan> {
    let Some((at, prefix)) = terms.pop() else { return Ok(Plan::Nothing) };
    let last = shard.index.text_index().terms_with_prefix(field, &prefix, limit)?;
    Ok(Plan::Phrase { before: terms, last: (at, last), prefix: Some(prefix), slop })
}

impl Plan {
    fn evaluate(&self, shard: &Shard<'_>, field: &str) -> Result<Matches> {
        match self {
            Self::Nothing => Ok(Matches::none()),
            Self::Everything => Ok(shard.all()),
            Self::Value(value) => term::one_of(shard, field, std::slice::from_ref(value)),
            Self::SimilarKeyword(text, fuzzy) => {
                let close = closeness(text, *fuzzy)?;
                let similar = |value: &Scalar| matches!(value, Scalar::Keyword(other) if close(other).is_some());
                Ok(shard.scan(field, similar))
            }
            Self::Clauses(clauses, least) => {
                Matches::at_least(*least, clauses.iter().map(|clause| clause.evaluate(shard, field)))
            }
            Self::Phrase { before, last: (at, alternatives), slop, .. } => {
                let mut found = Matches::none();
                for last in alternatives {
                    let mut terms = before.clone();
                    terms.push((*at, last.clone()));
                    found = found.or(shard.index.text_index().phrase(field, &terms, *slop)?, f32::max);
                }
                Ok(found)
            }
        }
    }

    fn highlight(self, field: &str, terms: &mut HighlightTerms) {
        match self {
            Self::Nothing | Self::Everything | Self::Value(_) => {}
            Self::SimilarKeyword(text, _) => terms.add_term(field, text),
            Self::Clauses(clauses, _) => clauses.into_iter().for_each(|clause| match clause {
                Clause::Term(variants) => variants.into_iter().for_each(|(term, _)| terms.add_term(field, term)),
                Clause::Prefix(prefix) => terms.add_prefix(field, prefix),
            }),
            Self::Phrase { before, last: (at, alternatives), prefix, .. } => {
                terms.add_phrase(field, before, (at, alternatives), prefix);
            }
        }
    }
}

impl Clause {
    fn evaluate(&self, shard: &Shard<'_>, field: &str) -> Result<Matches> {
        match self {
            Self::Prefix(text) => prefix::matching(shard, field, text, &|term, text| term.starts_with(text), false),
            Self::Term(variants) => variants.iter().try_fold(Matches::none(), |found, (term, weight)| {
                let one = shard.index.text_index().term(field, term)?;
                Ok(found.or(one.map_scores(|score| score * weight), f32::max))
            }),
        }
    }
}
