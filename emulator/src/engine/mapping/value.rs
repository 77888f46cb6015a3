//! JSON scalars as the values of fields.

use serde_json::Value;

use crate::error::{EsError, Result};

/// A JSON scalar as text: strings bare, anything else as it is written.
pub fn scalar_text(value: &Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(value) => Ok(value.to_string()),
        Value::Object(_) => Err(EsError::new(400, "illegal_state_exception", "Can't get text on a START_OBJECT")),
        _ => Err(EsError::new(400, "illegal_state_exception", "Can't get text on a START_ARRAY or a null")),
    }
}

fn not_a_number(text: &str) -> EsError {
    EsError::new(400, "number_format_exception", format!("For input string: \"{text}\""))
}

/// An integer within a range.
pub(super) fn integer(text: &str, min: i64, max: i64) -> Result<i64> {
    let value = match text.parse::<i64>() {
        Ok(value) => value,
        // A fraction is cut off, as with Elasticsearch's `coerce`.
        Err(_) => truncated(text.parse::<f64>().map_err(|_| not_a_number(text))?)
            .ok_or_else(|| EsError::illegal_argument(format!("Value [{text}] is out of range for a long")))?,
    };
    if (min..=max).contains(&value) {
        return Ok(value);
    }
    Err(EsError::illegal_argument(format!("Value [{text}] is out of range [{min}, {max}]")))
}

/// The integer part, if 64 bits can hold it.
pub fn truncated(value: f64) -> Option<i64> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    #[allow(clippy::cast_possible_truncation, reason = "the range is checked")]
    (-LIMIT..LIMIT).contains(&value).then_some(value.trunc() as i64)
}

/// A number that is finite.
pub(super) fn finite<T: std::str::FromStr + Into<f64> + Copy>(text: &str) -> Result<T> {
    let value = text.parse::<T>().map_err(|_| not_a_number(text))?;
    if value.into().is_finite() {
        return Ok(value);
    }
    Err(EsError::illegal_argument(format!("number type supports only finite values, but got [{text}]")))
}

/// A boolean; an empty text is false.
pub(super) fn boolean(text: &str) -> Result<bool> {
    match text {
        "true" => Ok(true),
        "false" | "" => Ok(false),
        _ => Err(EsError::illegal_argument(format!(
            "Failed to parse value [{text}] as only [true] or [false] are allowed."
        ))),
    }
}

/// A number as a `scaled_float` keeps it.
#[must_use]
pub fn scaled(value: f64, factor: f64) -> f64 {
    (value * factor).round() / factor
}
