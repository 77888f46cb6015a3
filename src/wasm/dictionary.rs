//! The dictionary in a page: compiled with JavaScript's regular expressions, its refusals as the package's errors.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    dictionary::{Dictionary, MetaSchema, Pattern, PatternCompiler, ValidationError},
    error::{Error, Kind},
    json::{Object, Value},
};

#[wasm_bindgen(module = "/src/js/patterns.js")]
extern "C" {
    /// The number of the pattern; negative where the engine does not take it.
    #[wasm_bindgen(js_name = compile)]
    fn compile_pattern(source: &str) -> i32;

    /// 1 or 0; negative where the engine gives up.
    fn finds(pattern: i32, text: &str) -> i32;
}

/// The browser's engine.
struct JavaScriptPatterns;

/// A pattern that the browser has compiled, by its number.
struct JavaScriptPattern(i32);

impl PatternCompiler for JavaScriptPatterns {
    fn compile(&self, source: &str) -> Option<Box<dyn Pattern>> {
        let number = compile_pattern(source);
        (number >= 0).then(|| Box::new(JavaScriptPattern(number)) as Box<dyn Pattern>)
    }
}

impl Pattern for JavaScriptPattern {
    fn finds(&self, text: &str) -> Option<bool> {
        let found = finds(self.0, text);
        (found >= 0).then_some(found == 1)
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
