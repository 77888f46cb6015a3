//! A JSON value that keeps what the server can see: the order of an object's members, and whether a number was
//! written as an integer (`5`) or not (`5.0`, `1e3`).
//!
//! It exists beside `serde_json::Value` for two reasons. The dictionary's verdict depends on how a number is
//! written (the contract's section 8.4), which `serde_json` only keeps with `arbitrary_precision`, whose number
//! parsing alone would take a quarter of the page's budget. And a value that came from JavaScript carries the
//! text that `JSON.stringify` gives, so that no float has to be parsed or printed by the wasm module at all.

mod object;
mod read;

use std::fmt::{self, Display, Formatter, Write};

pub use object::Object;
pub use read::{Leniency, ReadError, read, read_with};

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

/// Compact JSON text, as `JSON.stringify` writes it.
impl Display for Value {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => out.write_str("null"),
            Self::Bool(value) => out.write_str(if *value { "true" } else { "false" }),
            Self::Number(number) => out.write_str(number.text()),
            Self::String(text) => write_string(text, out),
            Self::Array(elements) => {
                out.write_char('[')?;
                for (position, element) in elements.iter().enumerate() {
                    write_separator(position, out)?;
                    element.fmt(out)?;
                }
                out.write_char(']')
            }
            Self::Object(object) => {
                out.write_char('{')?;
                for (position, (name, member)) in object.iter().enumerate() {
                    write_separator(position, out)?;
                    write_string(name, out)?;
                    out.write_char(':')?;
                    member.fmt(out)?;
                }
                out.write_char('}')
            }
        }
    }
}

fn write_separator(position: usize, out: &mut Formatter<'_>) -> fmt::Result {
    if position > 0 { out.write_char(',') } else { Ok(()) }
}

/// Writes `text` as a JSON string: what must be escaped is, and nothing else.
fn write_string(text: &str, out: &mut Formatter<'_>) -> fmt::Result {
    out.write_char('"')?;
    for character in text.chars() {
        match character {
            '"' => out.write_str("\\\"")?,
            '\\' => out.write_str("\\\\")?,
            '\u{8}' => out.write_str("\\b")?,
            '\u{c}' => out.write_str("\\f")?,
            '\n' => out.write_str("\\n")?,
            '\r' => out.write_str("\\r")?,
            '\t' => out.write_str("\\t")?,
            ..'\u{20}' => write!(out, "\\u{:04x}", u32::from(character))?,
            _ => out.write_char(character)?,
        }
    }
    out.write_char('"')
}
