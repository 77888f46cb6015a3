//! JSON text, which JavaScript has written, to JSON values.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    error::{Error, Kind as ErrorKind},
    json::{Kind, Node, Number, Tape, Value},
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Number)]
    fn number_of(text: &str) -> f64;
}

/// Reads what `JSON.stringify` has written.
///
/// # Errors
/// [`ErrorKind::Serialization`] for a value that nests too deeply.
pub fn from_text(text: String) -> Result<Value, Error> {
    let too_deep = || Error::new(ErrorKind::Serialization, "Not a JSON value: it nests more than 1000 deep");
    let tape = Tape::read(text).ok_or_else(too_deep)?;
    Ok(copy(tape.root()))
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
