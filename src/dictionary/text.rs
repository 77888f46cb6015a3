//! Values as the server prints them in its messages: Jackson's `JsonNode.asText` and `JsonNode.toString`.

use super::number;
use super::order::Visit;
use crate::json::Value;

/// A scalar bare, without quotes; an array or an object is empty text.
pub(super) fn bare(value: &Value) -> String {
    match value {
        Value::Null => String::from("null"),
        Value::Bool(true) => String::from("true"),
        Value::Bool(false) => String::from("false"),
        Value::Number(number) => number::java_text(number),
        Value::String(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => String::new(),
    }
}

/// Appends compact JSON.
pub(super) fn write_json(value: &Value, visit: Visit, out: &mut String) {
    match value {
        Value::String(text) => write_string(text, out),
        Value::Array(elements) => {
            let mut separator = "[";
            for element in elements {
                out.push_str(separator);
                write_json(element, visit, out);
                separator = ",";
            }
            close(separator, "[]", out);
        }
        Value::Object(object) => {
            let mut separator = "{";
            for (name, member) in visit.members(object) {
                out.push_str(separator);
                write_string(name, out);
                out.push(':');
                write_json(member, visit, out);
                separator = ",";
            }
            close(separator, "{}", out);
        }
        scalar => out.push_str(&bare(scalar)),
    }
}

/// Closes a bracket, after opening it if nothing has been written in it yet.
fn close(separator: &str, brackets: &str, out: &mut String) {
    let from = usize::from(separator == ",");
    out.push_str(brackets.get(from..).unwrap_or_default());
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

/// `[a, b]`, as Java prints a list of these.
pub(super) fn list(values: &[Value]) -> String {
    let mut text = String::from("[");
    let mut separator = "";
    for value in values {
        text.push_str(separator);
        text.push_str(&bare(value));
        separator = ", ";
    }
    text.push(']');
    text
}
