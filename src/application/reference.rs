//! `$ref` in a dictionary: the schema that it names.

use crate::{
    dictionary::{place, steps},
    json::Value,
};

/// The schema; `None` where the reference leads out of the dictionary or nowhere.
pub fn target<'a>(dictionary: &'a Value, reference: &str) -> Option<&'a Value> {
    let pointer = match reference.strip_prefix('#')? {
        "" => return Some(dictionary),
        pointer => pointer.strip_prefix('/')?,
    };
    let mut value = Some(dictionary);
    steps(pointer, &mut |step| value = value.and_then(|value| inside(value, step)))?;
    value
}

fn inside<'a>(value: &'a Value, step: &[u8]) -> Option<&'a Value> {
    match place(step) {
        Some(place) => value.as_array()?.get(place),
        None => value.get(std::str::from_utf8(step).ok()?),
    }
}
