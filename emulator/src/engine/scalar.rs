//! One value of a field that is not analysed: what terms, ranges, sorting and aggregations work on.

use std::{cmp::Ordering, sync::Arc};

use serde_json::Value;

use super::{geo::Point, mapping::truncated};

/// A value of a keyword, number, boolean, date or point field.
#[derive(Debug, Clone)]
pub enum Scalar {
    /// A keyword.
    Keyword(Arc<str>),
    /// An integer of any width.
    Long(i64),
    /// A `float`: it has the precision of 32 bits, and shows it as Elasticsearch does.
    Float(f32),
    /// A `double`.
    Double(f64),
    /// A boolean.
    Boolean(bool),
    /// A date, in milliseconds since 1970.
    Date(i64),
    /// A point on Earth.
    Point(Point),
}

impl Scalar {
    /// The number that metrics and ranges count with; `None` for a keyword or point.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Keyword(_) | Self::Point(_) => None,
            #[allow(clippy::cast_precision_loss, reason = "Elasticsearch's metrics count in doubles too")]
            Self::Long(value) | Self::Date(value) => Some(*value as f64),
            Self::Float(value) => Some(f64::from(*value)),
            Self::Double(value) => Some(*value),
            Self::Boolean(value) => Some(f64::from(u8::from(*value))),
        }
    }

    /// A value of the same type with another number: whole where the type is.
    #[must_use]
    pub fn with_number(&self, number: f64) -> Self {
        // As Java rounds: halves go up, also below zero.
        let whole = truncated((number + 0.5).floor()).unwrap_or_default();
        #[allow(clippy::cast_possible_truncation, reason = "a float has single precision")]
        match self {
            Self::Long(_) | Self::Boolean(_) => Self::Long(whole),
            Self::Date(_) => Self::Date(whole),
            Self::Float(_) => Self::Float(number as f32),
            Self::Double(_) => Self::Double(number),
            Self::Keyword(_) | Self::Point(_) => self.clone(),
        }
    }

    /// The value as a bucket key: a boolean is 1 or 0, a date its milliseconds, a `float` its double.
    #[must_use]
    pub fn key(&self) -> Value {
        match self {
            Self::Keyword(text) => text.as_ref().into(),
            Self::Long(value) | Self::Date(value) => (*value).into(),
            Self::Float(value) => f64::from(*value).into(),
            Self::Double(value) => (*value).into(),
            Self::Boolean(value) => i64::from(*value).into(),
            Self::Point(point) => format!("{}, {}", point.lat, point.lon).into(),
        }
    }

    /// The value as a hit's `sort` shows it: as a bucket key, but a `float` in its shortest form.
    #[must_use]
    pub fn sort_value(&self) -> Value {
        match self {
            Self::Float(value) => shortest(*value),
            Self::Double(value) if *value == f64::INFINITY => "Infinity".into(),
            other => other.key(),
        }
    }
}

/// A number of single precision with the fewest digits that tell it apart, as Elasticsearch prints scores and boosts.
#[must_use]
pub fn shortest(value: f32) -> Value {
    value.to_string().parse::<f64>().unwrap_or_default().into()
}

/// A number as Java prints a `double`, which is how it stands in the keys of buckets.
#[must_use]
pub fn java_text(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || (1e-3..1e7).contains(&size) {
        return format!("{value:?}");
    }
    let text = format!("{value:E}");
    match text.split_once('E') {
        Some((digits, exponent)) if !digits.contains('.') => format!("{digits}.0E{exponent}"),
        _ => text,
    }
}

impl Scalar {
    fn rank(&self) -> u8 {
        match self {
            Self::Keyword(_) => 1,
            Self::Point(_) => 2,
            _ => 0,
        }
    }
}

impl Ord for Scalar {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Keyword(left), Self::Keyword(right)) => left.cmp(right),
            (Self::Long(left) | Self::Date(left), Self::Long(right) | Self::Date(right)) => left.cmp(right),
            (Self::Point(left), Self::Point(right)) => {
                left.lat.total_cmp(&right.lat).then(left.lon.total_cmp(&right.lon))
            }
            _ => match (self.number(), other.number()) {
                (Some(left), Some(right)) => left.total_cmp(&right),
                // Only across indices that map the same name differently.
                _ => self.rank().cmp(&other.rank()),
            },
        }
    }
}

impl PartialOrd for Scalar {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Scalar {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Scalar {}
