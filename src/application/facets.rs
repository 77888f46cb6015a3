//! Facets as aggregations. Each is wrapped in a filter of its own, so that the counts of a disjunctive facet can
//! leave out that facet's filter and nothing else, in the same request as the results.

use super::{
    conjuncts::Conjunct,
    field::Field,
    filters,
    template::{Item, Node, array, constant, member, object, when},
};
use crate::{
    json::Value,
    params::{AGGREGATION_DOCUMENTS, AGGREGATION_VALUES, aggregation_name, typed::condition},
    search_ui::{Facet, FacetKind, FacetOrder, QueryConfig, Range},
};

/// The members of `aggs`: one for each element of the param `facets`, which says by `of` what it counts. A loop keeps
/// the template short: written out for each facet, the others' filters would grow with the square of their number.
pub fn aggregations(
    config: &QueryConfig,
    fields: &[Field],
    conjuncts: &[Conjunct],
    problems: &mut Vec<String>,
) -> Item {
    let facets: Vec<_> = config.facets.iter().zip(fields).collect();
    let name: String = facets.iter().map(|(facet, field)| when_of(field, &aggregation_name(&facet.field))).collect();
    let others = conjuncts.iter().filter(|conjunct| conjunct.is_disjunctive(config));
    let others = others.flat_map(|conjunct| conjunct.clauses_beside_own_facet(config)).collect();
    let filter = object([("bool", object([("filter", Node::Array(others))]))]);
    let counts = facets.into_iter().map(|(facet, field)| when(of(field), values(facet, field, problems))).collect();
    let values = object([(AGGREGATION_VALUES, Node::Object(counts))]);
    when("facets", [Item::Member(["\"", &name, "\""].concat(), object([("filter", filter), ("aggs", values)]))])
}

fn of(field: &Field) -> String {
    ["of.", &field.param].concat()
}

fn when_of(field: &Field, content: &str) -> String {
    let path = of(field);
    format!("{{{{#{path}}}}}{content}{{{{/{path}}}}}")
}

/// What the aggregation `values` holds. A field of nested objects is counted among these, and each of its buckets
/// says how many documents they belong to.
fn values(facet: &Facet, field: &Field, problems: &mut Vec<String>) -> Vec<Item> {
    let mut counts = vec![counts(facet, field, problems)];
    let Some(path) = &field.nested else { return counts };
    if facet.kind != FacetKind::Stats {
        let documents = object([("reverse_nested", object([]))]);
        counts.push(member("aggs", object([(AGGREGATION_DOCUMENTS, documents)])));
    }
    let inner = object([(AGGREGATION_VALUES, Node::Object(counts))]);
    vec![member("nested", object([("path", constant(path.as_str()))])), member("aggs", inner)]
}

fn counts(facet: &Facet, field: &Field, problems: &mut Vec<String>) -> Item {
    match &facet.kind {
        FacetKind::Value { .. } => member("terms", terms(&facet.kind, field)),
        FacetKind::Range { ranges } => {
            let buckets = ranges.iter().filter_map(|range| bucket(range, facet, field, problems)).collect();
            member("filters", object([("filters", Node::Object(buckets))]))
        }
        FacetKind::Geo { center, unit, ranges } => {
            problems.extend(ranges.iter().filter_map(|range| text_bound(range, &facet.field)));
            member("geo_distance", rings(field, center, unit, ranges))
        }
        FacetKind::Stats => member("stats", object([("field", constant(field.exact()))])),
    }
}

fn terms(kind: &FacetKind, field: &Field) -> Node {
    let FacetKind::Value { size, order, direction, min_doc_count, include, exclude } = kind else {
        return object([]);
    };
    let order = object([(order_key(*order, field), constant(direction.name()))]);
    let least = min_doc_count.map(Value::from);
    let options = [("min_doc_count", &least), ("include", include), ("exclude", exclude)];
    let options = options.into_iter().filter_map(|(name, value)| Some(member(name, constant(value.clone()?))));
    let terms = [("field", constant(field.exact())), ("size", constant(*size)), ("order", order)];
    Node::Object(terms.into_iter().map(|(name, node)| member(name, node)).chain(options).collect())
}

fn text_bound(range: &Range, facet: &str) -> Option<String> {
    let is_text = range.bounds().any(|bound| bound.as_str().is_some());
    is_text.then(|| ["A ring of facet ", facet, " has a bound that is no number: write 5, not \"5km\"."].concat())
}

fn rings(field: &Field, center: &Value, unit: &str, ranges: &[Range]) -> Node {
    object([
        ("field", constant(field.name.as_str())),
        ("origin", constant(center.clone())),
        ("unit", constant(unit)),
        ("keyed", constant(true)),
        ("ranges", array(ranges.iter().map(ring))),
    ])
}

fn order_key(order: FacetOrder, field: &Field) -> &'static str {
    match order {
        FacetOrder::Count if field.nested.is_some() => AGGREGATION_DOCUMENTS,
        FacetOrder::Count => "_count",
        FacetOrder::Value => "_key",
    }
}

/// The documents that a filter by this range would find, under the range's name.
fn bucket(range: &Range, facet: &Facet, field: &Field, problems: &mut Vec<String>) -> Option<Item> {
    let name = range.name.as_deref()?;
    let Some(condition) = condition(&range.to_value(), field.kind, Some(facet)) else {
        problems.push(["The range ", name, " of facet ", &facet.field, " has no bounds of the field's type."].concat());
        return None;
    };
    Some(member(name, filters::matching(&facet.field, Some(field), &condition)))
}

/// A ring of the aggregation; one without `from` begins at the center.
fn ring(range: &Range) -> Node {
    let name = range.name.as_ref().map(|name| member("key", constant(name.as_str())));
    let bounds = [("from", &range.from), ("to", &range.to)];
    let bounds = bounds.into_iter().filter_map(|(name, bound)| Some(member(name, constant(number(bound.as_ref()?)?))));
    Node::Object(name.into_iter().chain(bounds).collect())
}

fn number(bound: &Value) -> Option<Value> {
    bound.as_number().map(|_| bound.clone())
}
