//! The dictionary in a page: compiled with JavaScript's regular expressions, its refusals as the package's errors.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    dictionary::{Check, Dictionary, MetaSchema, Pattern, PatternCompiler, ValidationError, Verdict},
    error::{Error, Kind},
    json::{Object, Value},
};

#[wasm_bindgen(module = "/src/js/patterns.js")]
extern "C" {
    /// A number; negative for what is not checked, and [`REFUSED`].
    #[wasm_bindgen(js_name = compile)]
    fn compile_pattern(given: &str, check: u32) -> i32;

    fn verdict(pattern: i32, text: &str) -> u32;

    /// What it checks by; or, of one that was just [`REFUSED`], what Java says.
    fn told(pattern: i32) -> String;
}

const REFUSED: i32 = -2;

/// The browser's engine.
struct JavaScriptPatterns;

/// A pattern that the browser has compiled, by its number.
struct JavaScriptPattern(i32);

impl PatternCompiler for JavaScriptPatterns {
    fn compile(&self, given: &str, check: Check) -> Result<Option<Box<dyn Pattern>>, String> {
        match compile_pattern(given, check as u32) {
            REFUSED => Err(told(REFUSED)),
            ..0 => Ok(None),
            number => Ok(Some(Box::new(JavaScriptPattern(number)))),
        }
    }
}

impl Pattern for JavaScriptPattern {
    fn verdict(&self, text: &str) -> Verdict {
        match verdict(self.0, text) {
            0 => Verdict::Fails,
            1 => Verdict::Fits,
            2 => Verdict::Unsure,
            _ => Verdict::GaveUp,
        }
    }

    fn source(&self) -> String {
        told(self.0)
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
