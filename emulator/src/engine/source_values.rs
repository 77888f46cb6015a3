//! The values that a source has at a field's path. A name may hold dots of its own.

use serde_json::{Map, Value};

/// The values at a path, in their order; those of lists one by one.
#[must_use]
pub fn values_at<'a>(source: &'a Map<String, Value>, path: &str) -> Vec<&'a Value> {
    let mut found = Vec::new();
    each_at(source, path, &mut |value| flatten(value, &mut found));
    found
}

/// Calls with each value at a path; a list is one value.
pub fn each_at<'a>(object: &'a Map<String, Value>, path: &str, take: &mut dyn FnMut(&'a Value)) {
    for (name, value) in object {
        match path.strip_prefix(name.as_str()) {
            Some("") => take(value),
            Some(rest) => {
                if let Some(below) = rest.strip_prefix('.') {
                    each_below(value, below, take);
                }
            }
            None => {}
        }
    }
}

fn each_below<'a>(value: &'a Value, path: &str, take: &mut dyn FnMut(&'a Value)) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| each_below(value, path, take)),
        Value::Object(object) => each_at(object, path, take),
        _ => {}
    }
}

fn flatten<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| flatten(value, found)),
        value => found.push(value),
    }
}
