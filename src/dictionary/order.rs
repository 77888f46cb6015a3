//! The two orders the dictionary needs: a total order of values, for lookups that stay fast on wide input, and the
//! order in which Java's `HashMap` yields its keys, which decides the order of the server's messages.

use std::cmp::Ordering;

use super::number;
use crate::json::{Object, Value};

/// Sorts the positions `0..count`. All sorting here goes through this one function, because each further use of the
/// standard library's generic sort adds some 2 kB to the page's module.
pub(super) fn sorted(count: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut positions: Vec<u32> = (0..u32::try_from(count).unwrap_or(u32::MAX)).collect();
    positions.sort_by(|&a, &b| compare(a, b));
    positions
}

/// The items at these positions.
pub(super) fn rearranged<T>(items: Vec<T>, positions: &[u32]) -> Vec<T> {
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    positions.iter().filter_map(|&position| items.get_mut(position as usize)?.take()).collect()
}

/// A set of names, found without a scan.
#[derive(Debug, Default)]
pub(super) struct Names(Vec<String>);

impl Names {
    /// The names of an object's members.
    pub(super) fn of(object: Option<&Object>) -> Self {
        let mut names: Vec<String> = Vec::new();
        if let Some(object) = object {
            names.extend(object.iter_by_name().map(|(name, _)| name.to_owned()));
        }
        Self(names)
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.binary_search_by(|known| known.as_str().cmp(name)).is_ok()
    }
}

/// A total order of values in which exactly the values that the server takes for identical are equal: numbers by how
/// they are written (`1` is not `1.0`), objects whatever the order of their members.
pub(super) fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Number(a), Value::Number(b)) => a.text().cmp(b.text()),
        (Value::String(a), Value::String(b)) => a.cmp(b),
        (Value::Array(a), Value::Array(b)) => compare_arrays(a, b),
        (Value::Object(a), Value::Object(b)) => compare_objects(a, b),
        _ => rank(a).cmp(&rank(b)),
    }
}

/// The same order, but for numbers, which an `enum` compares by value.
pub(super) fn compare_in_enum(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => number::compare(a, b),
        _ => compare(a, b),
    }
}

fn compare_arrays(a: &[Value], b: &[Value]) -> Ordering {
    let different = a.iter().zip(b).map(|(a, b)| compare(a, b)).find(|order| order.is_ne());
    different.unwrap_or_else(|| a.len().cmp(&b.len()))
}

fn compare_objects(a: &Object, b: &Object) -> Ordering {
    let members = a.iter_by_name().zip(b.iter_by_name());
    let mut orders = members.map(|((name, value), (other, another))| name.cmp(other).then_with(|| compare(value, another)));
    orders.find(|order| order.is_ne()).unwrap_or_else(|| a.len().cmp(&b.len()))
}

fn rank(value: &Value) -> u8 {
    match value {
        Value::Null => 0,
        Value::Bool(_) => 1,
        Value::Number(_) => 2,
        Value::String(_) => 3,
        Value::Array(_) => 4,
        Value::Object(_) => 5,
    }
}

/// Java's `String.hashCode`: over UTF-16 units, wrapping.
pub(super) fn java_hash(text: &str) -> u32 {
    text.encode_utf16().fold(0, |hash: u32, unit| hash.wrapping_mul(31).wrapping_add(u32::from(unit)))
}

/// The positions of keys with these hashes in the order in which a `HashMap` that grew from its default capacity
/// yields them: by bucket, and within a bucket as inserted.
pub(super) fn hash_order(hashes: &[u32]) -> Vec<u32> {
    let mut capacity: u32 = 16;
    while hashes.len() > capacity as usize / 4 * 3 {
        capacity *= 2;
    }
    let bucket = |position: u32| hashes.get(position as usize).map_or(0, |hash| (hash ^ (hash >> 16)) & (capacity - 1));
    sorted(hashes.len(), &|a, b| bucket(a).cmp(&bucket(b)))
}

/// In which order an object's members are visited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visit {
    /// As written: a dictionary, which the server reads as a document.
    Written,
    /// As a Java `HashMap` yields them: params, which the server reads into maps.
    Hashed,
}

impl Visit {
    /// The members in this order.
    pub(super) fn members(self, object: &Object) -> Vec<(&str, &Value)> {
        let written: Vec<(&str, &Value)> = object.iter().collect();
        if self == Self::Written || written.len() < 2 {
            return written;
        }
        let hashes: Vec<u32> = written.iter().map(|(name, _)| java_hash(name)).collect();
        hash_order(&hashes).into_iter().filter_map(|position| written.get(position as usize).copied()).collect()
    }
}
