//! Filters as query DSL: those that the params carry, and those of the query config, which always apply.

use super::{
    field::{Field, Rings},
    template::{Item, Node, array, constant, member, object, text, when},
};
use crate::{
    json::Value,
    params::{
        FieldType,
        typed::{condition, list_name, literal},
    },
    search_ui::{Filter, FilterKind, QueryConfig},
};

/// The clauses for whatever the param `filters` says of the field: one for each kind that is there.
pub fn clauses(field: &Field) -> Vec<Item> {
    FilterKind::EACH.into_iter().map(|kind| clause(field, kind)).collect()
}

/// `all` needs no `bool` of its own: the clauses stand in a list that is already a conjunction.
fn clause(field: &Field, kind: FilterKind) -> Item {
    let path = ["filters.", &field.param, ".", kind.name()].concat();
    let list = [&path, ".", list_name(field.kind)].concat();
    let conditions = when(list, [Item::Element(in_nested(Some(field), match_one(field)))]);
    match occurrence(kind) {
        Some(occurrence) => when(path, [Item::Element(object([("bool", bool_of(occurrence, vec![conditions]))]))]),
        None => conditions,
    }
}

fn occurrence(kind: FilterKind) -> Option<&'static str> {
    match kind {
        FilterKind::All => None,
        FilterKind::Any => Some("should"),
        FilterKind::None => Some("must_not"),
    }
}

fn bool_of(occurrence: &str, clauses: Vec<Item>) -> Node {
    object([(occurrence, Node::Array(clauses))])
}

/// The clause for one element of a list of conditions. Only a number or boolean, which the dictionary guarantees,
/// stands without quotes.
fn match_one(field: &Field) -> Node {
    match field.kind {
        FieldType::Keyword | FieldType::Text => term(&field.exact(), text("\"{{.}}\"")),
        FieldType::Boolean => term(&field.exact(), text("{{.}}")),
        FieldType::Number => range(&field.exact(), [bound("gte", ""), bound("lte", "")]),
        FieldType::Date => range(&field.exact(), [bound("gte", "\""), bound("lte", "\"")]),
        FieldType::Geo => {
            let edge = |name| field.rings.as_ref().map(|rings| edge(name, field, rings));
            ring(&field.name, edge("lte"), edge("gte"))
        }
    }
}

/// The query asked of the nested objects that have the field, if it is not the document's own.
fn in_nested(field: Option<&Field>, query: Node) -> Node {
    match field.and_then(|field| field.nested.as_deref()) {
        Some(path) => object([("nested", object([("path", constant(path)), ("query", query)]))]),
        None => query,
    }
}

fn term(field: &str, value: Node) -> Node {
    object([("term", object([(field, value)]))])
}

fn range(field: &str, bounds: impl Into<Vec<Item>>) -> Node {
    object([("range", object([(field, Node::Object(bounds.into()))]))])
}

fn bound(name: &str, quote: &str) -> Item {
    when(name, [member(name, text(format!("{quote}{{{{{name}}}}}{quote}")))])
}

/// The points inside the outer edge, without those inside the inner one. What has no point is outside of every edge, and
/// in no ring.
fn ring(field: &str, outer: Option<Item>, inner: Option<Item>) -> Node {
    let point = Item::Element(object([("exists", object([("field", constant(field))]))]));
    let edges = [("filter", Some(point)), ("must", outer), ("must_not", inner)];
    object([("bool", object(edges.map(|(occurrence, edge)| (occurrence, Node::Array(edge.into_iter().collect())))))])
}

fn edge(name: &str, field: &Field, rings: &Rings) -> Item {
    let distance = text(format!("\"{{{{{name}}}}}{}\"", rings.unit));
    when(name, [Item::Element(within(distance, field, rings))])
}

fn within(distance: Node, field: &Field, rings: &Rings) -> Node {
    object([("geo_distance", object([("distance", distance), (&field.name, constant(rings.center.clone()))]))])
}

/// A filter of the query config. Its field need not be one that the page may filter by.
pub fn fixed(filter: &Filter, config: &QueryConfig, fields: &[Field], problems: &mut Vec<String>) -> Node {
    let field = fields.iter().find(|field| field.name == filter.field);
    let mut clauses = Vec::new();
    for value in &filter.values {
        let condition = match field {
            Some(field) => condition(value, field.kind, config.facet(&filter.field)),
            None => literal(value),
        };
        match condition {
            Some(condition) => clauses.push(in_nested(field, matching(&filter.field, field, &condition))),
            None => problems.push(["The base filter on ", &filter.field, " has a value of the wrong type."].concat()),
        }
    }
    object([("bool", object([(occurrence(filter.kind).unwrap_or("filter"), array(clauses))]))])
}

/// The clause for a condition that is known now; for a field of nested objects, as these objects are asked.
pub fn matching(name: &str, field: Option<&Field>, condition: &Value) -> Node {
    let exact = field.map_or_else(|| name.to_owned(), Field::exact);
    match (condition, field.and_then(|field| Some((field, field.rings.as_ref()?)))) {
        (Value::Object(bounds), Some((field, rings))) => {
            let distance = |bound| Some(constant([bounds.get(bound)?.as_number()?.text(), &rings.unit].concat()));
            let edge = |bound| Some(Item::Element(within(distance(bound)?, field, rings)));
            ring(name, edge("lte"), edge("gte"))
        }
        (Value::Object(_), None) => object([("range", object([(exact.as_str(), constant(condition.clone()))]))]),
        _ => term(&exact, constant(condition.clone())),
    }
}
