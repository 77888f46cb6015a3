//! The dictionary in a page: compiled with JavaScript's regular expressions, its refusals as the package's errors.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::json::text_of;
use crate::{
    dictionary::{Dictionary, MetaSchema, Pattern, PatternCompiler, ValidationError},
    error::{Error, Kind},
    json::{Object, Value},
};

#[wasm_bindgen(module = "/src/js/patterns.js")]
extern "C" {
    type RegExp;

    #[wasm_bindgen(js_name = compile)]
    fn compile_pattern(source: &str) -> Option<RegExp>;

    fn finds(pattern: &RegExp, text: &str) -> Option<bool>;
}

/// The browser's engine.
struct JavaScriptPatterns;

impl PatternCompiler for JavaScriptPatterns {
    fn compile(&self, source: &str) -> Option<Box<dyn Pattern>> {
        compile_pattern(source).map(|pattern| Box::new(pattern) as Box<dyn Pattern>)
    }
}

impl Pattern for RegExp {
    fn finds(&self, text: &str) -> Option<bool> {
        finds(self, text)
    }
}

thread_local! {
    static META_SCHEMA: MetaSchema = MetaSchema::new(&JavaScriptPatterns);
}

/// Compiles a dictionary, given as JSON text.
///
/// # Errors
/// [`Kind::Configuration`] with the server's messages for a dictionary that the server refuses.
pub fn compile(schema: String) -> Result<Dictionary, Error> {
    if cfg!(feature = "unchecked") {
        return Err(Error::configuration("this build has no dictionary"));
    }
    META_SCHEMA.with(|meta_schema| meta_schema.dictionary(schema, &JavaScriptPatterns)).map_err(|error| {
        Error::configuration(["`dictionary` is one that Elasticsearch refuses: ", &error.message()].concat())
    })
}

/// Checks the params, given as JSON text.
///
/// # Errors
/// [`Kind::Validation`] with the server's message and a list of what is wrong.
pub fn validate(dictionary: &Dictionary, params: String) -> Result<(), Error> {
    if cfg!(feature = "unchecked") {
        return Ok(());
    }
    dictionary.validate_json(params).map_err(Error::from)
}

impl From<ValidationError> for Error {
    fn from(error: ValidationError) -> Self {
        let message = error.message();
        let mut violations = Vec::<Value>::new();
        for violation in error.violations {
            let mut entry = Object::new();
            entry.insert("path", violation.path);
            entry.insert("keyword", violation.keyword);
            entry.insert("message", violation.message);
            entry.insert("schemaPath", violation.schema_path);
            violations.push(entry.into());
        }
        Self::new(Kind::Validation, message).with_body(Some(violations.into()))
    }
}

/// A dictionary on its own, for scripts and tests.
#[wasm_bindgen(js_name = Dictionary)]
#[derive(Debug)]
pub struct JsDictionary(Dictionary);

#[wasm_bindgen(js_class = Dictionary)]
impl JsDictionary {
    /// Compiles the schema, or throws a `ConfigurationError`.
    #[wasm_bindgen(constructor)]
    pub fn new(schema: &JsValue) -> Result<JsDictionary, JsValue> {
        Ok(Self(compile(text_of(schema)?)?))
    }

    /// Throws a `ValidationError` if the server would refuse the params.
    pub fn validate(&self, params: &JsValue) -> Result<(), JsValue> {
        Ok(validate(&self.0, text_of(params)?)?)
    }
}
