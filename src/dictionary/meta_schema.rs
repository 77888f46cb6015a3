//! The draft-07 meta-schema (json-schema.org, draft-07): the keywords that constrain, each with its rule. Annotations
//! are left out, as they refuse nothing.

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
    /// Compiles it for an engine.
    #[must_use]
    pub fn new(patterns: &dyn PatternCompiler) -> Self {
        let tape = Tape::read(META_SCHEMA.to_owned(), ASIDE).unwrap_or_default();
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

#[cfg(feature = "exact-dictionary")]
fn told(run: &Run, _: &Tape) -> Vec<String> {
    run.error(0).violations.into_iter().map(|violation| violation.message).collect()
}

#[cfg(not(feature = "exact-dictionary"))]
fn told(run: &Run, dictionary: &Tape) -> Vec<String> {
    vec![run.numbers(dictionary)]
}

/// Its text.
const META_SCHEMA: &str = concat!(
    r##"{"definitions":{"##,
    r##""schemaArray":{"type":"array","minItems":1,"items":{"$ref":"#"}},"##,
    r##""nonNegativeInteger":{"type":"integer","minimum":0},"##,
    r##""simpleTypes":{"enum":["array","boolean","integer","null","number","object","string"]},"##,
    r##""stringArray":{"type":"array","items":{"type":"string"},"uniqueItems":true}},"##,
    r##""type":["object","boolean"],"properties":{"##,
    r##""$id":{"type":"string"},"##,
    r##""$schema":{"type":"string","format":"uri"},"##,
    r##""$ref":{"type":"string"},"##,
    r##""$comment":{"type":"string"},"##,
    r##""title":{"type":"string"},"##,
    r##""description":{"type":"string"},"##,
    r##""default":true,"##,
    r##""readOnly":{"type":"boolean"},"##,
    r##""writeOnly":{"type":"boolean"},"##,
    r##""examples":{"type":"array"},"##,
    r##""multipleOf":{"type":"number","exclusiveMinimum":0},"##,
    r##""maximum":{"type":"number"},"##,
    r##""exclusiveMaximum":{"type":"number"},"##,
    r##""minimum":{"type":"number"},"##,
    r##""exclusiveMinimum":{"type":"number"},"##,
    r##""maxLength":{"$ref":"#/definitions/nonNegativeInteger"},"##,
    r##""minLength":{"$ref":"#/definitions/nonNegativeInteger"},"##,
    r##""pattern":{"type":"string"},"##,
    r##""additionalItems":{"$ref":"#"},"##,
    r##""items":{"anyOf":[{"$ref":"#"},{"$ref":"#/definitions/schemaArray"}]},"##,
    r##""maxItems":{"$ref":"#/definitions/nonNegativeInteger"},"##,
    r##""minItems":{"$ref":"#/definitions/nonNegativeInteger"},"##,
    r##""uniqueItems":{"type":"boolean"},"##,
    r##""contains":{"$ref":"#"},"##,
    r##""maxProperties":{"$ref":"#/definitions/nonNegativeInteger"},"##,
    r##""minProperties":{"$ref":"#/definitions/nonNegativeInteger"},"##,
    r##""required":{"$ref":"#/definitions/stringArray"},"##,
    r##""additionalProperties":{"$ref":"#"},"##,
    r##""definitions":{"type":"object","additionalProperties":{"$ref":"#"}},"##,
    r##""properties":{"type":"object","additionalProperties":{"$ref":"#"}},"##,
    r##""patternProperties":{"type":"object","additionalProperties":{"$ref":"#"}},"##,
    r##""dependencies":{"type":"object","additionalProperties":{"anyOf":[{"$ref":"#"},{"$ref":"#/definitions/stringArray"}]}},"##,
    r##""propertyNames":{"$ref":"#"},"##,
    r##""const":true,"##,
    r##""enum":{"type":"array","minItems":1,"uniqueItems":true},"##,
    r##""type":{"anyOf":[{"$ref":"#/definitions/simpleTypes"},{"type":"array","items":{"$ref":"#/definitions/simpleTypes"},"minItems":1,"uniqueItems":true}]},"##,
    r##""format":{"type":"string"},"##,
    r##""contentMediaType":{"type":"string"},"##,
    r##""contentEncoding":{"type":"string"},"##,
    r##""if":{"$ref":"#"},"##,
    r##""then":{"$ref":"#"},"##,
    r##""else":{"$ref":"#"},"##,
    r##""allOf":{"$ref":"#/definitions/schemaArray"},"##,
    r##""anyOf":{"$ref":"#/definitions/schemaArray"},"##,
    r##""oneOf":{"$ref":"#/definitions/schemaArray"},"##,
    r##""not":{"$ref":"#"}}}"##,
);
