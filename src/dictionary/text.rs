//! Values as the server prints them in its messages: Jackson's `JsonNode.asText` and `JsonNode.toString`.

use super::number;
use super::order::Visit;
use crate::json::Value;

/// A scalar bare, without quotes; an array or an object is empty text.
pub(super) fn bare(value: &Value) -> String {
    match value {
        Value::Null => String::from("null"),
        Value::Bool(value) => String::from(if *value { "true" } else { "false" }),
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
            out.push('[');
            for (position, element) in elements.iter().enumerate() {
                separate(position, out);
                write_json(element, visit, out);
            }
            out.push(']');
        }
        Value::Object(object) => {
            out.push('{');
            for (position, (name, member)) in visit.members(object).into_iter().enumerate() {
                separate(position, out);
                write_string(name, out);
                out.push(':');
                write_json(member, visit, out);
            }
            out.push('}');
        }
        scalar => out.push_str(&bare(scalar)),
    }
}

fn separate(position: usize, out: &mut String) {
    if position > 0 {
        out.push(',');
    }
}

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
            ..'\u{20}' => write_control(character, out),
            _ => out.push(character),
        }
    }
    out.push('"');
}

/// `\u001F`: the server writes upper-case digits, unlike JavaScript.
fn write_control(character: char, out: &mut String) {
    let digit = |value: u32| char::from_digit(value, 16).unwrap_or('0').to_ascii_uppercase();
    out.push_str("\\u00");
    out.extend([digit(u32::from(character) / 16), digit(u32::from(character) % 16)]);
}

/// `[a, b]`, as Java prints a list.
pub(super) fn write_list<'a>(items: impl Iterator<Item = &'a str>, out: &mut String) {
    out.push('[');
    for (position, item) in items.enumerate() {
        if position > 0 {
            out.push_str(", ");
        }
        out.push_str(item);
    }
    out.push(']');
}
