//! A prefix in any of several fields: those that can have one.

use super::{Printed, Query, multi_match::Fields, prefix};
use crate::{
    engine::{highlight::HighlightTerms, matches::Matches, shard::Shard},
    error::Result,
};

/// The beginning of a word, and where it is looked for.
#[derive(Debug)]
pub(super) struct AnyPrefix {
    pub(super) text: String,
    pub(super) fields: Fields,
}

impl AnyPrefix {
    pub(super) fn find(&self, shard: &Shard<'_>) -> Result<Matches> {
        let each = self.fields.resolve(shard).into_iter().filter_map(|(field, boost)| {
            let found = prefix::of_words(shard, &field, &self.text)?;
            Some(found.map(|matches| matches.constant(boost)))
        });
        Ok(Matches::best_of(each.collect::<Result<_>>()?, 0.0))
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
