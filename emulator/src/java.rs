//! How Java prints and orders values: what a template sees of a number, a list or an object that it prints, and where the
//! server's maps show in its answers.

use std::fmt::Write;

use search_application_connector::json::{Number, Value};

/// The number's text: an integer's digits, or what `Double.toString` gives (of Java 19 and later: the shortest digits that
/// read back).
pub fn number(number: &Number) -> String {
    if number.is_integer() { number.text().to_owned() } else { double(number.value()) }
}

/// `Double.toString`: plain between 0.001 and 10,000,000, with an exponent outside.
fn double(value: f64) -> String {
    let magnitude = value.abs();
    if magnitude.is_infinite() {
        return if value > 0.0 { "Infinity".to_owned() } else { "-Infinity".to_owned() };
    }
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
        Value::Object(object) => {
            braced(hashed(object.members(), |(name, _)| name).map(|(name, member)| (name.clone(), member)))
        }
    }
}

fn braced<'a>(entries: impl Iterator<Item = (String, &'a Value)>) -> String {
    let entries: Vec<String> = entries.map(|(name, value)| format!("{name}={}", plain(value))).collect();
    format!("{{{}}}", entries.join(", "))
}

/// In which order the members of an object are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As they were written.
    Written,
    /// As a `HashMap` yields them.
    Hashed,
}

/// JSON text as the server prints it: like [`Value`]'s own, but for the doubles.
pub fn json(value: &Value, order: Order) -> String {
    let mut out = String::new();
    write_json(value, order, &mut out);
    out
}

fn write_json(value: &Value, order: Order, out: &mut String) {
    match value {
        Value::Number(inner) => {
            // JSON has no number for infinity.
            let quote = if inner.is_integer() || inner.value().is_finite() { "" } else { "\"" };
            out.extend([quote, &number(inner), quote]);
        }
        Value::Array(elements) => {
            out.push('[');
            for (at, element) in elements.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                write_json(element, order, out);
            }
            out.push(']');
        }
        Value::Object(object) => write_members(object.members(), order, out),
        Value::String(text) => write_string(text, out),
        other => out.push_str(&plain(other)),
    }
}

fn write_members(members: &[(String, Value)], order: Order, out: &mut String) {
    let ordered: Vec<&(String, Value)> = match order {
        Order::Written => members.iter().collect(),
        Order::Hashed => hashed(members, |(name, _)| name).collect(),
    };
    out.push('{');
    for (at, (name, member)) in ordered.into_iter().enumerate() {
        out.push_str(if at > 0 { "," } else { "" });
        write_string(name, out);
        out.push(':');
        write_json(member, order, out);
    }
    out.push('}');
}

/// The server's writer escapes what lies outside the Basic Multilingual Plane; the escaping of `{{x}}` does not.
fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for part in text.split_inclusive(|character| character > '\u{ffff}') {
        let astral = part.chars().next_back().filter(|last| *last > '\u{ffff}');
        escape(part.get(..part.len() - astral.map_or(0, char::len_utf8)).unwrap_or_default(), out);
        for unit in astral.into_iter().flat_map(|astral| astral.encode_utf16(&mut [0; 2]).to_vec()) {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\u{unit:04X}");
        }
    }
    out.push('"');
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

/// Entries in the order in which a `HashMap` yields them that grew from its default capacity and got them in this order:
/// by bucket, and within a bucket as inserted. A bucket of more than eight entries becomes a tree in Java, which may then
/// begin with another of them; that is left aside.
pub fn hashed<T>(entries: impl IntoIterator<Item = T>, key: impl Fn(&T) -> &str) -> impl Iterator<Item = T> {
    let mut entries: Vec<(u32, T)> = entries.into_iter().map(|entry| (spread(hash(key(&entry))), entry)).collect();
    let mut capacity: usize = 16;
    while entries.len() > capacity / 4 * 3 {
        capacity *= 2;
    }
    let mask = u32::try_from(capacity - 1).unwrap_or(u32::MAX);
    entries.sort_by_key(|(spread, _)| spread & mask);
    entries.into_iter().map(|(_, entry)| entry)
}

/// `String.hashCode`.
fn hash(text: &str) -> u32 {
    text.encode_utf16().fold(0, |hash: u32, unit| hash.wrapping_mul(31).wrapping_add(u32::from(unit)))
}

/// What a `HashMap` makes of a hash.
fn spread(hash: u32) -> u32 {
    hash ^ (hash >> 16)
}
