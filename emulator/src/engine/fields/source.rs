//! `fields`: values as they stand in the source, read by the mapping. Those of nested objects stay together.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{FieldList, Format, value::print};
use crate::engine::{
    geo::Point,
    mapping::{Field, FieldKind, Mapping, scalar_text},
    scalar::Scalar,
    source_values, wildcard,
};

/// The values by field that the source of a document, or of a nested object of a path, has.
pub(super) fn values(
    list: &FieldList,
    mapping: &Mapping,
    within: Option<&str>,
    source: &Map<String, Value>,
) -> Map<String, Value> {
    let mut found = Map::new();
    let mut inside = BTreeSet::new();
    for (name, field) in mapping.fields() {
        // Of several that mean a field, the last counts.
        let Some(wanted) = list.0.iter().rfind(|wanted| wildcard::matches(&wanted.pattern, name)) else { continue };
        let Some(below) = below(name, within) else { continue };
        if let Some(path) = first_nested(mapping, name, within) {
            inside.insert(path);
            continue;
        }
        // A multi-field has the values of the field that it belongs to.
        let suffix = field.parent.as_ref().map_or(0, |parent| name.len() - parent.len());
        let path = below.get(..below.len() - suffix).unwrap_or(below);
        let values = of_field(path, field, wanted.format.as_ref(), source);
        if !values.is_empty() {
            found.insert(below.to_owned(), values.into());
        }
    }
    for path in inside {
        let name = below(path, within).unwrap_or(path);
        let objects = source_values::values_at(source, name).into_iter().filter_map(Value::as_object);
        let objects =
            objects.map(|object| values(list, mapping, Some(path), object)).filter(|object| !object.is_empty());
        let objects: Vec<Value> = objects.map(Value::from).collect();
        if !objects.is_empty() {
            found.insert(name.to_owned(), objects.into());
        }
    }
    found
}

/// A path within the source of a nested object.
fn below<'a>(path: &'a str, within: Option<&str>) -> Option<&'a str> {
    match within {
        None => Some(path),
        Some(within) => path.strip_prefix(within)?.strip_prefix('.'),
    }
}

/// The outermost nested objects between an object and a field in it.
fn first_nested<'a>(mapping: &Mapping, field: &'a str, within: Option<&str>) -> Option<&'a str> {
    let after = within.map_or(0, |within| within.len() + 1);
    let ends = field.match_indices('.').map(|(end, _)| end).filter(|end| *end >= after);
    ends.filter_map(|end| field.get(..end)).find(|path| mapping.nested(path).is_some())
}

/// The values of a field that a source has at a path.
pub(super) fn of_field(path: &str, field: &Field, format: Option<&Format>, source: &Map<String, Value>) -> Vec<Value> {
    let mut found = Vec::new();
    if let FieldKind::Point = field.kind {
        source_values::each_at(source, path, &mut |value| {
            let points = Point::read_each(value).unwrap_or_default();
            found.extend(points.into_iter().map(|point| point_value(point, format)));
        });
        return found;
    }
    for value in source_values::values_at(source, path) {
        let value = if value.is_null() { field.null_value.as_ref() } else { Some(value) };
        found.extend(value.and_then(|value| one(field, value, format)));
    }
    found
}

fn point_value(point: Point, format: Option<&Format>) -> Value {
    match format {
        Some(Format::WellKnownText) => print(&Scalar::Point(point), &FieldKind::Point, format),
        _ => point.to_geo_json(),
    }
}

/// One value; `None` if the field can't read it, and so has not indexed it.
fn one(field: &Field, value: &Value, format: Option<&Format>) -> Option<Value> {
    match &field.kind {
        FieldKind::Completion(_) => Some(value.clone()),
        FieldKind::Text { .. } => scalar_text(value).ok().map(Value::from),
        kind => kind.read(value).ok().flatten().map(|scalar| print(&scalar, kind, format)),
    }
}
