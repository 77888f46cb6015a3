//! One filter value of Search UI → one condition of the typed convention: a value, or a range `{ gte, lte }`.
//!
//! Fields of strings and booleans take values, fields of numbers, dates and points take ranges (a single number is
//! a range of one), so a template needs one form a field.

use crate::gather::Gather;
use crate::{
    json::{Object, Value},
    params::{FieldType, Limits, date},
    search_ui::{Bound, Facet, FilterValue, Range},
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
pub fn condition(value: &FilterValue, field_type: FieldType, facet: Option<&Facet>) -> Option<Value> {
    match field_type {
        FieldType::Keyword | FieldType::Text => string(value),
        FieldType::Boolean => boolean(value),
        FieldType::Number | FieldType::Date | FieldType::Geo => range(value, field_type, facet),
    }
}

/// The condition on a field of unknown type: as it is written. A range has bounds `gte` and `lte`.
#[must_use]
pub fn literal(value: &FilterValue) -> Option<Value> {
    match value {
        FilterValue::Text(text) => Some(text.as_str().into()),
        FilterValue::Number(number) => Some(number.clone().into()),
        FilterValue::Bool(value) => Some((*value).into()),
        FilterValue::Range(range) => literal_range(range),
    }
}

fn literal_range(range: &Range) -> Option<Value> {
    let bounds = [("gte", &range.from), ("lte", &range.to)];
    let value = |bound: &Bound| match bound {
        Bound::Number(number) => Value::from(number.clone()),
        Bound::Text(text) => Value::from(text.as_str()),
    };
    let given = bounds.into_iter().filter_map(|(name, bound)| Some((name.to_owned(), value(bound.as_ref()?))));
    let bounds: Object = given.gather().into();
    (!bounds.is_empty()).then(|| bounds.into())
}

fn string(value: &FilterValue) -> Option<Value> {
    let text = match value {
        FilterValue::Text(text) => text.as_str(),
        FilterValue::Number(number) => number.text(),
        FilterValue::Bool(true) => "true",
        FilterValue::Bool(false) => "false",
        FilterValue::Range(_) => return None,
    };
    (text.chars().count() <= Limits::VALUE_LENGTH as usize).then(|| text.into())
}

/// `1` and `0` are the keys of a boolean field's buckets; the strings are what a URL makes of a boolean.
fn boolean(value: &FilterValue) -> Option<Value> {
    let text = match value {
        FilterValue::Bool(value) => return Some((*value).into()),
        FilterValue::Text(text) => text.as_str(),
        FilterValue::Number(number) => number.text(),
        FilterValue::Range(_) => return None,
    };
    match text {
        "true" | "1" => Some(true.into()),
        "false" | "0" => Some(false.into()),
        _ => None,
    }
}

fn range(value: &FilterValue, field_type: FieldType, facet: Option<&Facet>) -> Option<Value> {
    let named = |name: &str| facet.and_then(|facet| facet.range_named(name));
    match value {
        FilterValue::Range(range) if range.bounds().next().is_some() => within(range, field_type),
        FilterValue::Range(range) => within(named(range.name.as_deref()?)?, field_type),
        FilterValue::Text(text) => match named(text) {
            Some(range) => within(range, field_type),
            None => exactly(&Bound::Text(text.clone()), field_type),
        },
        FilterValue::Number(number) => exactly(&Bound::Number(number.clone()), field_type),
        FilterValue::Bool(_) => None,
    }
}

fn exactly(value: &Bound, field_type: FieldType) -> Option<Value> {
    let value = Some(value.clone());
    (field_type != FieldType::Geo).then(|| within(&Range { name: None, from: value.clone(), to: value }, field_type))?
}

fn within(range: &Range, field_type: FieldType) -> Option<Value> {
    let mut bounds = Object::new();
    for (name, given) in [("gte", &range.from), ("lte", &range.to)] {
        match given {
            Some(given) if is_no_bound(given, name, field_type) => {}
            Some(given) => bounds.insert(name, bound(given, field_type)?),
            None => {}
        }
    }
    (!bounds.is_empty()).then(|| bounds.into())
}

/// A ring that begins at its center has no inner edge, and the server refuses a distance of zero.
fn is_no_bound(bound: &Bound, name: &str, field_type: FieldType) -> bool {
    let is_zero = matches!(bound, Bound::Number(number) if number.value() == 0.0);
    field_type == FieldType::Geo && name == "gte" && is_zero
}

fn bound(bound: &Bound, field_type: FieldType) -> Option<Value> {
    match (field_type, bound) {
        (FieldType::Number, Bound::Number(number)) => Some(number.clone().into()),
        (FieldType::Geo, Bound::Number(number)) if number.value() > 0.0 => Some(number.clone().into()),
        (FieldType::Date, Bound::Number(number)) => date_text(number.text()),
        (FieldType::Date, Bound::Text(text)) => date_text(text),
        _ => None,
    }
}

fn date_text(text: &str) -> Option<Value> {
    date::is_date(text).then(|| text.into())
}
