//! What has to be found in one field for a text, and finding and marking it.

use serde_json::Value;

use super::{failed, prefix, term};
use crate::{
    engine::{
        highlight::HighlightTerms,
        matches::Matches,
        scalar::Scalar,
        shard::Shard,
        text_index::{Fuzzy, closeness},
    },
    error::{EsError, Result},
};

/// What has to be found in one field.
#[derive(Debug)]
pub(super) enum Plan {
    /// Nothing matches.
    Nothing,
    /// The text has no terms, and the query says that this matches everything.
    Everything,
    /// At least so many of these values of a field that is not analysed, or of keywords like them.
    Values(Vec<(String, Option<Fuzzy>)>, usize),
    /// At least so many of the clauses.
    Clauses(Vec<Clause>, usize),
    /// Terms at distances from one another, the last of them one of several.
    Phrase { before: Vec<(usize, String)>, last: (usize, Vec<String>), prefix: Option<String>, slop: u32 },
}

/// One word of the text.
#[derive(Debug)]
pub(super) enum Clause {
    /// A term.
    Term(String),
    /// The terms that are like one, each with its weight.
    Similar(String, Fuzzy, Vec<(String, f32)>),
    /// All terms that begin so.
    Prefix(String),
}

/// The error for likeness to a value that is no text.
pub(super) fn no_fuzziness(field: &str, type_name: &str) -> EsError {
    failed(EsError::illegal_argument(format!(
        "Can only use fuzzy queries on keyword and text fields - not on [{field}] which is of type [{type_name}]"
    )))
}

/// A phrase of terms at their positions.
pub(super) fn phrase(mut terms: Vec<(usize, String)>, slop: u32) -> Plan {
    match terms.pop() {
        Some((at, last)) => Plan::Phrase { before: terms, last: (at, vec![last]), prefix: None, slop },
        None => Plan::Nothing,
    }
}

/// A phrase whose last word is the beginning of one of at most so many terms.
pub(super) fn phrase_prefix(
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
    pub(super) fn evaluate(&self, shard: &Shard<'_>, field: &str) -> Result<Matches> {
        match self {
            Self::Nothing => Ok(Matches::none()),
            Self::Everything => Ok(shard.all()),
            Self::Values(values, least) => {
                Matches::at_least(*least, values.iter().map(|(text, fuzzy)| having(shard, field, text, *fuzzy)))
            }
            Self::Clauses(clauses, least) => {
                Matches::at_least(*least, clauses.iter().map(|clause| clause.evaluate(shard, field)))
            }
            Self::Phrase { before, last: (_, alternatives), slop: 1.., .. } if is_twice(before, alternatives) => {
                Err(EsError::unsupported("a phrase with [slop] in which a word may stand twice"))
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

    pub(super) fn highlight(self, field: &str, terms: &mut HighlightTerms) -> Result<()> {
        match self {
            Self::Nothing | Self::Everything => {}
            Self::Values(values, _) => {
                for (text, fuzzy) in values {
                    mark(field, text, fuzzy, terms)?;
                }
            }
            Self::Clauses(clauses, _) => {
                for clause in clauses {
                    match clause {
                        Clause::Term(term) => terms.add_term(field, term),
                        Clause::Similar(term, fuzzy, _) => mark(field, term, Some(fuzzy), terms)?,
                        Clause::Prefix(prefix) => terms.add_prefix(field, prefix),
                    }
                }
            }
            Self::Phrase { before, last: (at, alternatives), prefix, slop } => {
                terms.add_phrase(field, before, (at, alternatives), prefix, slop);
            }
        }
        Ok(())
    }
}

/// Whether a word of a phrase may stand in two of its places.
fn is_twice(before: &[(usize, String)], last: &[String]) -> bool {
    let mut words: Vec<&String> = before.iter().map(|(_, word)| word).collect();
    words.sort_unstable();
    words.windows(2).any(|pair| pair.first() == pair.last()) || words.iter().any(|word| last.contains(word))
}

impl Clause {
    fn evaluate(&self, shard: &Shard<'_>, field: &str) -> Result<Matches> {
        match self {
            Self::Prefix(text) => prefix::matching(shard, field, text, &|term, text| term.starts_with(text), false),
            Self::Term(term) => shard.index.text_index().term(field, term),
            Self::Similar(.., variants) => variants.iter().try_fold(Matches::none(), |found, (term, weight)| {
                let one = shard.index.text_index().term(field, term)?;
                Ok(found.or(one.map_scores(|score| score * weight), f32::max))
            }),
        }
    }
}

/// The documents with a value of a field that is not analysed, or with a keyword like it.
pub(super) fn having(shard: &Shard<'_>, field: &str, text: &str, fuzzy: Option<Fuzzy>) -> Result<Matches> {
    let Some(fuzzy) = fuzzy else { return term::one_of(shard, field, &[Value::String(text.to_owned())]) };
    let close = closeness(text, fuzzy)?;
    Ok(shard.scan(field, |value| matches!(value, Scalar::Keyword(other) if close(other).is_some())))
}

/// Adds a term, or all that are like it.
pub(super) fn mark(field: &str, text: String, fuzzy: Option<Fuzzy>, terms: &mut HighlightTerms) -> Result<()> {
    match fuzzy {
        None => terms.add_term(field, text),
        Some(fuzzy) => {
            let close = closeness(&text, fuzzy)?;
            // No letters at all may be found, but not marked.
            terms.add_test(field, move |term| !term.is_empty() && close(term).is_some());
        }
    }
    Ok(())
}
