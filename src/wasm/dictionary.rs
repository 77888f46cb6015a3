//! The dictionary in a page: compiled with JavaScript's regular expressions, its refusals as the package's errors.

use std::cell::OnceCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    dictionary::{Dictionary, DictionaryError, Gate, MetaSchema, Pattern, PatternCompiler},
    error::{Error, Kind},
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
    static META_SCHEMA: OnceCell<MetaSchema> = const { OnceCell::new() };
}

/// Compiles a dictionary, given as JSON text.
///
/// # Errors
/// [`Kind::Configuration`] for a dictionary that the server refuses. What the meta-schema says is still to be put into
/// words.
pub fn compile(schema: String) -> Result<Box<Dictionary>, Error> {
    if cfg!(feature = "unchecked") {
        return Err(Error::configuration("this build has no dictionary"));
    }
    META_SCHEMA
        .with(|known| known.get_or_init(|| MetaSchema::new(&JavaScriptPatterns)).dictionary(schema, &JavaScriptPatterns))
        .map_err(|error| refused(&error))
}

fn refused(error: &DictionaryError) -> Error {
    const REFUSED: &str = "`dictionary` is one that Elasticsearch refuses: ";
    let said = error.messages.concat();
    match error.gate {
        Gate::MetaSchema => Error::configuration(REFUSED).with_refusal(said),
        Gate::Compile => Error::configuration([REFUSED, &said].concat()),
    }
}

/// Checks the params, given as JSON text.
///
/// # Errors
/// [`Kind::Validation`] with what is still to be put into words.
pub fn validate(dictionary: &Dictionary, params: String) -> Result<(), Error> {
    if cfg!(feature = "unchecked") {
        return Ok(());
    }
    let refusal = dictionary.refusal(params);
    refusal.map_or(Ok(()), |refusal| Err(Error::new(Kind::Validation, "").with_refusal(refusal)))
}
