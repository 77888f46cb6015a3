//! `format`: the names that the server checks, and what it checks by each. All others are not checked.

use std::sync::LazyLock;

use super::{Verdict, calendar, email};
use crate::json::{self, Object, Value};

/// The server's patterns, which a page has, too: its JavaScript takes in the same file.
static PATTERNS: LazyLock<Object> = LazyLock::new(|| {
    let table = json::read(include_str!("../../formats.json"));
    table.ok().and_then(|table| table.as_object().cloned()).unwrap_or_default()
});

/// The pattern that texts of a format have to match as a whole.
pub(in super::super::super) fn pattern(name: &str) -> Option<&'static str> {
    PATTERNS.get(name).and_then(Value::as_str)
}

/// What finds out about texts that match it.
pub(super) fn settling(name: &str) -> fn(&str) -> Verdict {
    match name {
        "date" | "date-time" => |text| calendar::has_day(text).into(),
        "email" => email::settle,
        _ => |_| Verdict::Fits,
    }
}
