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
    /// How much room there may be between them.
    slop: usize,
}

/// A token that is looked for, and by what: a term by itself, all that a test holds of by that test.
pub(super) struct Marked<'a> {
    pub(super) token: &'a Token,
    pub(super) found_by: String,
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

    /// Adds a phrase: terms with their positions and the room between them; the last is one of several, or any that begins
    /// with a prefix.
    pub fn add_phrase(
        &mut self,
        field: &str,
        before: Vec<(usize, String)>,
        last: (usize, Vec<String>),
        prefix: Option<String>,
        slop: u32,
    ) {
        let slop = usize::try_from(slop).unwrap_or(usize::MAX);
        self.at(field).phrases.push(Phrase { before, last, prefix, slop });
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
    pub(super) fn matches<'a>(&self, tokens: &'a [Token]) -> Vec<Marked<'a>> {
        let in_phrases = self.in_phrases(tokens);
        let found_by = |token: &Token| {
            let as_term = self.terms.contains(&token.text) || in_phrases.contains(&token.position);
            if as_term { Some(token.text.clone()) } else { self.test_of(&token.text).map(|test| format!("\0{test}")) }
        };
        tokens.iter().filter_map(|token| Some(Marked { token, found_by: found_by(token)? })).collect()
    }

    /// The number of the test that holds of a term.
    fn test_of(&self, term: &str) -> Option<usize> {
        self.tests.iter().position(|Test(holds)| holds(term))
    }

    /// The positions at which whole phrases stand.
    fn in_phrases(&self, tokens: &[Token]) -> BTreeSet<usize> {
        let at: BTreeMap<usize, &str> = tokens.iter().map(|token| (token.position, token.text.as_str())).collect();
        let places = |start: &usize| {
            let start = *start;
            let of = |phrase: &Phrase| if phrase.slop == 0 { phrase.at(&at, start) } else { phrase.near(&at, start) };
            self.phrases.iter().filter_map(of).flatten().collect::<Vec<_>>()
        };
        at.keys().flat_map(places).collect()
    }
}

impl Phrase {
    /// The positions of its terms, if it begins at a position.
    fn at(&self, text: &BTreeMap<usize, &str>, start: usize) -> Option<Vec<usize>> {
        let first = self.before.first().map_or(self.last.0, |(position, _)| *position);
        let is_at = |at: &usize, test: &dyn Fn(&str) -> bool| text.get(at).is_some_and(|term| test(term));
        let mut places = Vec::new();
        for (position, term) in &self.before {
            let place = start + position - first;
            places.push(place);
            is_at(&place, &|found| found == term).then_some(())?;
        }
        let place = start + self.last.0 - first;
        places.push(place);
        is_at(&place, &|found| self.is_last(found)).then_some(places)
    }

    /// The nearest positions of its terms from a position on, in any order, if there is not too much room between them.
    fn near(&self, text: &BTreeMap<usize, &str>, start: usize) -> Option<Vec<usize>> {
        let end = start.saturating_add(self.before.len()).saturating_add(self.slop);
        let place = |test: &dyn Fn(&str) -> bool| {
            text.range(start..=end).find(|(_, found)| test(found)).map(|(place, _)| *place)
        };
        let mut places =
            self.before.iter().map(|(_, term)| place(&|found| found == term)).collect::<Option<Vec<_>>>()?;
        places.push(place(&|found| self.is_last(found))?);
        places.contains(&start).then_some(places)
    }

    fn is_last(&self, term: &str) -> bool {
        match &self.prefix {
            Some(prefix) => term.starts_with(prefix),
            None => self.last.1.iter().any(|alternative| alternative == term),
        }
    }
}
