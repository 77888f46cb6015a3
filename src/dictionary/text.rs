//! Values as the server prints them in its messages: Jackson's `JsonNode.asText` and `JsonNode.toString`.

use super::number;
use super::order::Visit;
use crate::json::{Kind, Node};

/// Appends a scalar bare, without quotes; of an array or an object, nothing.
pub(super) fn push_bare(value: Node<'_>, out: &mut String) {
    if value.kind() == Kind::Number { number::push_java(value.text(), out) } else { out.push_str(value.text()) }
}

/// Appends compact JSON.
pub(super) fn write_json(value: Node, visit: Visit, out: &mut String) {
    let brackets = match value.kind() {
        Kind::String => return write_string(value.text(), out),
        Kind::Array => ["[", "]"],
        Kind::Object => ["{", "}"],
        _ => return push_bare(value, out),
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

/// Appends the elements of a list as Java prints them, each behind the separator, which then is that between two.
pub(super) fn push_elements(values: Node, separator: &mut &str, out: &mut String) {
    for value in values.nodes() {
        out.push_str(separator);
        push_bare(value, out);
        *separator = ", ";
    }
}

/// The length of a text in UTF-16 units.
pub(super) fn utf16_length(text: &str) -> usize {
    text.chars().fold(0, |length, character| length + character.len_utf16())
}
