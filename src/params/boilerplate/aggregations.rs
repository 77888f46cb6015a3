//! The facets as aggregations.

use super::exact;
use crate::{
    json::{Object, Value},
    params::typed::{Typed, object},
    search_ui::{Facet, FacetKind, FacetOrder, QueryConfig, RequestState},
};

/// `{ "genre_facet": { "terms": … }, "price_facet": { "stats": … } }`
pub(super) fn aggregations(
    known: &Typed,
    state: &RequestState,
    config: &QueryConfig,
    warnings: &mut Vec<String>,
) -> Object {
    let mut aggregations = Object::new();
    for facet in &config.facets {
        let counted = aggregation(known, facet, config);
        let problem = if counted.is_none() {
            Some(" is not counted: these params know value and stats facets on a document's own fields.")
        } else if is_narrowed(facet, state, config) {
            Some(" is counted under its own filter: these params know no disjunctive facets.")
        } else if has_more(&facet.kind) {
            Some(" is counted without include, exclude and min_doc_count: these params know none of them.")
        } else {
            None
        };
        warnings.extend(problem.map(|problem| ["The facet ", &facet.field, problem].concat()));
        if let Some(counted) = counted {
            aggregations.insert([&facet.field, "_facet"].concat(), counted);
        }
    }
    aggregations
}

fn aggregation(known: &Typed, facet: &Facet, config: &QueryConfig) -> Option<Value> {
    if known.fields.nested_path(&facet.field).is_some() {
        return None;
    }
    let mut options = Object::new();
    options.insert("field", exact(known, &facet.field, config));
    match &facet.kind {
        FacetKind::Stats => Some(object("stats", options)),
        FacetKind::Value { size, order, direction, .. } => {
            let key = if *order == FacetOrder::Count { "_count" } else { "_key" };
            options.insert("size", *size);
            options.insert("order", object(key, direction.name()));
            Some(object("terms", options))
        }
        FacetKind::Range { .. } | FacetKind::Geo { .. } => None,
    }
}

/// Whether a disjunctive facet has a filter, which its counts should ignore.
fn is_narrowed(facet: &Facet, state: &RequestState, config: &QueryConfig) -> bool {
    config.is_disjunctive(&facet.field) && state.filters.iter().any(|filter| filter.field == facet.field)
}

fn has_more(kind: &FacetKind) -> bool {
    matches!(kind, FacetKind::Value { min_doc_count, include, exclude, .. }
        if min_doc_count.is_some() || include.is_some() || exclude.is_some())
}
