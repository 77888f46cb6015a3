//! The draft-07 meta-schema (json-schema.org, draft-07), which `meta_schema.json` has: the keywords that constrain, each
//! with its rule. Annotations are left out, as they refuse nothing. A page's JavaScript brings it.

use super::error::{DictionaryError, Gate};
use super::order::Visit;
use super::pattern::PatternCompiler;
use super::validate::Run;
use super::{Compilation, Dictionary, compile, validate};
use crate::json::{ASIDE, Nodes, Tape};

/// The meta-schema, compiled: what dictionaries are compiled with.
#[derive(Debug)]
pub struct MetaSchema(Box<Dictionary>);

impl MetaSchema {
    /// Compiles its text, as [`Tape::read`] takes it, for an engine.
    #[must_use]
    pub fn new(text: String, patterns: &dyn PatternCompiler) -> Self {
        let tape = Tape::read(text, ASIDE).unwrap_or_default();
        Self(compile::compile(tape, ASIDE, patterns).unwrap_or_default())
    }

    /// Compiles a dictionary for the same engine, unless the server would refuse it. The text is as [`Tape::read`]
    /// takes it.
    ///
    /// # Errors
    /// With the server's messages.
    pub fn dictionary(&self, text: String, patterns: &dyn PatternCompiler) -> Compilation {
        let Some(tape) = Tape::read(text, 0) else {
            return Err(DictionaryError::compile(&["The dictionary is nested too deeply"]));
        };
        if let Some(run) = validate::validate(&self.0, &Nodes::both(&tape, &self.0.tape), 0, Visit::Written) {
            let messages = told(&run, &tape);
            return Err(Box::new(DictionaryError { gate: Gate::MetaSchema, messages, cause: None }));
        }
        compile::compile(tape, 0, patterns)
    }
}

/// The text where no JavaScript brings it.
#[cfg(feature = "exact-dictionary")]
pub(super) fn text() -> String {
    crate::json::read(include_str!("meta_schema.json")).unwrap_or_default().to_json()
}

#[cfg(feature = "exact-dictionary")]
fn told(run: &Run, _: &Tape) -> Vec<String> {
    run.error(0).violations.into_iter().map(|violation| violation.message).collect()
}

#[cfg(not(feature = "exact-dictionary"))]
fn told(run: &Run, dictionary: &Tape) -> Vec<String> {
    vec![run.numbers(dictionary)]
}
