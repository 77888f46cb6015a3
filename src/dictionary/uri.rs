//! What the server's validator wants of the URIs in a dictionary. None of them is ever fetched.

use super::compile::Compiled;
use super::error::DictionaryError;
use crate::json::Value;

/// The schemes that the validator can resolve.
const SCHEMES: [&str; 7] = ["http", "https", "ftp", "file", "jar", "classpath", "resource"];

const DRAFT_7: &str = "https://json-schema.org/draft-07/schema";

/// Refuses a `$schema` other than that of draft 7.
pub(super) fn check_meta_schema(dictionary: &Value) -> Compiled<()> {
    let Some(Value::String(uri)) = dictionary.get("$schema") else { return Ok(()) };
    let Some(normal) = without_query(uri) else {
        return Err(DictionaryError::compile(&["Wrong MetaSchema URI: ", uri]));
    };
    if normal == DRAFT_7 { Ok(()) } else { Err(DictionaryError::compile(&["Unknown MetaSchema: ", &normal])) }
}

/// The URI with the scheme `https` and without query and fragment, unless it has neither a host nor a path.
fn without_query(uri: &str) -> Option<String> {
    let uri = uri.split(['?', '#']).next().unwrap_or_default();
    let hierarchical = match uri.split_once(':') {
        Some((scheme, rest)) if !scheme.contains('/') => rest,
        _ => uri,
    };
    (hierarchical.starts_with('/') && is_uri_text(uri)).then(|| ["https:", hierarchical].concat())
}

fn is_uri_text(uri: &str) -> bool {
    !uri.contains(|character: char| character <= ' ' || "\"<>\\^`{|}\u{7f}".contains(character))
}

/// Whether a schema has a URI of its own to resolve others by, given whether the one around it has.
pub(super) fn has_base(schema: &Value, outer: bool) -> Compiled<bool> {
    let Some(Value::String(id)) = schema.get("$id") else { return Ok(outer) };
    let scheme = id.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| is_scheme(scheme));
    let is_resolvable = match scheme {
        Some(scheme) => SCHEMES.contains(&scheme),
        None => outer || id.starts_with('#'),
    };
    if is_resolvable && is_uri_text(id) {
        return Ok(outer || scheme.is_some());
    }
    let base = if outer { "its parent" } else { "null" };
    Err(DictionaryError::compile(&[id, ": ", base, " is an invalid segment for URI {2}"]))
}

fn is_scheme(text: &str) -> bool {
    let is_rest = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"+.-\\".contains(byte);
    text.bytes().next().is_some_and(|first| first.is_ascii_lowercase()) && text.as_bytes().iter().all(is_rest)
}

/// The steps of a local JSON pointer, decoded as the validator does: `%41` is `A` and `+` a blank, but `~1` stays.
/// Nothing when it cannot be decoded.
pub(super) fn pointer_steps(pointer: &str) -> Option<Vec<String>> {
    let trimmed = pointer.trim_end_matches('/');
    let steps = if pointer.is_empty() { "" } else { trimmed };
    steps.split('/').map(decode).collect()
}

fn decode(step: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = step.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let (digits, after) = rest.split_at_checked(2)?;
                rest = after;
                u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?
            }
            other => other,
        });
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
