//! The texts that nothing may show that is told of a search. `js/record.js` takes them out.

use super::base64;
use crate::json::Object;
use crate::text::split_at_byte;

/// The headers whose values are secret.
const SECRET_HEADERS: [&str; 3] = ["authorization", "x-elastic-app-auth", "es-secondary-authorization"];

/// What must not be shown of headers, whose names are in lower case.
#[must_use]
pub fn secrets_in(headers: Option<&Object>) -> Vec<String> {
    let mut secrets = Vec::new();
    for name in SECRET_HEADERS {
        if let Some(value) = headers.and_then(|headers| headers.get(name)?.as_str()) {
            secrets.extend(secrets_of(value));
        }
    }
    secrets
}

/// What must not be shown of the value of an `Authorization` header: all of it, what follows the scheme and, where that
/// is a pair in base64 (API keys, names with passwords), the pair and its second half.
#[must_use]
pub fn secrets_of(header: &str) -> Vec<String> {
    let header = header.trim_ascii();
    let gap = header.bytes().rposition(|byte| byte == b' ');
    let value = gap.and_then(|at| header.get(at + 1..)).unwrap_or(header);
    let mut secrets = vec![header.to_owned(), value.to_owned()];
    let decoded = String::from_utf8(base64::decode(value)).unwrap_or_default();
    if let Some((_, secret)) = split_at_byte(&decoded, b':') {
        secrets.push(secret.to_owned());
        secrets.insert(0, decoded);
    }
    secrets
}
