//! `$ref` in a dictionary: the schema that it names.

use crate::{dictionary::follow, json::Value};

/// The schema; `None` where the reference leads out of the dictionary or nowhere.
pub fn target<'a>(dictionary: &'a Value, reference: &str) -> Option<&'a Value> {
    match reference.strip_prefix('#')? {
        "" => Some(dictionary),
        pointer => follow(dictionary, pointer.strip_prefix('/')?),
    }
}
