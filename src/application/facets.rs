//! Facets as aggregations. Each is wrapped in a filter of its own, so that the counts of a disjunctive facet can
//! leave out that facet's filter and nothing else, in the same request as the results.

use super::{
    field::Field,
    filters,
    template::{Item, Node, array, constant, member, object, unless, when},
};
use crate::{
    json::Value,
    params::{AGGREGATION_VALUES, aggregation_name, typed::condition},
    search_ui::{Bound, Facet, FacetKind, FacetOrder, FilterValue, QueryConfig, Range},
};

/// The members of `aggs`: one for each element of the param `facets`, which says by `of` what it counts. A loop keeps
/// the template short: written out for each facet, the others' filters would grow with the square of their number.
pub fn aggregations(config: &QueryConfig, fields: &[Field], problems: &mut Vec<String>) -> Item {
    let facets: Vec<_> = config.facets.iter().zip(fields).collect();
    let name: String = facets.iter().map(|(facet, field)| when_of(field, &aggregation_name(&facet.field))).collect();
    let others = fields.iter().filter(|field| config.is_disjunctive(&field.name));
    let others = others.map(|field| unless(of(field), filters::clauses(field))).collect();
    let filter = object([("bool", object([("filter", Node::Array(others))]))]);
    let counts = facets.into_iter().map(|(facet, field)| when(of(field), [counts(facet, field, problems)])).collect();
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

fn counts(facet: &Facet, field: &Field, problems: &mut Vec<String>) -> Item {
    match &facet.kind {
        FacetKind::Value { size, order, direction, include, exclude } => {
            let order = object([(order_key(*order), constant(direction.name()))]);
            let options = [("include", include), ("exclude", exclude)];
            let options = options.into_iter().filter_map(|(name, value)| Some(member(name, constant(value.clone()?))));
            let terms = [("field", constant(field.exact())), ("size", constant(*size)), ("order", order)];
            let terms = terms.into_iter().map(|(name, node)| member(name, node)).chain(options);
            member("terms", Node::Object(terms.collect()))
        }
        FacetKind::Range { ranges } => {
            let buckets = ranges.iter().filter_map(|range| bucket(range, facet, field, problems)).collect();
            member("filters", object([("filters", Node::Object(buckets))]))
        }
        FacetKind::Geo { center, unit, ranges } => member("geo_distance", rings(field, center, unit, ranges)),
    }
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

fn order_key(order: FacetOrder) -> &'static str {
    match order {
        FacetOrder::Count => "_count",
        FacetOrder::Value => "_key",
    }
}

/// The documents that a filter by this range would find, under the range's name.
fn bucket(range: &Range, facet: &Facet, field: &Field, problems: &mut Vec<String>) -> Option<Item> {
    let name = range.name.as_deref()?;
    let Some(condition) = condition(&FilterValue::Range(range.clone()), field.kind, Some(facet)) else {
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

fn number(bound: &Bound) -> Option<Value> {
    match bound {
        Bound::Number(number) => Some(number.clone().into()),
        Bound::Text(_) => None,
    }
}
