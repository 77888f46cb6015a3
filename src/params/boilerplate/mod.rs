//! The convention of Elastic's own Search Application client and of the template that its command line stores.
//!
//! ```json
//! { "query": "star", "from": 0, "size": 20,
//!   "_es_filters": { "bool": { "filter": [
//!     { "bool": { "should": [{ "term": { "genre": "Drama" } }, { "term": { "genre": "Comedy" } }] } },
//!     { "range": { "rating": { "gte": 7, "lte": 10 } } }] } },
//!   "_es_aggs": { "genre_facet": { "terms": { "field": "genre", "size": 20, "order": { "_count": "desc" } } } },
//!   "_es_sort_fields": [{ "release_date": "desc" }] }
//! ```
//! Only what that template's dictionary accepts is said: `term` and never `terms`, numbers alone as bounds of a range,
//! `terms` and `stats` as aggregations. What can't be said is left out with a warning.

mod aggregations;
mod filters;

use super::{
    FieldType, Limits, Question,
    typed::{Typed, insert_text, object},
};
use crate::gather::Gather;
use crate::{
    json::{Object, Value},
    search_ui::{Filter, QueryConfig, RequestState, Sort},
    text::listed,
};

/// The params of a search. The template knows no filters of its own, so those of the config are sent too.
pub fn search(known: &Typed, state: &RequestState, config: &QueryConfig, warnings: &mut Vec<String>) -> Object {
    let paging = known.paging(state, config);
    let mut params = Object::new();
    insert_text("query", &state.search_term, &mut params);
    params.insert("from", paging.from());
    params.insert("size", paging.size);
    let base = config.filters.iter().filter(|filter| !state.filters.contains(filter));
    insert_filters(known, state.filters.iter().chain(base), config, &mut params, warnings);
    let aggregations = aggregations::aggregations(known, state, config, warnings);
    if !aggregations.is_empty() {
        params.insert("_es_aggs", aggregations);
    }
    let sort = sort(known, &state.sort, config);
    if !sort.is_empty() {
        params.insert("_es_sort_fields", sort);
    }
    params
}

/// The params of a question of autocomplete: the same search with fewer results. `None` if only completions are
/// asked for, which this convention does not have.
pub fn ask(known: &Typed, search_term: &str, question: &Question, warnings: &mut Vec<String>) -> Option<Object> {
    if !question.completions.is_empty() {
        let names = listed(&question.completions);
        warnings.push(["The suggestions ", &names, " were ignored: these params have no completions."].concat());
    }
    let config = question.config()?;
    let mut params = Object::new();
    insert_text("query", search_term, &mut params);
    params.insert("from", 0);
    params.insert("size", question.hits_size().clamp(1, known.limits.max_size));
    insert_filters(known, config.filters.iter(), config, &mut params, warnings);
    Some(params)
}

fn insert_filters<'a>(
    known: &Typed,
    filters: impl Iterator<Item = &'a Filter>,
    config: &QueryConfig,
    params: &mut Object,
    warnings: &mut Vec<String>,
) {
    let clauses: Vec<Value> = filters.flat_map(|filter| filters::clauses(known, filter, config, warnings)).gather();
    if !clauses.is_empty() {
        params.insert("_es_filters", object("bool", object("filter", clauses)));
    }
}

fn sort(known: &Typed, sort: &[Sort], config: &QueryConfig) -> Vec<Value> {
    let criteria = sort.iter().take(Limits::SORTS as usize);
    criteria.map(|sort| object(&exact(known, &sort.field, config), sort.direction.name())).gather()
}

/// The field in the index that holds exact values: for text, by Elasticsearch's own convention, its sub-field.
fn exact(known: &Typed, field: &str, config: &QueryConfig) -> String {
    let is_text = known.fields.type_of(field, config) == Some(FieldType::Text);
    [field, if is_text { ".keyword" } else { "" }].concat()
}
