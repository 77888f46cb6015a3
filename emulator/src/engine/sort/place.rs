//! The place of a document in one key's order.

use std::cmp::Ordering;

use serde_json::Value;

use crate::engine::scalar::{Scalar, shortest};

/// A place, before the direction of the order.
#[derive(Debug, Clone)]
pub(super) enum Place {
    Score(f32),
    Document(u32),
    Value(Scalar),
    /// Before all others, whatever the direction.
    First(Value),
    /// After all others, whatever the direction.
    Last(Value),
}

impl Place {
    pub(super) fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let direct = |ordering: Ordering| if descending { ordering.reverse() } else { ordering };
        match (self, other) {
            (Self::Score(left), Self::Score(right)) => direct(left.total_cmp(right)),
            (Self::Document(left), Self::Document(right)) => direct(left.cmp(right)),
            (Self::Value(left), Self::Value(right)) => direct(left.cmp(right)),
            _ => self.rank().cmp(&other.rank()),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::First(_) => 0,
            Self::Last(_) => 2,
            _ => 1,
        }
    }

    /// The place as `sort` shows it.
    pub(super) fn shown(self) -> Value {
        match self {
            Self::Score(score) => shortest(score),
            Self::Document(document) => document.into(),
            Self::Value(value) => value.sort_value(),
            Self::First(value) | Self::Last(value) => value,
        }
    }
}
