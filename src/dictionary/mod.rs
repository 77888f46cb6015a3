//! The dictionary: the JSON Schema that a search application has for its params, applied as the server applies it.
//!
//! The server checks params with the library networknt json-schema-validator 1.0.48, draft 7, and not quite as the
//! standard says. What a dictionary refuses here, the server refuses too, with the same messages in the same order;
//! whatever cannot be told here is left to the server. docs/dictionary.md lists those cases.
//!
//! ```text
//! dictionary ─▶ meta_schema ─▶ compile: rule, subschemas, reference ─▶ schema
//! params ─▶ validate: scalars, members, elements, combine ─▶ error
//! ```

mod combine;
mod compile;
mod elements;
mod error;
mod format;
mod keyword;
mod members;
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
pub(crate) use uri::follow;

use crate::json::Value;
use order::Visit;
use pattern::Compiled;
use schema::Schema;

/// A compiled dictionary.
#[derive(Debug, Default)]
pub struct Dictionary {
    /// The first one is the dictionary itself.
    schemas: Vec<Schema>,
    patterns: Vec<Compiled>,
    unchecked_patterns: Vec<String>,
}

impl Dictionary {
    /// Compiles a dictionary, unless the server would refuse it.
    pub fn compile(dictionary: &Value, patterns: &dyn PatternCompiler) -> Result<Self, DictionaryError> {
        let meta_schema = compile::compile(&meta_schema::meta_schema(), patterns).map_err(|error| *error)?;
        if let Err(error) = validate::validate(&meta_schema, dictionary, Visit::Written) {
            let messages = error.violations.into_iter().map(|violation| violation.message).collect();
            return Err(DictionaryError { gate: Gate::MetaSchema, messages, cause: None });
        }
        compile::compile(dictionary, patterns).map_err(|error| *error)
    }

    /// Checks the params as they will be sent.
    pub fn validate(&self, params: &Value) -> Result<(), ValidationError> {
        validate::validate(self, params, Visit::Hashed)
    }

    /// The regular expressions of the dictionary that are not checked here, but left to the server.
    #[must_use]
    pub fn unchecked_patterns(&self) -> &[String] {
        &self.unchecked_patterns
    }
}
