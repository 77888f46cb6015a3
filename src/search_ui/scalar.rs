//! Small readers for values that should be a string, a whole number, a flag or a list, but need not be.

use crate::json::{Object, Value};

/// The whole number, if it is one between 0 and 4,294,967,295.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked first")]
pub(crate) fn whole(value: Option<&Value>) -> Option<u32> {
    let number = value?.as_number().filter(|number| number.is_integer())?.value();
    (number >= 0.0 && number <= f64::from(u32::MAX)).then_some(number as u32)
}

/// The string, if it is one and not empty.
pub(crate) fn text(value: Option<&Value>) -> Option<String> {
    value?.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Whether it is `true`, or the string that Search UI's URL code may make of it.
#[cfg(feature = "application")]
pub(crate) fn flag(value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Bool(true))) || value.and_then(Value::as_str) == Some("true")
}

/// The elements of an array; nothing for anything else.
pub(crate) fn elements(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).unwrap_or_default()
}

/// The members of an object; nothing for anything else.
pub(crate) fn members(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    value.and_then(Value::as_object).map_or(&[][..], Object::members).iter().map(|(name, value)| (name.as_str(), value))
}
