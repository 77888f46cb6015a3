//! The typed convention, which the generated search application speaks: values only, one closed param per field.
//!
//! ```json
//! { "query": "star", "from": 0, "size": 20,
//!   "sort": [{ "by": { "release_date": "desc" } }],
//!   "filters": { "genre": { "any": { "values": ["Drama", "Comedy"] } },
//!                "rating": { "all": { "ranges": [{ "gte": 7, "lte": 10 }] } } },
//!   "facets": { "genre": true, "rating": true } }
//! ```
//! Whatever is empty is left out. The shapes are those that Mustache can render: a list sits in an object, so that
//! a section can ask for it without repeating; no inner name equals an outer one, since a missing inner name would
//! be looked up outside.

use super::{Fields, Limits, Paging};
use crate::{
    json::{Object, Value},
    search_ui::{QueryConfig, RequestState},
};

/// What the page knows of the application beside the query config.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    /// Fields that may be filtered by although they are no facets, and types that the query config can't tell.
    pub fields: Fields,
    /// The bounds of the params.
    pub limits: Limits,
}

impl Typed {
    /// What a generated dictionary tells; fields in the option `fields` (see [`Fields::read`]) come on top.
    pub fn new(dictionary: Option<&Value>, fields: Option<&Value>, warnings: &mut Vec<String>) -> Self {
        let declared = fields.map(|fields| Fields::read(fields, warnings));
        Self {
            fields: declared.or_else(|| dictionary.map(Fields::of_dictionary)).unwrap_or_default(),
            limits: dictionary.map(Limits::of_dictionary).unwrap_or_default(),
        }
    }

    /// The page that a search asks for.
    #[must_use]
    pub fn paging(&self, state: &RequestState, config: &QueryConfig) -> Paging {
        Paging::of(state, config, self.limits)
    }

    /// The params of a search. What they can't carry is left out with a warning.
    pub fn search(&self, state: &RequestState, config: &QueryConfig, warnings: &mut Vec<String>) -> Object {
        let _ = warnings;
        let paging = self.paging(state, config);
        let mut params = Object::new();
        if !state.search_term.is_empty() {
            params.insert("query", state.search_term.as_str());
        }
        params.insert("from", paging.from());
        params.insert("size", paging.size);
        params
    }

    /// The params of autocomplete's results: `{ "autocomplete": { "query": "sta", "size": 5 } }`. `size` is the
    /// number of results where the config of the results does not say.
    #[must_use]
    pub fn autocomplete(&self, search_term: &str, results: &QueryConfig, size: Option<u32>) -> Object {
        let size = results.results_per_page.or(size).unwrap_or(5).clamp(1, self.limits.max_size);
        let mut inner = Object::new();
        inner.insert("query", search_term);
        inner.insert("size", size);
        let mut params = Object::new();
        params.insert("autocomplete", inner);
        params
    }
}
