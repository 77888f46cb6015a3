//! How much work one search may be, so that a hostile one ends. Work is counted, not timed: the same search is refused on
//! a slow machine and on a fast one.

use std::cell::Cell;

use crate::error::{EsError, Result};

/// The greatest number of steps. A step is about one value looked at, so that this is some seconds of work: far more than
/// a search of a page needs over the sample data that this engine is meant for.
const STEPS: u64 = 1_000_000_000;

/// What looking a term up costs, however few documents have it.
pub const TERM: usize = 100;

/// What reading through the terms of a field costs, as for a prefix or a word that is only similar.
pub const TERMS: usize = 100_000;

/// The work that a search has left.
#[derive(Debug)]
pub struct Budget(Cell<u64>);

impl Default for Budget {
    fn default() -> Self {
        Self(Cell::new(STEPS))
    }
}

impl Budget {
    /// Takes steps; an error, if there are not as many left.
    pub fn spend(&self, steps: usize) -> Result<()> {
        let left = self.0.get().checked_sub(u64::try_from(steps).unwrap_or(u64::MAX));
        self.0.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or_else(|| EsError::unsupported(&format!("a search of more than {STEPS} steps")))
    }
}
