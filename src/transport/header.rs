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
pub fn headers(given: &Object) -> Result<Object, Error> {
    let mut checked = Object::new();
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

fn read(option: Option<&Value>, checked: &mut Object) -> Result<(), Error> {
    let Some(option) = option.filter(|&option| *option != Value::Null) else { return Ok(()) };
    let headers = option.as_object().ok_or_else(|| Error::configuration("`headers` must be an object of texts"))?;
    for (name, value) in headers.members() {
        if !is_token(name) || !value.as_str().is_some_and(is_header_safe) {
            let why = "` in `headers` can't be sent: its name or its value is not a header's";
            return Err(Error::configuration(["The header `", name, why].concat()));
        }
        checked.insert(name.to_ascii_lowercase(), value.clone());
    }
    Ok(())
}

fn is_token(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// Whether a header can carry the value: visible ASCII, spaces and tabs.
#[must_use]
pub fn is_header_safe(value: &str) -> bool {
    value.bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte))
}
