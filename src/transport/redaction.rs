//! What is kept out of errors and diagnostic events: by name, as the JavaScript client does it, and beyond that each
//! credential's value wherever it stands.

use super::text::replace;
use crate::{
    error::Error,
    gather::Gather,
    json::{Object, Value},
};

/// What stands in place of a secret.
pub const REDACTED: &str = "[redacted]";

/// The members that the client redacts, and the header of a second credential.
const SECRET_NAMES: [&str; 5] =
    ["authorization", "password", "apikey", "x-elastic-app-auth", "es-secondary-authorization"];

/// How many secrets are kept in mind: those of the newest credentials.
const REMEMBERED: usize = 32;

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

    /// The value without what is secret by its name, and without any of the `secrets`.
    #[must_use]
    pub fn apply(&self, value: &Value, secrets: &Secrets) -> Value {
        match value {
            Value::String(text) => secrets.redact(text).into(),
            Value::Array(elements) => {
                Value::Array(elements.iter().map(|element| self.apply(element, secrets)).gather())
            }
            Value::Object(object) => self.apply_to_members(object, secrets),
            other => other.clone(),
        }
    }

    fn apply_to_members(&self, object: &Object, secrets: &Secrets) -> Value {
        let members = object.members().iter().map(|(name, value)| {
            let value = if self.hides(name) { REDACTED.into() } else { self.apply(value, secrets) };
            (secrets.redact(name), value)
        });
        Value::Object(members.gather().into())
    }

    fn hides(&self, name: &str) -> bool {
        self.mode == Mode::Replace
            && (SECRET_NAMES.iter().any(|secret| secret.eq_ignore_ascii_case(name))
                || self.additional.iter().any(|secret| secret.eq_ignore_ascii_case(name)))
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
        let forgotten = self.0.len().saturating_sub(REMEMBERED);
        self.0.drain(..forgotten);
    }

    /// Keeps in mind what stands in headers whose name says that they are secret.
    pub fn add_headers(&mut self, headers: &[(String, String)]) {
        let secret = headers.iter().filter(|(name, _)| SECRET_NAMES.contains(&name.as_str()));
        secret.for_each(|(_, value)| self.add(&[value.clone(), last_word(value).to_owned()]));
    }

    /// The text without any of them.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, secret| replace(&text, secret, REDACTED))
    }

    /// Each of them.
    pub fn each(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// What follows the scheme in an `Authorization` header.
#[must_use]
pub fn last_word(header: &str) -> &str {
    let gap = header.trim_ascii().bytes().rposition(|byte| byte == b' ');
    gap.and_then(|at| header.trim_ascii().get(at + 1..)).unwrap_or(header)
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(REDACTED)
    }
}
