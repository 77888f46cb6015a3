//! Documents taken out whole, and engines made of the indices of others: what is kept on disk, and what a caller who sees
//! only a part of an index searches instead of it.

use std::{iter, sync::atomic::Ordering};

use serde_json::{Map, Value};

use super::{Engine, budget::Budget, corpus::Corpus, date, query, read_committed, write};
use crate::error::Result;

/// A document's id and source.
pub type Stored = (String, Map<String, Value>);

impl Engine {
    /// The documents of an index that match a query, or all of them, in the order in which they were written.
    pub fn documents(&self, index: &str, query: Option<&Value>) -> Result<Vec<Stored>> {
        let handle = self.index(index)?;
        let guard = read_committed(&handle)?;
        let budget = Budget::default();
        let corpus = Corpus::new(iter::once(&*guard), date::now(), &budget);
        let matches = match query {
            Some(query) => corpus.evaluate(&query::read(query)?, None)?,
            None => corpus.all(None),
        };
        let stored = |number| {
            let (_, shard, number) = corpus.locate(number)?;
            let document = shard.index.slots().document(number)?;
            Some((document.id.clone(), document.source.clone()))
        };
        Ok(matches.documents().filter_map(stored).collect())
    }

    /// Lets the ids that it makes count from this number, so that they are none that it made before a restart.
    pub fn count_ids_from(&self, first: u64) {
        self.ids.store(first, Ordering::Relaxed);
    }

    /// An engine over indices of other engines: each name with the engine that has it. Nothing is copied.
    pub fn over<'a>(indices: impl IntoIterator<Item = (&'a str, &'a Self)>) -> Result<Self> {
        let engine = Self::in_memory();
        for (name, from) in indices {
            write(&engine.indices).insert(name.into(), from.index(name)?);
        }
        Ok(engine)
    }
}
