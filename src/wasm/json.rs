//! JSON text, which JavaScript has written, to JSON values.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    error::{Error, Kind as ErrorKind},
    json::{At, Kind, Nodes, Number, Tape, Value, value},
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Number)]
    fn number_of(text: &str) -> f64;
}

/// So many digits are a whole number that a double holds.
const EXACT_DIGITS: usize = 15;

/// Reads what `JSON.stringify` has written.
///
/// # Errors
/// [`ErrorKind::Serialization`] for a value that nests too deeply.
pub fn from_text(text: String) -> Result<Value, Error> {
    Ok(copy(&Nodes::of(&tape(text)?), 0))
}

/// The same, as it stands.
pub fn tape(text: String) -> Result<Tape, Error> {
    let too_deep = || Error::new(ErrorKind::Serialization, "Not a JSON value: it nests more than 1000 deep");
    Tape::read(text, 0).ok_or_else(too_deep)
}

/// JavaScript is asked for what is not a few digits alone: with more of them, each step would round.
fn value_of(number: &str) -> f64 {
    let mut value = 0.0;
    for byte in number.bytes() {
        if number.len() > EXACT_DIGITS || !byte.is_ascii_digit() {
            return number_of(number);
        }
        value = value * 10.0 + f64::from(byte - b'0');
    }
    value
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
        Kind::Number | Kind::Integer => Number::from_js(value_of(text), text).into(),
        Kind::Boolean => Value::Bool(text == "true"),
        Kind::Null | Kind::Name | Kind::Absent => Value::Null,
    }
}
