//! Values as the server prints them in its messages: Jackson's `JsonNode.asText` and `JsonNode.toString`.

use std::borrow::Cow;

use super::number;
use super::order::Visit;
use crate::json::{Kind, Node};

/// A scalar bare, without quotes; an array or an object is empty text.
pub(super) fn bare(value: Node<'_>) -> Cow<'_, str> {
    if value.kind() == Kind::Number { number::java_text(value.text()).into() } else { value.text().into() }
}

/// Appends compact JSON.
pub(super) fn write_json(value: Node, visit: Visit, out: &mut String) {
    let brackets = match value.kind() {
        Kind::String => return write_string(value.text(), out),
        Kind::Array => ["[", "]"],
        Kind::Object => ["{", "}"],
        _ => return out.push_str(&bare(value)),
    };
    out.push_str(brackets[0]);
    let mut separator = "";
    for child in visit.children(value) {
        out.push_str(separator);
        write_json(child, visit, out);
        if brackets[0] == "{" {
            out.push(':');
            write_json(child.value(), visit, out);
        }
        separator = ",";
    }
    out.push_str(brackets[1]);
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        let escape = match character {
            '"' | '\\' => character,
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            ..'\u{20}' => {
                // The server writes upper-case digits, unlike JavaScript.
                let code = u32::from(character);
                let digit = char::from_digit(code % 16, 16).unwrap_or('0');
                out.push_str(if code < 16 { "\\u000" } else { "\\u001" });
                out.push(digit.to_ascii_uppercase());
                continue;
            }
            _ => {
                out.push(character);
                continue;
            }
        };
        out.push('\\');
        out.push(escape);
    }
    out.push('"');
}

/// A list as Java prints it: `[a, b]`.
pub(super) struct List {
    text: String,
    separator: &'static str,
}

impl List {
    pub(super) fn open(bracket: &str) -> Self {
        Self { text: bracket.to_owned(), separator: "" }
    }

    /// Adds an element: the parts of its text.
    pub(super) fn push(&mut self, parts: &[&str]) {
        self.text.push_str(self.separator);
        for part in parts {
            self.text.push_str(part);
        }
        self.separator = ", ";
    }

    pub(super) fn close(mut self, bracket: &str) -> String {
        self.text.push_str(bracket);
        self.text
    }
}

/// The elements of an array in a list.
pub(super) fn listed(values: Node) -> List {
    let mut list = List::open("[");
    for value in values.nodes() {
        list.push(&[&bare(value)]);
    }
    list
}

/// The length of a text in UTF-16 units.
pub(super) fn utf16_length(text: &str) -> usize {
    text.chars().fold(0, |length, character| length + character.len_utf16())
}
