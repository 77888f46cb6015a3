//! JavaScript values to JSON values and back, for the module of build scripts; a page's module takes texts alone.

use js_sys::JSON;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{error::message_of, json::from_text};
use crate::{
    error::{Error, Kind},
    json::Value,
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = JSON)]
    fn stringify(value: &JsValue) -> Result<Option<String>, JsValue>;
}

/// Reads a value as `JSON.stringify` would write it: dates become texts, functions and `undefined` are left out; and null
/// for a value that it has no text for.
///
/// # Errors
/// [`Kind::Serialization`] for a cycle, a `BigInt` or a value that nests too deeply.
pub fn from_js(value: &JsValue) -> Result<Value, Error> {
    let text = stringify(value)
        .map_err(|thrown| Error::new(Kind::Serialization, ["Not a JSON value: ", &message_of(&thrown)].concat()))?;
    from_text(text.unwrap_or_else(|| String::from("null")))
}

/// A new JavaScript value. Objects are plain, and no name in them reaches a prototype.
pub fn to_js(value: &Value) -> JsValue {
    JSON::parse(&value.to_json()).unwrap_or(JsValue::NULL)
}
