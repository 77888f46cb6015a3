//! What is wrong with params or a dictionary in the server's words, for the emulator, tests and build-time tools. A page
//! has `src/js/words.js` for the same.

mod message;
mod text;

use std::collections::HashSet;
use std::fmt::{self, Display, Formatter};

use super::error::{DictionaryError, Gate};
use super::validate::{Run, TOO_MANY};
use crate::json::At;
use message::{is_coded, violation};

/// How much text the messages may hold, in bytes: `not`, `contains` and `oneOf` quote their schemas.
const MAX_TEXT: usize = 32 << 20;

/// One thing that is wrong with the params.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where in the params: `$`, `$.size`, `$.filters[0].field`. Names are not escaped.
    pub path: String,
    /// The keyword that refused: `type`, `required`; `false` for a boolean schema, `limit` for params that are too
    /// deep, or too much work, to be checked.
    pub keyword: String,
    /// The server's message.
    pub message: String,
    /// Where in the dictionary: `#/properties/size/type`. Behind a `$ref` it starts with the ref's text.
    pub schema_path: String,
}

/// The params do not fit the dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidationError {
    /// At least one, in the server's order.
    pub violations: Vec<Violation>,
}

impl ValidationError {
    /// The server's reason, to the byte.
    #[must_use]
    pub fn message(&self) -> String {
        numbered(self.violations.iter().map(|violation| violation.message.as_str()))
    }
}

impl Display for ValidationError {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message())
    }
}

impl std::error::Error for ValidationError {}

impl DictionaryError {
    /// The reason at the end of the server's `caused_by` chain, or the one before it when there is a
    /// [`super::Cause`].
    #[must_use]
    pub fn message(&self) -> String {
        match self.gate {
            Gate::MetaSchema => numbered(self.messages.iter().map(String::as_str)),
            Gate::Compile => self.messages.first().cloned().unwrap_or_default(),
        }
    }
}

impl Display for DictionaryError {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message())
    }
}

impl std::error::Error for DictionaryError {}

/// Makes `Validation Failed: 1: first;2: second;` of messages.
fn numbered<'a>(messages: impl Iterator<Item = &'a str>) -> String {
    let parts = (1..).zip(messages).map(|(number, message)| format!("{number}: {message};"));
    std::iter::once("Validation Failed: ".to_owned()).chain(parts).collect()
}

impl Run<'_> {
    /// What is wrong with the value that has been checked.
    pub(super) fn error(&self, value: At) -> ValidationError {
        if !self.limit.is_empty() {
            return ValidationError::limit(self.limit);
        }
        let (mut violations, mut told, mut text) = (Vec::new(), HashSet::new(), 0);
        for finding in &self.findings {
            let is_coded = is_coded(self, finding);
            let mut violation = violation(self, *finding, value);
            text += violation.message.len() + violation.path.len() + violation.schema_path.len();
            if text > MAX_TEXT {
                return ValidationError::limit(TOO_MANY);
            }
            // The server tells identical ones once, wherever in the dictionary they come from.
            if !told.insert((violation.keyword.clone(), violation.path.clone(), violation.message.clone(), is_coded)) {
                continue;
            }
            if is_coded {
                "null".clone_into(&mut violation.message);
            }
            violations.push(violation);
        }
        ValidationError { violations }
    }
}

impl ValidationError {
    /// The refusal of params that are too much to be checked.
    pub(super) fn limit(message: &str) -> Self {
        let [path, keyword, message, schema_path] = ["$", "limit", message, "#"].map(str::to_owned);
        Self { violations: vec![Violation { path, keyword, message, schema_path }] }
    }
}
