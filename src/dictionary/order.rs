//! The two orders the dictionary needs: a total order of values, for look-ups that stay fast on wide input, and the
//! order in which Java's `HashMap` yields its keys, which decides the order of the server's messages.

use std::cmp::Ordering;

use super::number;
use crate::json::{Object, Value};

/// Sorts the positions `0..count`. All sorting here goes through this one function, because each further use of the
/// standard library's generic sort adds code of its own to the page's module.
pub(super) fn sorted(count: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut positions = Vec::new();
    for position in 0..u32::try_from(count).unwrap_or(u32::MAX) {
        positions.push(position);
    }
    positions.sort_by(|&a, &b| compare(a, b));
    positions
}

/// The positions of these values, sorted by [`compare`].
pub(super) fn sorted_values(values: &[&Value]) -> Vec<u32> {
    sorted(values.len(), &|a, b| compare(at(values, a), at(values, b)))
}

/// The value at a position.
pub(super) fn at<'a>(values: &[&'a Value], position: u32) -> &'a Value {
    values.get(position as usize).copied().unwrap_or(&Value::Null)
}

/// A total order of values in which exactly the values that the server takes for identical are equal: numbers by how
/// they are written (`1` is not `1.0`), objects whatever the order of their members.
pub(super) fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Number(a), Value::Number(b)) => a.text().cmp(b.text()),
        (Value::String(a), Value::String(b)) => a.cmp(b),
        (Value::Array(a), Value::Array(b)) => {
            let orders = &mut a.iter().zip(b).map(|(a, b)| compare(a, b));
            first_difference(orders, a.len(), b.len())
        }
        (Value::Object(a), Value::Object(b)) => {
            let members = a.iter_by_name().zip(b.iter_by_name());
            let orders = &mut members.map(|((a, x), (b, y))| a.cmp(b).then_with(|| compare(x, y)));
            first_difference(orders, a.len(), b.len())
        }
        _ => rank(a).cmp(&rank(b)),
    }
}

fn first_difference(mut orders: &mut dyn Iterator<Item = Ordering>, a: usize, b: usize) -> Ordering {
    Iterator::find(&mut orders, |order| order.is_ne()).unwrap_or_else(|| a.cmp(&b))
}

/// The same order, but for numbers, which `enum` and `const` compare by value.
pub(super) fn compare_loosely(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => number::compare(a, b),
        _ => compare(a, b),
    }
}

/// A number for each type of value.
pub(super) fn rank(value: &Value) -> u8 {
    match value {
        Value::Object(_) => 0,
        Value::Array(_) => 1,
        Value::String(_) => 2,
        Value::Number(number) => 3 + u8::from(number.is_integer()),
        Value::Bool(_) => 5,
        Value::Null => 6,
    }
}

/// Java's `String.hashCode`, over UTF-16 units and wrapping, of a text that goes on behind one with the hash `start`.
pub(super) fn java_hash(start: u32, text: &str) -> u32 {
    text.encode_utf16().fold(start, |hash, unit| hash.wrapping_mul(31).wrapping_add(u32::from(unit)))
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
        let mut written = Vec::new();
        for member in object.iter() {
            written.push(member);
        }
        if self == Self::Written || written.len() < 2 {
            return written;
        }
        let (mut hashes, mut members) = (Vec::new(), Vec::new());
        for (name, _) in &written {
            hashes.push(java_hash(0, name));
        }
        for position in hash_order(&hashes) {
            if let Some(member) = written.get(position as usize) {
                members.push(*member);
            }
        }
        members
    }
}
