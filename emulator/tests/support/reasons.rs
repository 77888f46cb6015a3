//! What a test compares of a reason that begins with a place.

/// A reason without the place, `[line:column] `, that it may begin with.
pub fn without_place(reason: &str) -> &str {
    let place = |(place, _): &(&str, &str)| place.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    reason.strip_prefix('[').and_then(|rest| rest.split_once("] ")).filter(place).map_or(reason, |(_, rest)| rest)
}
