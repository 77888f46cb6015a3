//! One filter as query clauses.

use super::exact;
use crate::{
    json::{Object, Value},
    params::{
        FieldType, Limits,
        typed::{Typed, condition, literal, object},
    },
    search_ui::{Filter, FilterKind, QueryConfig},
};

/// The clauses, to be joined by AND.
pub(super) fn clauses(known: &Typed, filter: &Filter, config: &QueryConfig, warnings: &mut Vec<String>) -> Vec<Value> {
    let mut clauses = Vec::new();
    for value in filter.values.iter().take(Limits::VALUES as usize) {
        match clause(known, &filter.field, value, config) {
            Some(clause) => clauses.push(clause),
            None => warnings.push(unfit(&filter.field)),
        }
    }
    match filter.kind {
        FilterKind::All => clauses,
        _ if clauses.is_empty() => clauses,
        FilterKind::Any => vec![object("bool", object("should", clauses))],
        FilterKind::None => vec![object("bool", object("must_not", clauses))],
    }
}

fn unfit(field: &str) -> String {
    let reason = " was ignored: these params take strings, numbers, booleans and ranges of numbers.";
    ["A filter value on ", field, reason].concat()
}

fn clause(known: &Typed, field: &str, value: &Value, config: &QueryConfig) -> Option<Value> {
    let facet = config.facet(field);
    let condition = match known.fields.type_of(field, config) {
        // Its dictionary lets no distance through.
        Some(FieldType::Geo) => return None,
        Some(field_type) => condition(value, field_type, facet)?,
        None => literal(value)?,
    };
    let query = match &condition {
        Value::Object(bounds) => within(field, bounds)?,
        _ => object("term", object(&exact(known, field, config), condition)),
    };
    Some(match known.fields.nested_path(field) {
        Some(path) => in_nested(path, query),
        None => query,
    })
}

/// A range of numbers; or a single date, which a range of dates from and to the same one stands for.
fn within(field: &str, bounds: &Object) -> Option<Value> {
    if bounds.iter().all(|(_, bound)| bound.as_number().is_some()) {
        return Some(object("range", object(field, bounds.clone())));
    }
    let date = bounds.get("gte").filter(|from| bounds.get("lte") == Some(from))?;
    Some(object("term", object(field, date.clone())))
}

fn in_nested(path: &str, query: Value) -> Value {
    let mut nested = Object::new();
    nested.insert("path", path);
    nested.insert("query", query);
    object("nested", nested)
}
