//! The dictionary: the JSON Schema that a search application has for its params, applied as the server applies it.
//!
//! The server checks params with the library networknt json-schema-validator 1.0.48, draft 7, and not quite as the
//! standard says. What a dictionary refuses here, the server refuses too, with the same messages in the same order;
//! whatever cannot be told here is left to the server. docs/dictionary.md lists those cases.
//!
//! ```text
//! dictionary ─▶ meta_schema ─▶ compile: rule, subschemas, reference ─▶ schema
//! params ─▶ validate: scalars, members, elements, combine ─▶ refusal ─▶ words
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
mod meta_schema;
mod number;
mod order;
mod pattern;
mod reference;
mod refusal;
mod rule;
mod scalars;
mod schema;
mod subschemas;
mod uri;
mod validate;
#[cfg(feature = "exact-dictionary")]
mod words;

pub use error::{Cause, DictionaryError, Gate};
pub use meta_schema::MetaSchema;
#[cfg(feature = "exact-dictionary")]
pub use pattern::ExactPatterns;
pub use pattern::{Check, Pattern, PatternCompiler, Shared, Verdict};
#[cfg(feature = "exact-dictionary")]
pub use words::{ValidationError, Violation};

#[cfg(feature = "application")]
pub(crate) use uri::{place, steps};

#[cfg(feature = "exact-dictionary")]
use crate::json::Value;
use crate::json::{ABSENT, ASIDE, Nodes, Tape};
use order::Visit;
use pattern::Compiled;
use schema::{Base, Id, Rule, Schema};

/// A dictionary, or why the server would refuse it. Boxed, since it is handed through many functions.
pub type Compilation = Result<Box<Dictionary>, Box<DictionaryError>>;

/// A compiled dictionary.
#[derive(Debug, Default)]
pub struct Dictionary {
    tape: Tape,
    /// The first one is the dictionary itself.
    schemas: Vec<Schema>,
    rules: Vec<Rule>,
    bases: Vec<Base>,
    patterns: Vec<Compiled>,
    /// What schemas and rules have lists of: rules and patterns by number, and nodes.
    list: Vec<u32>,
    unchecked_patterns: Vec<String>,
}

impl Dictionary {
    /// What is wrong with the params, given as the text that will be sent, as [`Tape::read`] takes it: `{ limit, findings,
    /// schema, value }` in JSON, from which `src/js/words.js` makes the server's messages. Nothing for params that fit.
    #[must_use]
    pub fn refusal(&self, params: String) -> Option<String> {
        let Some(params) = Tape::read(params, ASIDE) else {
            return Some(["{\"limit\":\"", validate::TOO_DEEP, "\"}"].concat());
        };
        let nodes = Nodes::both(&self.tape, &params);
        validate::validate(self, &nodes, ASIDE, Visit::Hashed).map(|run| run.numbers(&params))
    }

    /// The regular expressions of the dictionary that are not checked here, but left to the server.
    #[must_use]
    pub fn unchecked_patterns(&self) -> &[String] {
        &self.unchecked_patterns
    }

    fn schema(&self, schema: Id) -> Schema {
        self.schemas.get(schema as usize).copied().unwrap_or_default()
    }

    /// What a schema is reached from.
    fn base(&self, schema: Id) -> Base {
        let base = self.bases.get(self.schema(schema).base as usize).copied();
        base.unwrap_or(Base { node: ABSENT, reference: ABSENT })
    }

    /// The rules of a schema, in the order in which the server applies them.
    fn rules(&self, schema: Id) -> impl Iterator<Item = &Rule> {
        self.list(self.schema(schema).rules).iter().filter_map(|&rule| self.rules.get(rule as usize))
    }

    /// A part of the list, by where it begins and ends.
    fn list(&self, [begin, end]: [u32; 2]) -> &[u32] {
        self.list.get(begin as usize..end as usize).unwrap_or_default()
    }
}

/// With values and in words.
#[cfg(feature = "exact-dictionary")]
impl Dictionary {
    /// Compiles a dictionary, unless the server would refuse it.
    pub fn compile(dictionary: &Value, patterns: &dyn PatternCompiler) -> Result<Self, DictionaryError> {
        let compilation = MetaSchema::new(meta_schema::text(), patterns).dictionary(dictionary.to_json(), patterns);
        compilation.map(|dictionary| *dictionary).map_err(|error| *error)
    }

    /// Checks the params as they will be sent.
    pub fn validate(&self, params: &Value) -> Result<(), ValidationError> {
        let params = Tape::read(params.to_json(), ASIDE).ok_or_else(|| ValidationError::limit(validate::TOO_DEEP))?;
        let nodes = Nodes::both(&self.tape, &params);
        validate::validate(self, &nodes, ASIDE, Visit::Hashed).map_or(Ok(()), |run| Err(run.error(ASIDE)))
    }
}
