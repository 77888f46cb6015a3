//! JavaScript values to JSON values and back. What `JSON.stringify` would leave out is left out, so that what is
//! checked here is what would be sent.

use js_sys::{Array, JSON};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use crate::{
    error::{Error, Kind as ErrorKind},
    json::{Kind, Node, Number, Tape, Value},
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = JSON)]
    fn stringify(value: &JsValue) -> Result<Option<String>, JsValue>;

    #[wasm_bindgen(js_name = Number)]
    fn number_of(text: &str) -> f64;
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
    Ok(text.unwrap_or_else(|| String::from("null")))
}

/// Reads a value as `JSON.stringify` would write it.
///
/// # Errors
/// [`ErrorKind::Serialization`] for a cycle, a `BigInt` or a value that nests too deeply.
pub fn from_js(value: &JsValue) -> Result<Value, Error> {
    let tape = Tape::read(text_of(value)?).ok_or_else(|| unwritable("it nests more than 1000 deep"))?;
    Ok(copy(tape.root()))
}

/// Parses JSON text with the browser's parser; `None` if it isn't JSON.
pub fn parse(text: &str) -> Option<JsValue> {
    JSON::parse(text).ok()
}

/// A new JavaScript value. Objects are plain, and no name in them reaches a prototype.
pub fn to_js(value: &Value) -> JsValue {
    parse(&value.to_json()).unwrap_or(JsValue::NULL)
}

fn copy(value: Node) -> Value {
    match value.kind() {
        Kind::Object => {
            let mut members = Vec::new();
            for name in value.nodes() {
                members.push((name.text().to_owned(), copy(name.value())));
            }
            Value::Object(members.into())
        }
        Kind::Array => {
            let mut elements = Vec::new();
            for element in value.nodes() {
                elements.push(copy(element));
            }
            Value::Array(elements)
        }
        Kind::String => Value::from(value.text()),
        Kind::Number | Kind::Integer => Number::from_js(number_of(value.text()), value.text()).into(),
        Kind::Boolean => Value::Bool(value.text() == "true"),
        Kind::Null | Kind::Absent => Value::Null,
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
