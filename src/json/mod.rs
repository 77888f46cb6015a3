//! A JSON value that keeps what the server can see: the order of an object's members, and whether a number was
//! written as an integer (`5`) or not (`5.0`, `1e3`).
//!
//! It exists beside `serde_json::Value` for two reasons. The dictionary's verdict depends on how a number is
//! written (the contract's section 8.4), which `serde_json` only keeps with `arbitrary_precision`, whose number
//! parsing alone would take a quarter of the page's budget. And a value that came from JavaScript carries the
//! text that `JSON.stringify` gives, so that no float has to be parsed or printed by the wasm module at all.

mod nodes;
mod object;
mod read;
mod sort;
mod tape;

use std::fmt::{self, Display, Formatter};

pub use nodes::{Nodes, value};
pub use object::Object;
pub use read::{Leniency, ReadError, read, read_with};
pub(crate) use sort::sort;
pub use tape::{ABSENT, ASIDE, At, Kind, MAX_DEPTH, Tape};

/// Any JSON value.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// Any number.
    Number(Number),
    /// A string; JavaScript's lone surrogates have become U+FFFD.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object, its members in the order in which they were written.
    Object(Object),
}

/// A number and the text it is written as.
#[derive(Debug, Clone)]
pub struct Number {
    text: Box<str>,
    value: f64,
}

impl Number {
    /// A number as JavaScript has it: its value, and the text that `String(value)` gives, which is also what
    /// `JSON.stringify` writes. The value must be finite.
    #[must_use]
    pub fn from_js(value: f64, text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        Self { text, value }
    }

    /// The text as it is sent: digits only for an integer, the shortest that reads back for anything else.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The nearest double.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.value
    }

    /// Whether it is written without fraction and exponent, however large: the server's notion of an integer.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        !self.text.contains(['.', 'e', 'E'])
    }
}

/// The number in decimal. The standard library's way goes through `Formatter`, whose padding and signs nobody here
/// needs.
#[must_use]
pub fn decimal(number: u32) -> String {
    let mut text = if number < 10 { String::new() } else { decimal(number / 10) };
    text.extend(char::from_digit(number % 10, 10));
    text
}

/// Two numbers are equal when they are written alike: `1` and `1.0` differ, as they do for the server.
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self { text: decimal(value).into(), value: f64::from(value) }
    }
}

impl Value {
    /// The string, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The array's elements, if it is one.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The object, if it is one.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The member of that name, if this is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.as_object()?.get(name)
    }

    /// Compact JSON text, as `JSON.stringify` writes it.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(number) => out.push_str(number.text()),
            Self::String(text) => write_string(text, out),
            Self::Array(elements) => write_array(elements, out),
            Self::Object(object) => write_object(object, out),
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Number(value.into())
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::String(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl From<Number> for Value {
    fn from(value: Number) -> Self {
        Self::Number(value)
    }
}

impl From<Vec<Value>> for Value {
    fn from(value: Vec<Value>) -> Self {
        Self::Array(value)
    }
}

impl From<Object> for Value {
    fn from(value: Object) -> Self {
        Self::Object(value)
    }
}

/// The same as [`Value::to_json`], which needs none of the machinery behind `Display`.
impl Display for Value {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(&self.to_json())
    }
}

fn write_array(elements: &[Value], out: &mut String) {
    let mut separator = "[";
    for element in elements {
        out.push_str(separator);
        element.write(out);
        separator = ",";
    }
    out.push_str(if elements.is_empty() { "[]" } else { "]" });
}

fn write_object(object: &Object, out: &mut String) {
    let mut separator = "{";
    for (name, member) in object.iter() {
        out.push_str(separator);
        write_string(name, out);
        out.push(':');
        member.write(out);
        separator = ",";
    }
    out.push_str(if object.is_empty() { "{}" } else { "}" });
}

/// Writes `text` as a JSON string: what must be escaped is, and nothing else.
fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ..'\u{10}' => push_escape("\\u000", character, out),
            ..'\u{20}' => push_escape("\\u001", character, out),
            _ => out.push(character),
        }
    }
    out.push('"');
}

/// A control character's last digit, behind what comes before it.
fn push_escape(start: &str, character: char, out: &mut String) {
    out.push_str(start);
    out.extend(char::from_digit(u32::from(character) % 16, 16));
}
