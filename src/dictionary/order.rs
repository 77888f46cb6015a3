//! The two orders the dictionary needs: a total order of values, for look-ups that stay fast on wide input, and the
//! order in which Java's `HashMap` yields its keys, which decides the order of the server's messages.

use std::cmp::Ordering;

use super::number;
use crate::json::{At, Kind, Nodes, sort, value};

/// A total order of values in which exactly the values that the server takes for identical are equal: numbers by how
/// they are written (`1` is not `1.0`), objects whatever the order of their members.
pub(super) fn compare(nodes: &Nodes, a: At, b: At) -> Ordering {
    let kind = nodes.kind(a);
    let kinds = kind.cmp(&nodes.kind(b));
    if kinds.is_ne() || kind > Kind::Array {
        return kinds.then_with(|| nodes.text(a).cmp(nodes.text(b)));
    }
    let (children, others) = (by_name(nodes, a), by_name(nodes, b));
    for (&child, &other) in children.iter().zip(&others) {
        let mut order = compare(nodes, child, other);
        if kind == Kind::Object {
            order = order.then_with(|| compare(nodes, value(child), value(other)));
        }
        if order.is_ne() {
            return order;
        }
    }
    children.len().cmp(&others.len())
}

/// The elements of an array, or an object's names, sorted.
fn by_name(nodes: &Nodes, of: At) -> Vec<At> {
    let mut children = Visit::Written.children(nodes, of);
    if nodes.kind(of) == Kind::Object {
        sort(&mut children, &|a, b| nodes.text(a).cmp(nodes.text(b)));
    }
    children
}

/// The same order, but for numbers, which `enum` and `const` compare by value.
pub(super) fn compare_loosely(nodes: &Nodes, a: At, b: At) -> Ordering {
    if is_number(nodes, a) && is_number(nodes, b) {
        number::compare(nodes.text(a), nodes.text(b))
    } else {
        compare(nodes, a, b)
    }
}

/// Whether a value is a number of either kind.
pub(super) fn is_number(nodes: &Nodes, value: At) -> bool {
    matches!(nodes.kind(value), Kind::Number | Kind::Integer)
}

/// Java's `String.hashCode`, over UTF-16 units and wrapping, of a text that goes on behind one with the hash `start`.
pub(super) fn java_hash(start: u32, text: &str) -> u32 {
    let mut hash = start;
    for character in text.chars() {
        for unit in character.encode_utf16(&mut [0; 2]) {
            hash = hash.wrapping_mul(31).wrapping_add(u32::from(*unit));
        }
    }
    hash
}

/// The length of a text in UTF-16 units.
pub(super) fn utf16_length(text: &str) -> usize {
    text.chars().fold(0, |length, character| length + character.len_utf16())
}

/// Sorts keys with these hashes as a `HashMap` that grew from its default capacity yields them: by bucket, and within a
/// bucket as inserted.
pub(super) fn sort_by_hash(keys: &mut [u32], hash: &dyn Fn(u32) -> u32) {
    let mut capacity: u32 = 16;
    while keys.len() > capacity as usize / 4 * 3 {
        capacity *= 2;
    }
    let bucket = |key: u32| {
        let hash = hash(key);
        (hash ^ (hash >> 16)) & (capacity - 1)
    };
    sort(keys, &|a, b| bucket(a).cmp(&bucket(b)));
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
    /// The elements of an array, or the names of an object in this order.
    pub(super) fn children(self, nodes: &Nodes, of: At) -> Vec<At> {
        let mut children = Vec::new();
        for child in nodes.children(of) {
            children.push(child);
        }
        if self == Self::Hashed && nodes.kind(of) == Kind::Object {
            sort_by_hash(&mut children, &|name| java_hash(0, nodes.text(name)));
        }
        children
    }
}
