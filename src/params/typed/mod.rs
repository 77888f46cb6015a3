//! The typed convention, which the generated search application speaks: values only, one closed param per field.
//!
//! ```json
//! { "query": "star", "from": 0, "size": 20,
//!   "sort": [{ "by": { "release_date": "desc" } }],
//!   "filters": { "genre": { "any": { "values": ["Drama", "Comedy"] } },
//!                "rating": { "all": { "ranges": [{ "gte": 7, "lte": 10 }] } } },
//!   "facets": [{ "of": { "genre": true } }, { "of": { "rating": true } }] }
//! ```
//! Whatever is empty is left out. The shapes are those that Mustache can render: a list sits in an object, so that
//! a section can ask for it without repeating; no inner name equals an outer one, since a missing inner name would
//! be looked up outside.

mod autocomplete;
mod conditions;
mod filters;

use super::{Fields, Limits, Paging, param_name};
use crate::gather::Gather;
use crate::{
    json::{Object, Value},
    search_ui::{QueryConfig, RequestState, Sort, scalar},
};

pub use conditions::{condition, list_name, literal};

/// What the page knows of the search application beside the query config.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    /// Fields that may be filtered by although they are no facets, and types that the query config can't tell.
    pub fields: Fields,
    /// Param names of the fields that may be sorted by; `None` if unknown.
    pub sortable: Option<Vec<String>>,
    /// The bounds of the params.
    pub limits: Limits,
}

impl Typed {
    /// What the option `fields` (see [`Fields::read`]) and a generated dictionary tell.
    pub fn new(dictionary: Option<&Value>, fields: Option<&Value>, warnings: &mut Vec<String>) -> Self {
        let mut known = fields.map(|fields| Fields::read(fields, warnings)).unwrap_or_default();
        known.complete(dictionary.map(Fields::of_dictionary).unwrap_or_default());
        Self {
            fields: known,
            sortable: dictionary.and_then(sortable),
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
        let paging = self.paging(state, config);
        let mut params = Object::new();
        insert_text("query", &state.search_term, &mut params);
        params.insert("from", paging.from());
        params.insert("size", paging.size);
        let sort = self.sort(&state.sort, warnings);
        if !sort.is_empty() {
            params.insert("sort", sort);
        }
        let filters = filters::filters(self, &state.filters, config, warnings);
        if !filters.is_empty() {
            params.insert("filters", filters);
        }
        if !config.facets.is_empty() {
            params.insert("facets", facets(config));
        }
        params
    }

    fn sort(&self, sort: &[Sort], warnings: &mut Vec<String>) -> Vec<Value> {
        let mut criteria = Vec::new();
        for criterion in sort {
            let field = param_name(&criterion.field);
            if self.sortable.as_ref().is_none_or(|fields| fields.contains(&field)) {
                criteria.push(object("by", object(&field, criterion.direction.name())));
            } else {
                let advice = " was ignored: declare the field in `fields` and define the search application anew.";
                warnings.push(["Sorting by ", &criterion.field, advice].concat());
            }
        }
        criteria.truncate(Limits::SORTS as usize);
        criteria
    }
}

/// The names under `properties.sort.items.properties.by.properties` of a generated dictionary.
fn sortable(dictionary: &Value) -> Option<Vec<String>> {
    let by = dictionary.get("properties")?.get("sort")?.get("items")?.get("properties")?.get("by")?;
    Some(scalar::members(by.get("properties")).map(|(name, _)| name.to_owned()).gather())
}

/// Which facets to count: `[{ "of": { "genre": true } }]`.
fn facets(config: &QueryConfig) -> Vec<Value> {
    config.facets.iter().map(|facet| object("of", object(&param_name(&facet.field), true))).gather()
}

/// Inserts the text, cut to the length that is allowed; nothing if it is empty.
pub(super) fn insert_text(name: &str, text: &str, params: &mut Object) {
    if !text.is_empty() {
        let end = text.char_indices().nth(Limits::QUERY_LENGTH as usize).map(|(end, _)| end);
        params.insert(name, end.and_then(|end| text.get(..end)).unwrap_or(text));
    }
}

/// An object with one member.
pub(super) fn object(name: &str, value: impl Into<Value>) -> Value {
    let mut object = Object::new();
    object.insert(name, value);
    object.into()
}
