//! The dictionary: the JSON Schema that a search application has for its params, applied as the server applies it.
//!
//! The server checks params with the library networknt json-schema-validator 1.0.48, draft 7, and not quite as the
//! standard says. What a dictionary refuses here, the server refuses too, with the same messages in the same order;
//! whatever cannot be told here is left to the server. docs/dictionary.md lists those cases.
//!
//! ```text
//! dictionary ─▶ meta_schema ─▶ compile: rule, subschemas, reference ─▶ schema
//! params ─▶ validate: scalars, members, elements, combine ─▶ message ─▶ error
//! ```

mod combine;
mod compile;
mod elements;
mod error;
mod format;
mod keyword;
mod members;
mod message;
mod meta_schema;
mod number;
mod order;
mod pattern;
mod reference;
mod rule;
mod scalars;
mod schema;
mod subschemas;
mod text;
mod uri;
mod validate;

pub use error::{Cause, DictionaryError, Gate, ValidationError, Violation};
#[cfg(feature = "exact-dictionary")]
pub use pattern::ExactPatterns;
pub use pattern::{Pattern, PatternCompiler, Shared};

#[cfg(feature = "application")]
pub(crate) use uri::{place, steps};

use crate::json::{Node, Tape, Value};
use order::Visit;
use pattern::Compiled;
use schema::{Base, Id, Schema};

/// A compiled dictionary.
#[derive(Debug, Default)]
pub struct Dictionary {
    tape: Tape,
    /// The first one is the dictionary itself.
    schemas: Vec<Schema>,
    bases: Vec<Base>,
    patterns: Vec<Compiled>,
    unchecked_patterns: Vec<String>,
}

impl Dictionary {
    /// Compiles a dictionary, unless the server would refuse it.
    pub fn compile(dictionary: &Value, patterns: &dyn PatternCompiler) -> Result<Self, DictionaryError> {
        Self::compile_json(dictionary.to_json(), patterns)
    }

    /// Checks the params as they will be sent.
    pub fn validate(&self, params: &Value) -> Result<(), ValidationError> {
        self.validate_json(params.to_json())
    }

    /// The same as [`Self::compile`] for the dictionary's text, as [`Tape::read`] takes it.
    pub fn compile_json(dictionary: String, patterns: &dyn PatternCompiler) -> Result<Self, DictionaryError> {
        let meta_schema = Tape::read(meta_schema::META_SCHEMA.to_owned()).unwrap_or_default();
        let meta_schema = compile::compile(meta_schema, patterns).map_err(|error| *error)?;
        let Some(tape) = Tape::read(dictionary) else {
            return Err(*DictionaryError::compile(&["The dictionary is nested too deeply"]));
        };
        if let Err(error) = validate::validate(&meta_schema, tape.root(), Visit::Written) {
            let mut messages = Vec::new();
            for violation in error.violations {
                messages.push(violation.message);
            }
            return Err(DictionaryError { gate: Gate::MetaSchema, messages, cause: None });
        }
        compile::compile(tape, patterns).map_err(|error| *error)
    }

    /// The same as [`Self::validate`] for the text that will be sent, as [`Tape::read`] takes it.
    pub fn validate_json(&self, params: String) -> Result<(), ValidationError> {
        match Tape::read(params) {
            Some(params) => validate::validate(self, params.root(), Visit::Hashed),
            None => Err(validate::limit("$: the params are nested too deeply to be checked")),
        }
    }

    /// The regular expressions of the dictionary that are not checked here, but left to the server.
    #[must_use]
    pub fn unchecked_patterns(&self) -> &[String] {
        &self.unchecked_patterns
    }

    fn node(&self, at: Id) -> Node<'_> {
        self.tape.node(at)
    }

    /// Where a schema stands in the dictionary, as the server counts: from the last `$ref` on.
    fn pointer(&self, schema: Id) -> String {
        let Some(schema) = self.schemas.get(schema as usize) else { return String::new() };
        let Some(base) = self.bases.get(schema.base as usize) else { return String::new() };
        let reference = self.node(base.reference);
        let start = if reference.exists() { reference.text() } else { "#" };
        message::path(start, self.node(base.node), self.node(schema.node), ["/", "/", ""])
    }
}
