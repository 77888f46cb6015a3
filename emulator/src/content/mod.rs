//! The server's reading of JSON: of the bodies of requests, strictly, and of what templates print, with some liberties.
//! Faults are found in the server's order and told in its words, with line and column.
//!
//! ```text
//! text ── source ─▶ scan: characters ─▶ parser: tokens ─▶ shape: objects with known members, or a whole value
//! ```
//!
//! Written here because the words, the places and the order of faults are part of the server's answers; no crate reads
//! JSON as Jackson does.

mod numbers;
mod parser;
mod scan;
mod shape;
mod source;
mod suggest;
mod token;
mod values;
mod words;

use search_application_connector::json::{Object, Value};

use crate::error::EsError;

pub use parser::Parser;
pub use shape::{Reads, Shape, Takes, read, read_here};
pub use source::{Place, Source};
pub use suggest::{asked, nearest};
pub use token::Token;

/// Reads the first value of a text; what stands behind it is not looked at. Nothing when the text has none.
pub fn read_value(source: Source<'_>) -> Result<Option<Value>, EsError> {
    let mut parser = Parser::new(source);
    if parser.next_token()?.is_none() { Ok(None) } else { parser.value_here().map(Some) }
}

/// The server's name for the kind of a value.
pub fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => Token::Null,
        Value::Bool(value) => Token::Bool(*value),
        Value::Number(_) => Token::Number,
        Value::String(_) => Token::String,
        Value::Array(_) => Token::StartArray,
        Value::Object(_) => Token::StartObject,
    }
    .name()
}

/// The same value for the embedded engine, whose JSON is `serde_json`'s. An integer that fits no 64 bits becomes a
/// double.
pub fn to_serde(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => {
            let text = number.text();
            text.parse::<i64>().map(Into::into).or_else(|_| text.parse::<u64>().map(Into::into)).unwrap_or_else(|_| {
                serde_json::Number::from_f64(number.value()).map_or(serde_json::Value::Null, Into::into)
            })
        }
        Value::String(text) => text.as_str().into(),
        Value::Array(elements) => elements.iter().map(to_serde).collect(),
        Value::Object(object) => to_serde_object(object).into(),
    }
}

/// The same object for the embedded engine.
pub fn to_serde_object(object: &Object) -> serde_json::Map<String, serde_json::Value> {
    object.iter().map(|(name, member)| (name.to_owned(), to_serde(member))).collect()
}
