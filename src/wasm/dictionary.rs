//! The dictionary in a page: compiled with JavaScript's regular expressions, its refusals as the package's errors.

use std::cell::OnceCell;

use wasm_bindgen::prelude::wasm_bindgen;

use super::text::received;
use crate::{
    dictionary::{Check, Dictionary, DictionaryError, Gate, MetaSchema, Pattern, PatternCompiler, Verdict},
    error::{Error, Kind},
};

#[wasm_bindgen(module = "/src/js/patterns.js")]
extern "C" {
    /// A number; or -1 for what is not checked; or, the other way round, 1 more than the bytes at most of what Java says
    /// of a pattern that it refuses, which is given.
    #[wasm_bindgen(js_name = compile)]
    fn compile_pattern(given: &str, check: u32) -> i32;

    fn verdict(pattern: i32, text: &str) -> u32;
}

#[wasm_bindgen(module = "/src/js/meta-schema.js")]
extern "C" {
    /// Gives the meta-schema, which takes this number of bytes at most.
    #[wasm_bindgen(js_name = giveMetaSchema)]
    fn give_meta_schema() -> usize;
}

/// The browser's engine.
struct JavaScriptPatterns;

/// A pattern that the browser has compiled, by its number.
struct JavaScriptPattern(i32);

impl PatternCompiler for JavaScriptPatterns {
    fn compile(&self, given: &str, check: Check) -> Result<Option<Box<dyn Pattern>>, String> {
        match compile_pattern(given, check as u32) {
            number @ 0.. => Ok(Some(Box::new(JavaScriptPattern(number)))),
            -1 => Ok(None),
            refused => Err(received((-1 - refused).unsigned_abs() as usize)),
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
        .with(|known| {
            known
                .get_or_init(|| MetaSchema::new(received(give_meta_schema()), &JavaScriptPatterns))
                .dictionary(schema, &JavaScriptPatterns)
        })
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
