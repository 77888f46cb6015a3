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
//!
//! Regular expressions and formats are checked by the engine at hand: `pattern`.

mod combine;
mod compile;
mod elements;
mod error;
mod keyword;
mod known;
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
pub use meta_schema::MetaSchema;
#[cfg(feature = "exact-dictionary")]
pub use pattern::ExactPatterns;
pub use pattern::{Check, Pattern, PatternCompiler, Shared, Verdict};

#[cfg(feature = "application")]
pub(crate) use uri::{place, steps};

use crate::json::{ASIDE, Nodes, Tape, Value};
use order::Visit;
use pattern::Compiled;
use schema::{Base, Id, Rule, Schema};

/// A compiled dictionary.
#[derive(Debug, Default)]
pub struct Dictionary {
    tape: Tape,
    /// The first one is the dictionary itself.
    schemas: Vec<Schema>,
    rules: Vec<Rule>,
    bases: Vec<Base>,
    patterns: Vec<Compiled>,
    /// What rules have lists of: patterns by number, and nodes.
    list: Vec<u32>,
    unchecked_patterns: Vec<String>,
}

impl Dictionary {
    /// Compiles a dictionary, unless the server would refuse it.
    pub fn compile(dictionary: &Value, patterns: &dyn PatternCompiler) -> Result<Self, DictionaryError> {
        MetaSchema::new(patterns).dictionary(dictionary.to_json(), patterns)
    }

    /// Checks the params as they will be sent.
    pub fn validate(&self, params: &Value) -> Result<(), ValidationError> {
        self.validate_json(params.to_json())
    }

    /// The same as [`Self::validate`] for the text that will be sent, as [`Tape::read`] takes it.
    pub fn validate_json(&self, params: String) -> Result<(), ValidationError> {
        match Tape::read(params, ASIDE) {
            Some(params) => validate::validate(self, &Nodes::both(&self.tape, &params), ASIDE, Visit::Hashed),
            None => Err(validate::limit("$: the params are nested too deeply to be checked")),
        }
    }

    /// The regular expressions of the dictionary that are not checked here, but left to the server.
    #[must_use]
    pub fn unchecked_patterns(&self) -> &[String] {
        &self.unchecked_patterns
    }

    fn schema(&self, schema: Id) -> Schema {
        self.schemas.get(schema as usize).copied().unwrap_or_default()
    }

    /// The rules of a schema, in the order in which the server applies them.
    fn rules(&self, schema: Id) -> &[Rule] {
        let Some(schema) = self.schemas.get(schema as usize) else { return &[] };
        let [begin, end] = schema.rules;
        self.rules.get(begin as usize..end as usize).unwrap_or_default()
    }

    /// A rule's list.
    fn list(&self, rule: &Rule) -> &[u32] {
        let [begin, end] = rule.list;
        self.list.get(begin as usize..end as usize).unwrap_or_default()
    }

    /// Where a schema stands in the dictionary, as the server counts: from the last `$ref` on.
    fn pointer(&self, nodes: &Nodes, schema: Id) -> String {
        let schema = self.schema(schema);
        let Some(base) = self.bases.get(schema.base as usize) else { return String::new() };
        let mut pointer = String::new();
        let reference = nodes.text(base.reference);
        let start = if reference.is_empty() { "#" } else { reference };
        message::push_path(nodes, [base.node, schema.node], [start, "/", "/", ""], &mut pointer);
        pointer
    }
}
