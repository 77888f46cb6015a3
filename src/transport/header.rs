//! Headers that a request can carry. A browser's own complaint about one that can't be sent quotes its value, so every
//! name and value is checked before.

use crate::{
    error::Error,
    json::{Object, Value},
};

/// The headers that an option holds, an object of texts; their names in lower case.
///
/// # Errors
/// A [`Kind::Configuration`](crate::error::Kind::Configuration) error that names the header and never quotes its
/// value.
pub fn headers(given: &Object) -> Result<Vec<(String, String)>, Error> {
    let mut checked = Vec::new();
    if let Some(connection) = given.get("connectionOptions") {
        let headers = connection.get("headers");
        if headers.is_none() || connection.as_object().is_some_and(|options| options.len() != 1) {
            return Err(Error::configuration("`connectionOptions` may hold `headers` and nothing else"));
        }
        read(headers, &mut checked)?;
    }
    read(given.get("headers"), &mut checked)?;
    Ok(checked)
}

fn read(option: Option<&Value>, checked: &mut Vec<(String, String)>) -> Result<(), Error> {
    let Some(option) = option.filter(|&option| *option != Value::Null) else { return Ok(()) };
    let headers = option.as_object().ok_or_else(|| Error::configuration("`headers` must be an object of texts"))?;
    for (name, value) in headers.members() {
        set(checked, header(name, value)?);
    }
    Ok(())
}

/// Sets a header, whose name is in lower case, in place of one of that name.
pub fn set(headers: &mut Vec<(String, String)>, header: (String, String)) {
    match headers.iter_mut().find(|(name, _)| *name == header.0) {
        Some(known) => *known = header,
        None => headers.push(header),
    }
}

fn header(name: &str, value: &Value) -> Result<(String, String), Error> {
    match value.as_str() {
        Some(text) if is_token(name) && is_header_safe(text) => Ok((name.to_ascii_lowercase(), text.to_owned())),
        _ => Err(Error::configuration(
            ["The header `", name, "` in `headers` can't be sent: its name or its value is not a header's"].concat(),
        )),
    }
}

fn is_token(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// Whether a header can carry the value: visible ASCII, spaces and tabs.
#[must_use]
pub fn is_header_safe(value: &str) -> bool {
    value.bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte))
}

/// Headers as an object.
#[must_use]
pub fn to_value(headers: &[(String, String)]) -> Value {
    let mut object = Object::new();
    for (name, value) in headers {
        object.insert(name.as_str(), value.as_str());
    }
    object.into()
}
