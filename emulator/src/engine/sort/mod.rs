//! Sorting: the keys of a search, and the order that they give. `key` reads them, `lookup` finds a document's place in
//! the order of one of them.

mod distance;
mod key;
mod lookup;
mod nested;
mod place;

use std::cmp::Ordering;

use serde_json::Value;

use super::corpus::Corpus;
use crate::error::{EsError, Result};
use key::{By, SortKey};
use lookup::Lookup;
use place::Place;

/// What documents are sorted by, most important first.
#[derive(Debug, Default)]
pub struct Sort(Vec<SortKey>);

/// A document in its place.
#[derive(Debug, Clone)]
pub struct Sorted {
    /// Its number.
    pub document: u32,
    /// Its score.
    pub score: f32,
    /// What `sort` shows; nothing if scores alone decide.
    pub shown: Vec<Value>,
}

impl Sort {
    /// Reads `sort`: a name, an object, or a list of both.
    pub fn read(body: &Value) -> Result<Self> {
        let keys = match body {
            Value::Array(keys) => {
                keys.iter().map(SortKey::read_each).collect::<Result<Vec<_>>>()?.into_iter().flatten().collect()
            }
            one => SortKey::read_each(one)?,
        };
        Ok(Self(keys))
    }

    /// Whether scores decide, best first, as without `sort`. Asked for twice they are keys like any others.
    #[must_use]
    pub fn is_by_score(&self) -> bool {
        self.0.len() < 2 && self.begins_with_score()
    }

    /// Whether the best hit has the best score.
    #[must_use]
    pub fn begins_with_score(&self) -> bool {
        self.0.first().is_none_or(|key| key.by == By::Score && key.descending)
    }

    /// Whether a score is among the keys.
    #[must_use]
    pub fn needs_score(&self) -> bool {
        self.0.iter().any(|key| key.by == By::Score)
    }

    /// The keys written out.
    #[must_use]
    pub fn to_json(&self) -> Value {
        self.0.iter().map(SortKey::to_json).collect()
    }

    /// Finds out whether documents can be sorted so.
    pub fn check(&self, corpus: &Corpus<'_>) -> Result<()> {
        self.0.iter().try_for_each(|key| Lookup::new(key, corpus, None).map(|_| ()))
    }

    /// Sorts documents with their scores; what is equal stays in document order. With `after` only those remain that come
    /// after these values, one for each key. The documents may be the nested objects of a level.
    pub fn order(
        &self,
        corpus: &Corpus<'_>,
        level: Option<&str>,
        documents: Vec<(u32, f32)>,
        after: Option<&[Value]>,
    ) -> Result<Vec<Sorted>> {
        if self.is_by_score() && after.is_none() {
            let mut documents = documents;
            documents.sort_by(|(_, left), (_, right)| right.total_cmp(left));
            let placed = documents.into_iter().map(|(document, score)| Sorted { document, score, shown: Vec::new() });
            return Ok(placed.collect());
        }
        corpus.spend(documents.len() * (1 + self.0.len()))?;
        let lookups = self.0.iter().map(|key| Lookup::new(key, corpus, level)).collect::<Result<Vec<_>>>()?;
        let place = |(document, score): (u32, f32)| {
            let places = lookups.iter().map(|lookup| lookup.place(corpus, document, score)).collect::<Result<Vec<_>>>();
            places.map(|places| (document, score, places))
        };
        let mut placed = documents.into_iter().map(place).collect::<Result<Vec<_>>>()?;
        if let Some(values) = after {
            let end = self.read_after(corpus, &lookups, values)?;
            placed.retain(|(.., places)| self.compare(places, &end) == Ordering::Greater);
        }
        placed.sort_by(|(.., left), (.., right)| self.compare(left, right));
        let sorted = placed.into_iter().map(|(document, score, places)| Sorted {
            document,
            score,
            shown: places.into_iter().map(Place::shown).collect(),
        });
        Ok(sorted.collect())
    }

    fn read_after(&self, corpus: &Corpus<'_>, lookups: &[Lookup<'_>], values: &[Value]) -> Result<Vec<Place>> {
        if values.len() != self.0.len() {
            let (given, keys) = (values.len(), self.0.len());
            let reason = format!("search_after has {given} value(s) but sort has {keys}.");
            return Err(corpus.failed(EsError::illegal_argument(reason)));
        }
        let read = lookups.iter().zip(values).map(|(lookup, value)| lookup.read(value));
        read.collect::<Result<_>>().map_err(|cause| corpus.failed(cause))
    }

    fn compare(&self, left: &[Place], right: &[Place]) -> Ordering {
        let each =
            self.0.iter().zip(left.iter().zip(right)).map(|(key, (left, right))| left.compare(right, key.descending));
        each.fold(Ordering::Equal, Ordering::then)
    }
}
