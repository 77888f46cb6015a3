//! What the dictionary has against some params, and what the server has against a dictionary.

use std::fmt::{self, Display, Formatter};

use crate::json::decimal;

/// One thing that is wrong with the params.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where in the params: `$`, `$.size`, `$.filters[0].field`. Names are not escaped.
    pub path: String,
    /// The keyword that refused: `type`, `required`; `false` for a boolean schema, `limit` for params that are too
    /// deep, or too much work, to be checked.
    pub keyword: &'static str,
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
        let mut text = String::new();
        for (number, violation) in (1..).zip(&self.violations) {
            push_numbered(&mut text, number, &violation.message);
        }
        text
    }
}

impl Display for ValidationError {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message())
    }
}

impl std::error::Error for ValidationError {}

/// Which of the server's two checks of a dictionary refused it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// The dictionary is not a JSON Schema by the draft-07 meta-schema: the server's `validation_exception`.
    MetaSchema,
    /// The schema could not be compiled: the server's `json_schema_exception`.
    Compile,
}

/// The exception under a `json_schema_exception`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Its type as the server names it: `pattern_syntax_exception`.
    pub kind: &'static str,
    /// Its reason.
    pub reason: String,
}

/// The server would refuse this dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DictionaryError {
    /// The check that refused it.
    pub gate: Gate,
    /// The server's messages: one or more from the meta-schema, exactly one from the compiler.
    pub messages: Vec<String>,
    /// What the compiler's exception was caused by, if by anything.
    pub cause: Option<Cause>,
}

impl DictionaryError {
    /// The reason at the end of the server's `caused_by` chain, or the one before it when there is a [`Cause`].
    #[must_use]
    pub fn message(&self) -> String {
        match self.gate {
            Gate::MetaSchema => {
                let mut text = String::new();
                for (number, message) in (1..).zip(&self.messages) {
                    push_numbered(&mut text, number, message);
                }
                text
            }
            Gate::Compile => self.messages.first().cloned().unwrap_or_default(),
        }
    }

    /// What is wrong, by the compiler: the parts of its message. It is boxed where it is handed through many functions.
    #[allow(clippy::unnecessary_box_returns, reason = "its callers keep the box")]
    pub(super) fn compile(message: &[&str]) -> Box<Self> {
        Box::new(Self { gate: Gate::Compile, messages: vec![message.concat()], cause: None })
    }

    /// A Java exception of class `class`, which the server calls `kind`, inside the compiler.
    #[allow(clippy::unnecessary_box_returns, reason = "its callers keep the box")]
    pub(super) fn caused(class: &str, kind: &'static str, reason: String) -> Box<Self> {
        let mut error = Self::compile(&[class, ": ", &reason]);
        error.cause = Some(Cause { kind, reason });
        error
    }
}

impl Display for DictionaryError {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message())
    }
}

impl std::error::Error for DictionaryError {}

/// Makes `Validation Failed: 1: first;2: second;` of its messages one by one.
fn push_numbered(text: &mut String, number: u32, message: &str) {
    let start = if number == 1 { "Validation Failed: " } else { "" };
    for part in [start, &decimal(number), ": ", message, ";"] {
        text.push_str(part);
    }
}
