//! The one sort of the page's module: each further use of the standard library's generic sort adds code of its own.

use std::cmp::Ordering;

/// The positions `0..count`, sorted. Equal ones keep their order.
pub fn sorted(count: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut positions = Vec::new();
    for position in 0..u32::try_from(count).unwrap_or(u32::MAX) {
        positions.push(position);
    }
    positions.sort_by(|&a, &b| compare(a, b));
    positions
}
