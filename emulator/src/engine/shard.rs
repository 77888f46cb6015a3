//! An index as one search sees it: the index and the time of the search.

use super::{budget::Budget, index::Index, matches::Matches, query::Node, scalar::Scalar};
use crate::error::Result;

/// What a query is evaluated on.
#[derive(Clone, Copy)]
pub struct Shard<'a> {
    /// The index.
    pub index: &'a Index,
    /// The time that date math counts from.
    pub now: i64,
    /// The path of the nested objects that are looked at; `None` for the documents.
    pub level: Option<&'a str>,
    /// The work that the search has left.
    pub budget: &'a Budget,
}

impl Shard<'_> {
    /// Counts work; an error, if it is too much.
    pub fn spend(&self, steps: usize) -> Result<()> {
        self.budget.spend(steps)
    }

    /// The documents of the level that a query matches.
    pub fn evaluate(&self, query: &Node) -> Result<Matches> {
        // A word is found wherever it stands, so that what stands at other levels is left out here.
        let found = query.evaluate(self)?;
        Ok(found.filtered(|number, _| self.index.slots().is_at(self.level, number)))
    }

    /// The documents that have a value of which the test holds, with a score of 1.
    pub fn scan(&self, field: &str, test: impl Fn(&Scalar) -> bool) -> Matches {
        let holds = |number: &u32| self.index.values(field, *number).iter().any(&test);
        Matches::with_score(self.index.slots().live(self.level).filter(holds), 1.0)
    }

    /// All documents, with a score of 1.
    #[must_use]
    pub fn all(&self) -> Matches {
        Matches::with_score(self.index.slots().live(self.level), 1.0)
    }

    /// The score of a term that these documents have, by BM25 without a length: rare terms count more.
    #[must_use]
    pub fn rarity(&self, matches: Matches) -> Matches {
        #[allow(clippy::cast_precision_loss, reason = "a score is an estimate")]
        let (having, all) = (matches.len() as f32, self.index.slots().count() as f32);
        matches.constant((1.0 + (all - having + 0.5) / (having + 0.5)).ln())
    }
}
