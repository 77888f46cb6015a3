//! The two orders the dictionary needs: a total order of values, for look-ups that stay fast on wide input, and the
//! order in which Java's `HashMap` yields its keys, which decides the order of the server's messages.

use std::cmp::Ordering;

use super::number;
use crate::json::{Kind, Node, sorted};

/// A total order of values in which exactly the values that the server takes for identical are equal: numbers by how
/// they are written (`1` is not `1.0`), objects whatever the order of their members.
pub(super) fn compare(a: Node, b: Node) -> Ordering {
    let kinds = a.kind().cmp(&b.kind());
    if kinds.is_ne() {
        return kinds;
    }
    let is_object = a.kind() == Kind::Object;
    let (names, others) =
        if is_object { (a.by_name(), b.by_name()) } else { (a.children().into(), b.children().into()) };
    for (&child, &other) in names.iter().zip(&others) {
        let (child, other) = (a.sibling(child), b.sibling(other));
        let mut order = compare(child, other);
        if is_object {
            order = order.then_with(|| compare(child.value(), other.value()));
        }
        if order.is_ne() {
            return order;
        }
    }
    a.text().cmp(b.text()).then(names.len().cmp(&others.len()))
}

/// The same order, but for numbers, which `enum` and `const` compare by value.
pub(super) fn compare_loosely(a: Node, b: Node) -> Ordering {
    if is_number(a) && is_number(b) { number::compare(a.text(), b.text()) } else { compare(a, b) }
}

/// Whether a value is a number of either kind.
pub(super) fn is_number(value: Node) -> bool {
    matches!(value.kind(), Kind::Number | Kind::Integer)
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
    /// The elements of an array, or the names of an object in this order.
    pub(super) fn children<'a>(self, value: Node<'a>) -> Vec<Node<'a>> {
        let written = value.children();
        let mut children = Vec::new();
        if self == Self::Written || value.kind() == Kind::Array || written.len() < 2 {
            for child in value.nodes() {
                children.push(child);
            }
            return children;
        }
        let mut hashes = Vec::new();
        for name in value.nodes() {
            hashes.push(java_hash(0, name.text()));
        }
        for place in hash_order(&hashes) {
            if let Some(&name) = written.get(place as usize) {
                children.push(value.sibling(name));
            }
        }
        children
    }
}
