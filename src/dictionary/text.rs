//! Values as the server prints them in its messages: Jackson's `JsonNode.asText` and `JsonNode.toString`.

use super::number;
use super::order::Visit;
use crate::json::{At, Kind, Nodes, value};

/// Appends a scalar bare, without quotes; of an array or an object, nothing.
pub(super) fn push_bare(nodes: &Nodes, of: At, out: &mut String) {
    let text = nodes.text(of);
    if nodes.kind(of) == Kind::Number { number::push_java(text, out) } else { out.push_str(text) }
}

/// Appends compact JSON.
pub(super) fn write_json(nodes: &Nodes, of: At, visit: Visit, out: &mut String) {
    let brackets = match nodes.kind(of) {
        Kind::String | Kind::Name => return write_string(nodes.text(of), out),
        Kind::Array => ["[", "]"],
        Kind::Object => ["{", "}"],
        _ => return push_bare(nodes, of, out),
    };
    out.push_str(brackets[0]);
    let mut separator = "";
    for child in visit.children(nodes, of) {
        out.push_str(separator);
        write_json(nodes, child, visit, out);
        if brackets[0] == "{" {
            out.push(':');
            write_json(nodes, value(child), visit, out);
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
pub(super) fn push_elements(nodes: &Nodes, list: At, separator: &mut &str, out: &mut String) {
    for element in nodes.children(list) {
        out.push_str(separator);
        push_bare(nodes, element, out);
        *separator = ", ";
    }
}

/// The length of a text in UTF-16 units.
pub(super) fn utf16_length(text: &str) -> usize {
    text.chars().fold(0, |length, character| length + character.len_utf16())
}
