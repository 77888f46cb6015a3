//! Printing one value of a field.

use serde_json::Value;

use super::Format;
use crate::engine::{mapping::FieldKind, scalar::Scalar};

/// A value as `fields` and `docvalue_fields` show it: dates by a format, booleans as such.
pub(super) fn print(scalar: &Scalar, kind: &FieldKind, format: Option<&Format>) -> Value {
    match (scalar, kind, format) {
        (Scalar::Date(millis), _, Some(Format::Dates(formats)))
        | (Scalar::Date(millis), FieldKind::Date(formats), _) => formats.print(*millis).into(),
        (Scalar::Boolean(value), ..) => (*value).into(),
        (Scalar::Point(point), _, Some(Format::WellKnownText)) => format!("POINT ({} {})", point.lon, point.lat).into(),
        (scalar, ..) => scalar.sort_value(),
    }
}
