//! JavaScript values to JSON values and back. What `JSON.stringify` would leave out is left out, so that what is
//! checked here is what would be sent.

use js_sys::{Array, JSON, JsString, Object as JsObject};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use crate::{
    error::{Error, Kind},
    json::{Number, Object, Value},
};

/// How deep a value may nest, as for the server's own reader.
const MAX_DEPTH: usize = 1000;

#[wasm_bindgen]
extern "C" {
    /// What `String(number)` gives.
    #[wasm_bindgen(js_name = String)]
    fn number_text(number: f64) -> String;
}

/// Reads a value as `JSON.stringify` would: dates become texts, functions and `undefined` are left out.
///
/// # Errors
/// [`Kind::Serialization`] for a cycle, a `BigInt` or a value that nests too deeply.
pub fn from_js(value: &JsValue) -> Result<Value, Error> {
    let text = JSON::stringify(value).map_err(|thrown| unwritable(&thrown))?;
    match text.as_string() {
        Some(text) => parse(&text).as_ref().map_or(Ok(Value::Null), |plain| copy(plain, 0)),
        None => Ok(Value::Null),
    }
}

/// Parses JSON text with the browser's parser; `None` if it isn't JSON.
pub fn parse(text: &str) -> Option<JsValue> {
    JSON::parse(text).ok()
}

/// A new JavaScript value. Objects are plain, and no name in them reaches a prototype.
pub fn to_js(value: &Value) -> JsValue {
    parse(&value.to_string()).unwrap_or(JsValue::NULL)
}

/// Copies what `JSON.parse` returned.
pub fn copy(value: &JsValue, depth: usize) -> Result<Value, Error> {
    if depth > MAX_DEPTH {
        return Err(Error::new(Kind::Serialization, format!("A value nests more than {MAX_DEPTH} deep")));
    }
    if let Some(text) = value.dyn_ref::<JsString>() {
        return Ok(Value::String(text.into()));
    }
    if let Some(number) = value.as_f64() {
        return Ok(Number::from_js(number, number_text(number)).into());
    }
    if let Some(boolean) = value.as_bool() {
        return Ok(boolean.into());
    }
    if let Some(elements) = value.dyn_ref::<Array>() {
        return elements
            .iter()
            .map(|element| copy(&element, depth + 1))
            .collect::<Result<Vec<_>, _>>()
            .map(Value::Array);
    }
    value.dyn_ref::<JsObject>().map_or(Ok(Value::Null), |object| copy_object(object, depth).map(Value::Object))
}

fn copy_object(object: &JsObject, depth: usize) -> Result<Object, Error> {
    let members = JsObject::entries(object).into_iter().map(|entry| {
        let entry: Array = entry.unchecked_into();
        Ok((String::from(entry.get(0).unchecked_into::<JsString>()), copy(&entry.get(1), depth + 1)?))
    });
    members.collect()
}

fn unwritable(thrown: &JsValue) -> Error {
    Error::new(Kind::Serialization, format!("Not a JSON value: {}", super::error::message_of(thrown)))
}
