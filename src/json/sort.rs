//! The one sort of the page's module: each further use of the standard library's generic sort adds code of its own.

use std::cmp::Ordering;

/// Sorts numbers by what they stand for. Equal ones keep their order.
pub fn sort(numbers: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    numbers.sort_by(|&a, &b| compare(a, b));
}
