//! Pages: which results a page holds, and the last one inside the result window.

use super::Limits;
use crate::{
    json::Value,
    search_ui::{QueryConfig, RequestState, scalar},
};

/// Results per page where neither state nor config says: Search UI's own default.
const DEFAULT_SIZE: u32 = 20;

/// Results that an index gives at most: the default of its setting `max_result_window`.
const WINDOW: u32 = 10_000;

/// The page that is asked for, inside the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// The page, from 1.
    pub current: u32,
    /// Results per page, at least 1.
    pub size: u32,
    /// The last page that the limits allow.
    pub last: u32,
}

impl Paging {
    /// The page of a search.
    #[must_use]
    pub fn of(state: &RequestState, config: &QueryConfig, limits: Limits) -> Self {
        let wanted = state.results_per_page.or(config.results_per_page).unwrap_or(DEFAULT_SIZE);
        let size = wanted.clamp(1, limits.max_size);
        let last = limits.max_from / size + 1;
        Self { current: state.current.clamp(1, last), size, last }
    }

    /// The page that params of the page's own making ask for, by `size` and `from` if they have these; else the
    /// state's. `limits` are those of the template, if it has told any.
    #[must_use]
    pub fn sent(params: &Value, state: &RequestState, config: &QueryConfig, limits: Option<Limits>) -> Self {
        let wanted = state.results_per_page.or(config.results_per_page).unwrap_or(DEFAULT_SIZE);
        let size = scalar::whole(params.get("size")).unwrap_or(wanted).max(1);
        let last = limits.map_or(WINDOW / size, |limits| limits.max_from / size + 1).max(1);
        let current = scalar::whole(params.get("from")).map_or(state.current, |from| from / size + 1);
        Self { current: current.clamp(1, last), size, last }
    }

    /// How many results come before this page.
    #[must_use]
    pub fn from(self) -> u32 {
        (self.current - 1) * self.size
    }
}
