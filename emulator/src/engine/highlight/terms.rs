//! What a query looks for, by field, and where that stands in a text.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::{self, Debug, Formatter},
    sync::Arc,
};

use tantivy::tokenizer::Token;

/// The terms that a query looks for, by field.
#[derive(Debug, Default)]
pub struct HighlightTerms(BTreeMap<String, FieldTerms>);

/// The terms of one field.
#[derive(Debug, Clone, Default)]
pub(super) struct FieldTerms {
    terms: BTreeSet<String>,
    tests: Vec<Test>,
    phrases: Vec<Phrase>,
}

/// Whether a term is one of many that are looked for, as by a prefix or a pattern.
#[derive(Clone)]
struct Test(Arc<dyn Fn(&str) -> bool + Send + Sync>);

impl Debug for Test {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str("Test")
    }
}

#[derive(Debug, Clone)]
struct Phrase {
    before: Vec<(usize, String)>,
    last: (usize, Vec<String>),
    prefix: Option<String>,
}

impl HighlightTerms {
    /// Adds a term.
    pub fn add_term(&mut self, field: &str, term: String) {
        self.at(field).terms.insert(term);
    }

    /// Adds all terms of which a test holds.
    pub fn add_test(&mut self, field: &str, holds: impl Fn(&str) -> bool + Send + Sync + 'static) {
        self.at(field).tests.push(Test(Arc::new(holds)));
    }

    /// Adds all terms that begin so.
    pub fn add_prefix(&mut self, field: &str, prefix: String) {
        self.add_test(field, move |term| term.starts_with(&prefix));
    }

    /// Adds a phrase: terms with their positions; the last is one of several, or any that begins with a prefix.
    pub fn add_phrase(
        &mut self,
        field: &str,
        before: Vec<(usize, String)>,
        last: (usize, Vec<String>),
        prefix: Option<String>,
    ) {
        self.at(field).phrases.push(Phrase { before, last, prefix });
    }

    fn at(&mut self, field: &str) -> &mut FieldTerms {
        self.0.entry(field.to_owned()).or_default()
    }

    /// The terms of a field, or those of all fields together.
    pub(super) fn of(&self, field: &str, only_this: bool) -> FieldTerms {
        if only_this {
            return self.0.get(field).cloned().unwrap_or_default();
        }
        self.0.values().fold(FieldTerms::default(), |mut all, terms| {
            all.terms.extend(terms.terms.iter().cloned());
            all.tests.extend(terms.tests.iter().cloned());
            all.phrases.extend(terms.phrases.iter().cloned());
            all
        })
    }
}

impl FieldTerms {
    /// The tokens of a text that are looked for, in their order.
    pub(super) fn matches<'a>(&self, tokens: &'a [Token]) -> Vec<&'a Token> {
        let in_phrases = self.in_phrases(tokens);
        tokens.iter().filter(|token| self.has(&token.text) || in_phrases.contains(&token.position)).collect()
    }

    fn has(&self, term: &str) -> bool {
        self.terms.contains(term) || self.tests.iter().any(|Test(holds)| holds(term))
    }

    /// The positions at which whole phrases stand.
    fn in_phrases(&self, tokens: &[Token]) -> BTreeSet<usize> {
        let at: BTreeMap<usize, &str> = tokens.iter().map(|token| (token.position, token.text.as_str())).collect();
        let mut found = BTreeSet::new();
        for phrase in &self.phrases {
            let first = phrase.before.first().map_or(phrase.last.0, |(position, _)| *position);
            for start in at.keys().copied() {
                let place = |position: usize| start + position - first;
                if phrase.stands_at(|position| at.get(&place(position)).copied()) {
                    found.extend(phrase.before.iter().map(|(position, _)| place(*position)));
                    found.insert(place(phrase.last.0));
                }
            }
        }
        found
    }
}

impl Phrase {
    fn stands_at<'a>(&self, term_at: impl Fn(usize) -> Option<&'a str>) -> bool {
        let (last, alternatives) = &self.last;
        let ends = |term: &str| match &self.prefix {
            Some(prefix) => term.starts_with(prefix),
            None => alternatives.iter().any(|alternative| alternative == term),
        };
        self.before.iter().all(|(position, term)| term_at(*position) == Some(term)) && term_at(*last).is_some_and(ends)
    }
}
