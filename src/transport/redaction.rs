//! What is kept out of errors and diagnostic events: by name, as the JavaScript client does it, and beyond that each
//! credential's value wherever it stands.

use super::{
    base64,
    text::{replace, split_at_byte},
};
use crate::{
    error::Error,
    gather::Gather,
    json::{Object, Value},
};

/// What stands in place of a secret.
pub const REDACTED: &str = "[redacted]";

/// The headers whose values are secret.
const SECRET_NAMES: [&str; 5] =
    ["authorization", "password", "apikey", "x-elastic-app-auth", "es-secondary-authorization"];

/// What to do with members that may be secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Put `[redacted]` in their place.
    Replace,
    /// Leave out headers, options and connection altogether.
    Remove,
    /// Nothing: credentials alone are redacted.
    Off,
}

/// The option `redaction`.
#[derive(Debug, Clone, PartialEq)]
pub struct Redaction {
    /// What to do.
    pub mode: Mode,
    /// Names of further secret members, in lower case.
    additional: Vec<String>,
}

impl Default for Redaction {
    fn default() -> Self {
        Self { mode: Mode::Replace, additional: Vec::new() }
    }
}

impl Redaction {
    /// Reads `{ type, additionalKeys }`.
    ///
    /// # Errors
    /// [`Kind::Configuration`](crate::error::Kind::Configuration)
    pub fn read(option: &Value) -> Result<Self, Error> {
        let mode = match option.get("type").and_then(Value::as_str) {
            Some("replace") => Mode::Replace,
            Some("remove") => Mode::Remove,
            Some("off") => Mode::Off,
            None if option.as_object().is_some_and(|given| !given.contains("type")) => Mode::Replace,
            _ => return Err(Error::configuration("`redaction.type` must be \"replace\", \"remove\" or \"off\"")),
        };
        let mut additional = Vec::new();
        if let Some(names) = option.get("additionalKeys") {
            let texts = names.as_array().map(|names| names.iter().filter_map(Value::as_str).gather());
            let texts =
                texts.ok_or_else(|| Error::configuration("`redaction.additionalKeys` must be a list of names"))?;
            additional = texts.iter().map(|name| name.to_ascii_lowercase()).gather();
        }
        Ok(Self { mode, additional })
    }

    /// `{ mode, additional }`, as `js/record.js` applies it.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mode = match self.mode {
            Mode::Replace => "replace",
            Mode::Remove => "remove",
            Mode::Off => "off",
        };
        let mut value = Object::new();
        value.insert("mode", mode);
        value.insert("additional", self.additional.iter().map(|name| Value::from(name.as_str())).gather());
        value.into()
    }
}

/// The texts that must never be shown.
#[derive(Clone, Default)]
pub struct Secrets(Vec<String>);

impl Secrets {
    /// Keeps these in mind: as they are, as JSON text may write them, and as a header gives back what is no ASCII.
    pub fn add(&mut self, texts: &[String]) {
        for text in texts {
            let mut from_header = String::new();
            text.bytes().for_each(|byte| from_header.push(char::from(byte)));
            let json = Value::from(text.as_str()).to_json();
            let written = json.get(1..json.len() - 1).unwrap_or_default();
            for form in [text.clone(), written.to_owned(), replace(written, "/", "\\/"), from_header] {
                if !form.is_empty() && !self.0.contains(&form) {
                    self.0.push(form);
                }
            }
        }
    }

    /// Keeps in mind what stands in headers whose name says that they are secret.
    pub fn add_headers(&mut self, headers: &[(String, String)]) {
        let secret = headers.iter().filter(|(name, _)| SECRET_NAMES.contains(&name.as_str()));
        secret.for_each(|(_, value)| self.add(&secrets_in(value)));
    }

    /// Each of them.
    pub fn each(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// What must not be shown of the value of an `Authorization` header: all of it, what follows the scheme and, where that
/// is a pair in base64 (API keys, names with passwords), the pair and its second half.
#[must_use]
pub fn secrets_in(header: &str) -> Vec<String> {
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

impl std::fmt::Debug for Secrets {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(REDACTED)
    }
}
