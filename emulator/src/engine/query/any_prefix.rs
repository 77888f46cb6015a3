//! A prefix in any of several fields: those that can have one.

use super::{Printed, Query, fields::Fields, prefix};
use crate::{
    engine::{highlight::HighlightTerms, matches::Matches, shard::Shard},
    error::Result,
};

/// The beginning of a word, and where it is looked for.
#[derive(Debug)]
pub(super) struct AnyPrefix {
    pub(super) text: String,
    pub(super) fields: Fields,
    /// Whether a field that has no words just does not match.
    pub(super) lenient: bool,
}

impl AnyPrefix {
    pub(super) fn find(&self, shard: &Shard<'_>) -> Result<Matches> {
        let mut found = Vec::new();
        for (field, boost) in self.fields.resolve(shard) {
            match prefix::of_words(shard, &field, &self.text) {
                Some(matches) => found.push(matches?.constant(boost)),
                None if self.lenient || shard.index.mapping().field(&field).is_none() => {}
                None => return Err(prefix::no_terms(shard, "prefix", &field)),
            }
        }
        Ok(Matches::best_of(found, 0.0))
    }

    pub(super) fn mark(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) {
        for (field, _) in self.fields.resolve(shard) {
            if let Some(prefix) = prefix::normalised(shard, &field, &self.text) {
                terms.add_prefix(&field, prefix);
            }
        }
    }
}

impl Query for AnyPrefix {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        self.find(shard)
    }

    fn print(&self) -> Printed {
        Printed::new("prefix", self.text.as_str().into())
    }

    fn highlight(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        self.mark(shard, terms);
        Ok(())
    }
}
