//! What a query value means for a field that is not text: closed ranges of its values. A single value is a range of
//! one; a date that names a day is the range of that day.

use std::sync::Arc;

use serde_json::Value;

use super::failed;
use crate::{
    engine::{
        date::{Rounding, Zone},
        mapping::{FieldKind, scalar_text, scaled},
        scalar::Scalar,
    },
    error::{EsError, Result},
};

/// Closed ranges that don't overlap, in ascending order.
#[derive(Debug)]
pub(super) struct ScalarRanges(Vec<(Scalar, Scalar)>);

impl ScalarRanges {
    /// The ranges that any of the query values stand for.
    pub(super) fn new<'a>(kind: &FieldKind, values: impl Iterator<Item = &'a Value>, now: i64) -> Result<Self> {
        let mut ranges = Vec::new();
        for value in values {
            ranges.extend(exact(kind, value, now)?);
        }
        ranges.sort();
        let mut merged: Vec<(Scalar, Scalar)> = Vec::new();
        for (low, high) in ranges {
            match merged.last_mut() {
                Some((_, last)) if low <= *last => *last = high.max(last.clone()),
                _ => merged.push((low, high)),
            }
        }
        Ok(Self(merged))
    }

    /// Whether a value is in one of the ranges.
    pub(super) fn contains(&self, value: &Scalar) -> bool {
        let after = self.0.partition_point(|(low, _)| low <= value);
        after.checked_sub(1).and_then(|at| self.0.get(at)).is_some_and(|(_, high)| value <= high)
    }
}

/// The range of one query value; `None` if no value of the field can be equal to it.
fn exact(kind: &FieldKind, value: &Value, now: i64) -> Result<Option<(Scalar, Scalar)>> {
    let text = scalar_text(value)?;
    if let FieldKind::Date(formats) = kind {
        let end =
            |rounding| formats.read_math(&text, rounding, now, &Zone::default()).map(Scalar::Date).map_err(failed);
        return Ok(Some((end(Rounding::Down)?, end(Rounding::Up)?)));
    }
    let bound = bound(kind, &text)?.filter(|bound| fits(kind, bound));
    check_range(kind, bound.as_ref(), &text)?;
    Ok(bound.map(|bound| (bound.clone(), bound)))
}

/// Fails for a number that an `integer`, or a smaller type, could never have. A `long` just does not match one.
pub(super) fn check_range(kind: &FieldKind, bound: Option<&Scalar>, text: &str) -> Result<()> {
    match (kind, bound) {
        (FieldKind::Integer { max, .. }, Some(Scalar::Long(value)))
            if *max <= i32::MAX.into() && i32::try_from(*value).is_err() =>
        {
            Err(failed(EsError::illegal_argument(format!("Value [{text}] is out of range for an integer"))))
        }
        _ => Ok(()),
    }
}

/// Whether an integer field could have the value at all.
fn fits(kind: &FieldKind, value: &Scalar) -> bool {
    !matches!((kind, value), (FieldKind::Integer { .. }, Scalar::Double(_)))
}

/// The end of a range over a field that is neither text nor a date. For an integer field a number with a fraction
/// stays one, so that it can be compared. `None` for what has no such ranges.
pub(super) fn bound(kind: &FieldKind, text: &str) -> Result<Option<Scalar>> {
    let number = || {
        let number = text.parse::<f64>().ok().filter(|number| !number.is_nan());
        let cause = || EsError::new(400, "number_format_exception", format!("For input string: \"{text}\""));
        number.ok_or_else(|| failed(cause()))
    };
    #[allow(clippy::cast_possible_truncation, reason = "a float field compares with single precision")]
    let scalar = match kind {
        FieldKind::Text { .. } | FieldKind::Completion(_) | FieldKind::Point => return Ok(None),
        FieldKind::Keyword { .. } => Scalar::Keyword(Arc::from(text)),
        FieldKind::Integer { .. } => match text.parse::<i64>() {
            Ok(value) => Scalar::Long(value),
            Err(_) => integral(number()?),
        },
        FieldKind::Float => Scalar::Float(number()? as f32),
        FieldKind::Double => Scalar::Double(number()?),
        FieldKind::Scaled(factor) => Scalar::Double(scaled(number()?, *factor)),
        FieldKind::Boolean => Scalar::Boolean(boolean(text)?),
        FieldKind::Date(formats) => Scalar::Date(formats.read(text, Rounding::Down).map_err(failed)?),
    };
    Ok(Some(scalar))
}

fn integral(number: f64) -> Scalar {
    match crate::engine::mapping::truncated(number) {
        Some(value) if number.fract() == 0.0 => Scalar::Long(value),
        _ => Scalar::Double(number),
    }
}

fn boolean(text: &str) -> Result<bool> {
    match text {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(failed(EsError::illegal_argument(format!(
            "Can't parse boolean value [{text}], expected [true] or [false]"
        )))),
    }
}
