//! JavaScript values to JSON values and back. What `JSON.stringify` would leave out is left out, so that what is
//! checked here is what would be sent.

use js_sys::{Array, JSON, Object as JsObject};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use crate::{
    error::{Error, Kind},
    json::{Number, Value},
};

/// How deep a value may nest, as for the server's own reader.
const MAX_DEPTH: usize = 1000;

#[wasm_bindgen]
extern "C" {
    /// What `String(number)` gives.
    #[wasm_bindgen(js_name = String)]
    fn number_text(number: f64) -> String;
}

#[wasm_bindgen(module = "/src/js/results.js")]
extern "C" {
    /// A member of the value's own, or `undefined` where there is nothing that could have one.
    #[wasm_bindgen(js_name = getOwn)]
    pub fn get(value: &JsValue, name: &str) -> JsValue;
}

/// Reads a value as `JSON.stringify` would: dates become texts, functions and `undefined` are left out.
///
/// # Errors
/// [`Kind::Serialization`] for a cycle, a `BigInt` or a value that nests too deeply.
pub fn from_js(value: &JsValue) -> Result<Value, Error> {
    let text = JSON::stringify(value).map_err(|thrown| unwritable(&thrown))?;
    match text.as_string().and_then(|text| parse(&text)) {
        Some(plain) => copy(&plain, 0),
        None => Ok(Value::Null),
    }
}

/// Parses JSON text with the browser's parser; `None` if it isn't JSON.
pub fn parse(text: &str) -> Option<JsValue> {
    JSON::parse(text).ok()
}

/// A new JavaScript value. Objects are plain, and no name in them reaches a prototype.
pub fn to_js(value: &Value) -> JsValue {
    parse(&value.to_json()).unwrap_or(JsValue::NULL)
}

/// Copies what `JSON.parse` returned.
pub fn copy(value: &JsValue, depth: usize) -> Result<Value, Error> {
    if depth > MAX_DEPTH {
        return Err(Error::new(Kind::Serialization, "A value nests more than 1000 deep"));
    }
    if let Some(text) = value.as_string() {
        return Ok(Value::String(text));
    }
    if let Some(number) = value.as_f64() {
        return Ok(Number::from_js(number, number_text(number)).into());
    }
    if let Some(boolean) = value.as_bool() {
        return Ok(boolean.into());
    }
    if Array::is_array(value) {
        return copy_array(value, depth);
    }
    copy_object(value, depth)
}

fn copy_array(value: &JsValue, depth: usize) -> Result<Value, Error> {
    let mut elements = Vec::new();
    for element in self::elements(value) {
        elements.push(copy(&element, depth + 1)?);
    }
    Ok(Value::Array(elements))
}

fn copy_object(value: &JsValue, depth: usize) -> Result<Value, Error> {
    if !value.is_object() {
        return Ok(Value::Null);
    }
    let mut members = Vec::new();
    for name in keys(value) {
        let name = name.as_string().unwrap_or_default();
        let member = copy(&get(value, &name), depth + 1)?;
        members.push((name, member));
    }
    Ok(Value::Object(members.into()))
}

/// The elements of an array; nothing for anything else.
pub fn elements(value: &JsValue) -> Elements {
    let array = if Array::is_array(value) { value.clone().unchecked_into() } else { Array::new() };
    Elements { length: array.length(), next: 0, array }
}

/// The names of an object's members; nothing for anything else.
pub fn keys(value: &JsValue) -> Elements {
    let array = if value.is_object() { JsObject::keys(value.unchecked_ref::<JsObject>()) } else { Array::new() };
    Elements { length: array.length(), next: 0, array }
}

/// The elements of an array, one after the other. Of js-sys's iterators there is one for each way to own the array.
pub struct Elements {
    array: Array,
    length: u32,
    next: u32,
}

impl Iterator for Elements {
    type Item = JsValue;

    fn next(&mut self) -> Option<JsValue> {
        let at = self.next;
        self.next += 1;
        (at < self.length).then(|| self.array.get(at))
    }
}

fn unwritable(thrown: &JsValue) -> Error {
    Error::new(Kind::Serialization, ["Not a JSON value: ", &super::error::message_of(thrown)].concat())
}
