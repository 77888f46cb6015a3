//! What the values of options must be. An error is the rest of a sentence that begins with the option's name.
#![allow(clippy::unnecessary_wraps, reason = "all readers have one type")]

use crate::{
    gather::Gather,
    json::{Number, Object, Value},
    params::Convention,
    search_ui::scalar,
    transport::{is_header_safe, milliseconds},
};

/// The longest text that V8 holds, and the client's own limit for an answer's bytes.
const LARGEST_RESPONSE: u32 = 536_870_888;

type Reading = Result<Value, &'static str>;

fn checked(value: &Value, is_right: bool, why: &'static str) -> Reading {
    if is_right { Ok(value.clone()) } else { Err(why) }
}

pub fn anything(value: &Value) -> Reading {
    Ok(value.clone())
}

pub fn flag(value: &Value) -> Reading {
    checked(value, value.as_bool().is_some(), "` must be true or false")
}

/// What is no boolean means false.
pub fn lenient_flag(value: &Value) -> Reading {
    Ok((value.as_bool() == Some(true)).into())
}

/// A function is no JSON value, so whatever is found is none.
pub fn function(_: &Value) -> Reading {
    Err("` must be a function")
}

/// `true` where it is one.
pub fn signal(value: &Value) -> Reading {
    checked(value, value.as_bool().is_some(), "` must be an AbortSignal")
}

pub fn header_text(value: &Value) -> Reading {
    checked(value, value.as_str().is_some_and(is_header_safe), "` must be a text that a header can hold")
}

pub fn server_mode(value: &Value) -> Reading {
    let is_known = matches!(value.as_str(), Some("stack" | "serverless"));
    checked(value, is_known, "` must be \"stack\" or \"serverless\"")
}

/// `false` means the same as absence: check nothing in the page.
pub fn dictionary(value: &Value) -> Reading {
    let is_right = matches!(value, Value::Object(_) | Value::Bool(false));
    checked(value, is_right, "` must be the application's JSON Schema, an object, or false")
}

/// A function is no JSON value: whoever finds one takes that.
pub fn convention(value: &Value) -> Reading {
    checked(value, Convention::read(Some(value)).is_some(), "` must be \"typed\", \"boilerplate\" or a function")
}

pub fn field_to_name(value: &Value) -> Reading {
    checked(value, value.as_object().is_some(), "` must be an object: field to name")
}

pub fn field_to_type(value: &Value) -> Reading {
    checked(value, value.as_object().is_some(), "` must be an object: field to type")
}

pub fn querystring(value: &Value) -> Reading {
    checked(value, value.as_object().is_some(), "` must be an object: name to value")
}

pub fn tags(value: &Value) -> Reading {
    let tags = scalar::elements(Some(value));
    let is_pairs = !tags.is_empty() && tags.len().is_multiple_of(2);
    let is_right = is_pairs && tags.iter().all(|tag| tag.as_str().is_some_and(|tag| !tag.is_empty()));
    let why = "` must be a list of texts, a tag before and a tag after: [\"<em>\", \"</em>\"]";
    checked(value, is_right, why)
}

pub fn statuses(value: &Value) -> Reading {
    let statuses = value.as_array();
    let is_right = statuses.is_some_and(|statuses| statuses.iter().all(|status| status.as_number().is_some()));
    checked(value, is_right, "` must be a list of HTTP statuses, such as [404]")
}

pub fn timeout(value: &Value) -> Reading {
    let why = "` must be a number of milliseconds, at least 1, or a text such as \"30s\"";
    milliseconds(value).map(Value::from).ok_or(why)
}

pub fn retries(value: &Value) -> Reading {
    checked(value, is_whole(value, 0, u32::MAX), "` must be a whole number from 0 to 4294967295")
}

pub fn response_size(value: &Value) -> Reading {
    checked(value, is_whole(value, 1, LARGEST_RESPONSE), "` must be a whole number from 1 to 536870888")
}

/// `{ maxEntries, ttl }`, the second in milliseconds, or `false`.
pub fn cache(value: &Value) -> Reading {
    let Value::Object(cache) = value else {
        return checked(value, *value == Value::Bool(false), NO_CACHE);
    };
    for (name, why) in [("maxEntries", ENTRIES), ("ttl", TTL)] {
        let given = cache.get(name).ok_or(NO_CACHE)?;
        checked(given, is_whole(given, 1, u32::MAX), why)?;
    }
    checked(value, cache.len() == 2, NO_CACHE)
}

const NO_CACHE: &str = "` must be `{ maxEntries, ttl }`, the second in milliseconds, or false";
const ENTRIES: &str = ".maxEntries` must be a whole number from 1 to 4294967295";
const TTL: &str = ".ttl` must be a whole number from 1 to 4294967295";

/// `{ type, additionalKeys }` → `{ mode, additional }`, the names in lower case, as `js/record.js` applies it.
pub fn redaction(value: &Value) -> Reading {
    let mode = match (value.get("type"), value) {
        (Some(mode), _) => mode.as_str().unwrap_or_default(),
        (None, Value::Object(_)) => "replace",
        (None, _) => "",
    };
    if !["replace", "remove", "off"].contains(&mode) {
        return Err(".type` must be \"replace\", \"remove\" or \"off\"");
    }
    let mut names = Vec::new();
    if let Some(given) = value.get("additionalKeys") {
        let given = given.as_array().ok_or(".additionalKeys` must be a list of names")?;
        names = given.iter().filter_map(Value::as_str).map(|name| name.to_ascii_lowercase().into()).gather();
    }
    let mut redaction = Object::new();
    redaction.insert("mode", mode);
    redaction.insert("additional", names);
    Ok(redaction.into())
}

/// Whether it is a whole number in that range.
fn is_whole(value: &Value, least: u32, most: u32) -> bool {
    let number = value.as_number().map_or(-1.0, Number::value);
    // What does not come back from a whole number was none, or out of range.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = number as u32;
    f64::from(whole).to_bits() == number.to_bits() && (least..=most).contains(&whole)
}
