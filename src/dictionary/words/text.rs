//! Values as the server prints them in its messages: Jackson's `JsonNode.asText` and `JsonNode.toString`.

use super::super::order::Visit;
use crate::json::{At, Kind, Nodes, value};

/// A scalar without quotes; of an array or an object, nothing.
pub(super) fn bare(nodes: &Nodes, of: At) -> String {
    let text = nodes.text(of);
    if nodes.kind(of) == Kind::Number { java_double(text) } else { text.to_owned() }
}

/// The double nearest to a number, as Java's `Double.toString` prints it: `5.0`, `0.001`, `1.0E7`, `1.5E-4`.
pub(super) fn java_double(number: &str) -> String {
    let value: f64 = number.parse().unwrap_or(f64::NAN);
    if value.is_infinite() {
        return format!("{value}").replace("inf", "Infinity");
    }
    if value == 0.0 || (1e-3..1e7).contains(&value.abs()) {
        return format!("{value:?}");
    }
    let text = format!("{value:E}");
    let (digits, exponent) = text.split_once('E').unwrap_or_default();
    let fraction = if digits.contains('.') { "" } else { ".0" };
    format!("{digits}{fraction}E{exponent}")
}

/// Compact JSON.
pub(super) fn json(nodes: &Nodes, of: At, visit: Visit) -> String {
    let children = || visit.children(nodes, of).into_iter();
    match nodes.kind(of) {
        Kind::String | Kind::Name => quoted(nodes.text(of)),
        Kind::Array => format!("[{}]", joined(children().map(|element| json(nodes, element, visit)))),
        Kind::Object => {
            let member = |name| format!("{}:{}", quoted(nodes.text(name)), json(nodes, value(name), visit));
            format!("{{{}}}", joined(children().map(member)))
        }
        _ => bare(nodes, of),
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(",")
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{c}' => quoted.push_str("\\f"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            // The server writes upper-case digits, unlike JavaScript.
            ..'\u{20}' => quoted.extend(["\\u", &format!("{:04X}", u32::from(character))]),
            _ => quoted.push(character),
        }
    }
    quoted + "\""
}
