//! The values that a source has at a field's path. A name may hold dots of its own.

use std::collections::VecDeque;

use serde_json::{Map, Value};

/// The values at a path; those of lists one by one, after all that do not lie as deep in lists as they do.
#[must_use]
pub fn values_at<'a>(source: &'a Map<String, Value>, path: &str) -> Vec<&'a Value> {
    let mut queue = VecDeque::new();
    each_at(source, path, &mut |value| queue.push_back(value));
    let mut found = Vec::new();
    while let Some(value) = queue.pop_front() {
        match value {
            Value::Array(values) => queue.extend(values),
            value => found.push(value),
        }
    }
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
