//! The request state: what the person at the page has asked for.

use super::{Filter, scalar};
use crate::gather::Gather;
use crate::json::Value;

/// What Search UI's driver sends to `onSearch` as its first argument, cleaned.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RequestState {
    /// The search term; empty when there is none.
    pub search_term: String,
    /// The page, from 1.
    pub current: u32,
    /// Results per page, at least 1; `None` when the state does not say.
    pub results_per_page: Option<u32>,
    /// The filters, those of the query config included: the driver merges them in.
    pub filters: Vec<Filter>,
    /// The sort order; empty means by relevance.
    pub sort: Vec<Sort>,
}

/// One sort criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// The field's name in the index, or `_score`.
    pub field: String,
    /// Which end comes first.
    pub direction: Direction,
}

/// Which end of an order comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The smallest first.
    Ascending,
    /// The largest first.
    Descending,
}

impl RequestState {
    /// Reads the state. `sortList` wins over `sortField` and `sortDirection`, as in Search UI; each may be null.
    pub fn read(state: &Value, warnings: &mut Vec<String>) -> Self {
        Self {
            search_term: scalar::text(state.get("searchTerm")).unwrap_or_default(),
            current: scalar::whole(state.get("current")).unwrap_or(1).max(1),
            results_per_page: scalar::whole(state.get("resultsPerPage")).filter(|&size| size > 0),
            filters: Filter::read_each(state.get("filters"), warnings),
            sort: Sort::read_each(state),
        }
    }
}

impl Sort {
    fn read_each(state: &Value) -> Vec<Self> {
        let list = scalar::elements(state.get("sortList"));
        if list.is_empty() {
            return Self::read(state.get("sortField"), state.get("sortDirection")).into_iter().gather();
        }
        list.iter().filter_map(|entry| Self::read(entry.get("field"), entry.get("direction"))).gather()
    }

    /// An entry without a direction means "no sort" in Search UI, so it is left out without a warning.
    fn read(field: Option<&Value>, direction: Option<&Value>) -> Option<Self> {
        Some(Self { field: scalar::text(field)?, direction: Direction::read(direction)? })
    }
}

impl Direction {
    pub(super) fn read(value: Option<&Value>) -> Option<Self> {
        match value?.as_str()? {
            "asc" => Some(Self::Ascending),
            "desc" => Some(Self::Descending),
            _ => None,
        }
    }

    /// Search UI's and Elasticsearch's name for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ascending => "asc",
            Self::Descending => "desc",
        }
    }
}
