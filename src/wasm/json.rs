//! JavaScript values to JSON values and back. What `JSON.stringify` would leave out is left out, so that what is
//! checked here is what would be sent.

use js_sys::{Array, JSON, JsString};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use crate::{
    error::{Error, Kind as ErrorKind},
    json::{At, Kind, Nodes, Number, Tape, Value, value},
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = JSON)]
    fn stringify(value: &JsValue) -> Result<Option<JsString>, JsValue>;

    #[wasm_bindgen(js_name = Number)]
    fn number_of(text: &str) -> f64;
}

#[wasm_bindgen(module = "/src/js/text.js")]
extern "C" {
    fn encode(text: &JsString, into: &mut [u8]) -> u32;
}

#[wasm_bindgen(module = "/src/js/results.js")]
extern "C" {
    /// A member of the value's own, or `undefined` where there is nothing that could have one.
    #[wasm_bindgen(js_name = getOwn)]
    pub fn get(value: &JsValue, name: &str) -> JsValue;
}

/// What `JSON.stringify` writes: dates become texts, functions and `undefined` are left out; and null for a value that
/// it has no text for.
///
/// # Errors
/// [`ErrorKind::Serialization`] for a cycle or a `BigInt`.
pub fn text_of(value: &JsValue) -> Result<String, Error> {
    let text = stringify(value).map_err(|thrown| unwritable(&super::error::message_of(&thrown)))?;
    let Some(text) = text else { return Ok(String::from("null")) };
    let mut bytes = vec![0; text.length() as usize * 3];
    let written = encode(&text, &mut bytes);
    bytes.truncate(written as usize);
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

/// Reads a value as `JSON.stringify` would write it.
///
/// # Errors
/// [`ErrorKind::Serialization`] for a cycle, a `BigInt` or a value that nests too deeply.
pub fn from_js(value: &JsValue) -> Result<Value, Error> {
    let tape = Tape::read(text_of(value)?, 0).ok_or_else(|| unwritable("it nests more than 1000 deep"))?;
    Ok(copy(&Nodes::of(&tape), 0))
}

/// Parses JSON text with the browser's parser; `None` if it isn't JSON.
pub fn parse(text: &str) -> Option<JsValue> {
    JSON::parse(text).ok()
}

/// A new JavaScript value. Objects are plain, and no name in them reaches a prototype.
pub fn to_js(value: &Value) -> JsValue {
    parse(&value.to_json()).unwrap_or(JsValue::NULL)
}

fn copy(nodes: &Nodes, at: At) -> Value {
    let text = nodes.text(at);
    match nodes.kind(at) {
        Kind::Object => {
            let mut members = Vec::new();
            for name in nodes.children(at) {
                members.push((nodes.text(name).to_owned(), copy(nodes, value(name))));
            }
            Value::Object(members.into())
        }
        Kind::Array => {
            let mut elements = Vec::new();
            for element in nodes.children(at) {
                elements.push(copy(nodes, element));
            }
            Value::Array(elements)
        }
        Kind::String => Value::from(text),
        Kind::Number | Kind::Integer => Number::from_js(number_of(text), text).into(),
        Kind::Boolean => Value::Bool(text == "true"),
        Kind::Null | Kind::Name | Kind::Absent => Value::Null,
    }
}

/// The elements of an array; nothing for anything else.
pub fn elements(value: &JsValue) -> Elements {
    let array = if Array::is_array(value) { value.clone().unchecked_into() } else { Array::new() };
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

fn unwritable(why: &str) -> Error {
    Error::new(ErrorKind::Serialization, ["Not a JSON value: ", why].concat())
}
