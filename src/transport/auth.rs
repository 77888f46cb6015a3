//! The credential a request carries, kept so that it can't be printed by accident.

use std::fmt::{self, Debug, Formatter};

use crate::{error::Error, json::Value};

/// What stands in place of a credential wherever it would have been shown.
const REDACTED: &str = "[redacted]";

/// An API key, ready to be sent.
#[derive(Clone)]
pub struct Credential {
    /// The value of the `Authorization` header.
    header: String,
    /// The texts that must never be shown: the encoded key and its secret half.
    secrets: Vec<String>,
}

impl Credential {
    /// Reads the `apiKey` option: the encoded key as `POST /_security/api_key` returns it, or `{ id, api_key }`.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error that doesn't quote the value.
    pub fn read(option: &Value) -> Result<Self, Error> {
        let part = |name| option.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let (encoded, secret) = match (option, part("id"), part("api_key")) {
            (Value::String(encoded), ..) => (encoded.trim_ascii().to_owned(), None),
            (_, Some(id), Some(secret)) => (base64([id, ":", secret].concat().as_bytes()), Some(secret.to_owned())),
            _ => return Err(not_a_key()),
        };
        if encoded.is_empty() || !is_header_safe(&encoded) {
            return Err(not_a_key());
        }
        let header = ["ApiKey ", &encoded].concat();
        let mut secrets = vec![encoded];
        secrets.extend(secret);
        Ok(Self { header, secrets })
    }

    /// The value of the `Authorization` header.
    #[must_use]
    pub fn header(&self) -> &str {
        &self.header
    }

    /// The text without the credential, wherever it stood.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        self.secrets.iter().fold(text.to_owned(), |text, secret| without(&text, secret))
    }
}

impl Debug for Credential {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(REDACTED)
    }
}

/// The text with every `secret`, which is ASCII, redacted.
fn without(text: &str, secret: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((before, after)) = split(rest, secret) {
        shown.push_str(before);
        shown.push_str(REDACTED);
        rest = after;
    }
    shown.push_str(rest);
    shown
}

/// What is before and after the first `part`. A key is short, so the standard library's search, which is linear
/// whatever the part's length, is not worth its 2 kB.
fn split<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let begins = |at: &usize| text.as_bytes().get(*at..).is_some_and(|rest| rest.starts_with(part.as_bytes()));
    let at = (0..text.len()).find(begins)?;
    Some((text.get(..at)?, text.get(at + part.len()..)?))
}

fn not_a_key() -> Error {
    Error::configuration(
        "`apiKey` must be the `encoded` value that creating an API key returned, or `{ id, api_key }`; \
         a line break or a character that a header can't hold means it was copied wrongly",
    )
}

/// Whether a header can carry the value: visible ASCII, spaces and tabs.
#[must_use]
pub fn is_header_safe(value: &str) -> bool {
    value.bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte))
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        for place in 0..4 {
            let sextet = (bits >> (18 - 6 * place)) & 63;
            let letter = ALPHABET.get(sextet as usize).copied().map_or('=', char::from);
            text.push(if place <= chunk.len() { letter } else { '=' });
        }
    }
    text
}
