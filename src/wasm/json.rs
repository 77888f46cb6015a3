//! JavaScript values to JSON values and back. What `JSON.stringify` would leave out is left out, so that what is
//! checked here is what would be sent.

use js_sys::JSON;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

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
#[cfg(feature = "application")]
pub fn from_js(value: &JsValue) -> Result<Value, Error> {
    from_text(text_of(value)?)
}

/// Reads what `JSON.stringify` has written.
///
/// # Errors
/// [`ErrorKind::Serialization`] for a value that nests too deeply.
pub fn from_text(text: String) -> Result<Value, Error> {
    let tape = Tape::read(text).ok_or_else(|| unwritable("it nests more than 1000 deep"))?;
    Ok(copy(tape.root()))
}

/// A new JavaScript value. Objects are plain, and no name in them reaches a prototype.
pub fn to_js(value: &Value) -> JsValue {
    JSON::parse(&value.to_json()).unwrap_or(JsValue::NULL)
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

fn unwritable(why: &str) -> Error {
    Error::new(ErrorKind::Serialization, ["Not a JSON value: ", why].concat())
}
