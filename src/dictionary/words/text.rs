//! Values as the server prints them in its messages: Jackson's `JsonNode.asText` and `JsonNode.toString`.

use super::super::order::Visit;
use crate::json::{At, Kind, Nodes, value};

/// Appends a scalar bare, without quotes; of an array or an object, nothing.
pub(super) fn push_bare(nodes: &Nodes, of: At, out: &mut String) {
    let text = nodes.text(of);
    if nodes.kind(of) == Kind::Number { out.push_str(&java_double(text)) } else { out.push_str(text) }
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
