//! How Java prints values: what a template sees of a number, a list or an object that it prints as text.

use std::fmt::Write;

use search_application_connector::json::{Number, Value};

/// The text of a number: an integer's digits, or what `Double.toString` gives (of Java 19 and later: the shortest
/// digits that read back).
pub fn number(number: &Number) -> String {
    if number.is_integer() { number.text().to_owned() } else { double(number.value()) }
}

/// `Double.toString`: plain between 0.001 and 10,000,000, with an exponent outside.
fn double(value: f64) -> String {
    let magnitude = value.abs();
    if magnitude == 0.0 || (1e-3..1e7).contains(&magnitude) {
        return format!("{value:?}");
    }
    let text = format!("{value:E}");
    match text.split_once('E') {
        Some((digits, exponent)) if !digits.contains('.') => format!("{digits}.0E{exponent}"),
        _ => text,
    }
}

/// `String.valueOf` of a value as the template engine sees it: its lists have become maps from position to element.
pub fn text(value: &Value) -> String {
    match value {
        Value::Array(elements) => {
            let entries = elements.iter().enumerate().map(|(at, element)| (at.to_string(), element));
            braced(entries)
        }
        other => plain(other),
    }
}

/// `String.valueOf` of a value inside another one, where a list is still a Java list.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(inner) => number(inner),
        Value::String(text) => text.clone(),
        Value::Array(elements) => format!("[{}]", elements.iter().map(plain).collect::<Vec<_>>().join(", ")),
        Value::Object(object) => braced(object.iter().map(|(name, member)| (name.to_owned(), member))),
    }
}

fn braced<'a>(entries: impl Iterator<Item = (String, &'a Value)>) -> String {
    let entries: Vec<String> = entries.map(|(name, value)| format!("{name}={}", plain(value))).collect();
    format!("{{{}}}", entries.join(", "))
}

/// JSON text as the server prints it: like [`Value`]'s own, but for the doubles.
pub fn json(value: &Value, out: &mut String) {
    match value {
        Value::Number(inner) => out.push_str(&number(inner)),
        Value::Array(elements) => {
            out.push('[');
            for (at, element) in elements.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                json(element, out);
            }
            out.push(']');
        }
        Value::Object(object) => {
            out.push('{');
            for (at, (name, member)) in object.iter().enumerate() {
                out.push_str(if at > 0 { ",\"" } else { "\"" });
                escape(name, out);
                out.push_str("\":");
                json(member, out);
            }
            out.push('}');
        }
        Value::String(text) => {
            out.push('"');
            escape(text, out);
            out.push('"');
        }
        other => out.push_str(&plain(other)),
    }
}

/// Escapes text for the inside of a JSON string as Jackson does: `"`, `\` and control characters, nothing else.
pub fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ..'\u{20}' => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
}
