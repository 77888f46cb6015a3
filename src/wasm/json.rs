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

/// Reads what `JSON.stringify` has written.
///
/// # Errors
/// [`ErrorKind::Serialization`] for a value that nests too deeply.
pub fn from_text(text: String) -> Result<Value, Error> {
    let too_deep = || Error::new(ErrorKind::Serialization, "Not a JSON value: it nests more than 1000 deep");
    let tape = Tape::read(text, 0).ok_or_else(too_deep)?;
    Ok(copy(&Nodes::of(&tape), 0))
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
