//! One filter value of Search UI → one condition of the typed convention: a value, or a range `{ gte, lte }`.
//!
//! Fields of strings and booleans take values, fields of numbers, dates and points take ranges (a single number is
//! a range of one), so a template needs one form a field.

use crate::{
    json::{Object, Value},
    params::{FieldType, Limits, date},
    search_ui::{Facet, Range},
};

/// The name of the list that holds the conditions on a field of that type.
#[must_use]
pub fn list_name(field_type: FieldType) -> &'static str {
    match field_type {
        FieldType::Keyword | FieldType::Text | FieldType::Boolean => "values",
        FieldType::Number | FieldType::Date | FieldType::Geo => "ranges",
    }
}

/// What a field of that type takes, for a warning.
pub(super) fn expected(field_type: FieldType) -> &'static str {
    match field_type {
        FieldType::Keyword | FieldType::Text => "strings that are not too long",
        FieldType::Boolean => "true and false",
        FieldType::Number => "numbers and ranges of numbers",
        FieldType::Date => "dates and ranges of dates",
        FieldType::Geo => "the facet's ranges and ranges of positive distances",
    }
}

/// The condition; `None` if the value is not of the field's type. A range that only has a name is looked up in the
/// facet.
#[must_use]
pub fn condition(value: &Value, field_type: FieldType, facet: Option<&Facet>) -> Option<Value> {
    match field_type {
        FieldType::Keyword | FieldType::Text => string(value),
        FieldType::Boolean => boolean(value),
        FieldType::Number | FieldType::Date | FieldType::Geo => range(value, field_type, facet),
    }
}

/// The condition on a field of unknown type: as it is written. A range has bounds `gte` and `lte`.
#[must_use]
pub fn literal(value: &Value) -> Option<Value> {
    match value {
        Value::Object(_) => bounds(&Range::read(value)?, &|_, bound| Some(bound.clone())),
        _ => Some(value.clone()),
    }
}

/// A string, or what is written like it.
fn text_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.text()),
        Value::Bool(true) => Some("true"),
        Value::Bool(false) => Some("false"),
        _ => None,
    }
}

fn string(value: &Value) -> Option<Value> {
    let text = text_of(value)?;
    (text.chars().count() <= Limits::VALUE_LENGTH as usize).then(|| text.into())
}

/// `1` and `0` are the keys of a boolean field's buckets; the strings are what a URL makes of a boolean.
fn boolean(value: &Value) -> Option<Value> {
    match text_of(value)? {
        "true" | "1" => Some(true.into()),
        "false" | "0" => Some(false.into()),
        _ => None,
    }
}

fn range(value: &Value, field_type: FieldType, facet: Option<&Facet>) -> Option<Value> {
    let named = |name: &str| facet.and_then(|facet| facet.range_named(name));
    match value {
        Value::Object(_) => {
            let range = Range::read(value)?;
            let is_bounded = range.bounds().next().is_some();
            within(if is_bounded { &range } else { named(range.name.as_deref()?)? }, field_type)
        }
        Value::String(text) => {
            named(text).map_or_else(|| exactly(value, field_type), |range| within(range, field_type))
        }
        Value::Number(_) => exactly(value, field_type),
        _ => None,
    }
}

fn exactly(value: &Value, field_type: FieldType) -> Option<Value> {
    let value = Some(value.clone());
    (field_type != FieldType::Geo).then(|| within(&Range { name: None, from: value.clone(), to: value }, field_type))?
}

fn within(range: &Range, field_type: FieldType) -> Option<Value> {
    bounds(range, &|name, given| match given {
        // A ring that begins at its center has no inner edge, and the server refuses a distance of zero.
        Value::Number(number) if field_type == FieldType::Geo && name == "gte" && number.value() == 0.0 => {
            Some(Value::Null)
        }
        _ => bound(given, field_type),
    })
}

/// The bounds that `read` makes of those of a range, those left out that it makes null; `None` where it makes nothing of
/// one, or where none is left.
fn bounds(range: &Range, read: &dyn Fn(&str, &Value) -> Option<Value>) -> Option<Value> {
    let mut bounds = Object::new();
    for (name, given) in [("gte", &range.from), ("lte", &range.to)] {
        if let Some(given) = given {
            let bound = read(name, given)?;
            if bound != Value::Null {
                bounds.insert(name, bound);
            }
        }
    }
    (!bounds.is_empty()).then(|| bounds.into())
}

fn bound(bound: &Value, field_type: FieldType) -> Option<Value> {
    match (field_type, bound) {
        (FieldType::Number, Value::Number(_)) => Some(bound.clone()),
        (FieldType::Geo, Value::Number(number)) if number.value() > 0.0 => Some(bound.clone()),
        (FieldType::Date, _) => text_of(bound).filter(|text| date::is_date(text)).map(Value::from),
        _ => None,
    }
}
