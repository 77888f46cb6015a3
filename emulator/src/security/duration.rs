//! Elasticsearch's time values: `30d`, `12h`, `90s`.

use crate::error::EsError;

/// The units and their lengths in nanoseconds, the longer spellings first.
const UNITS: [(&str, i64); 7] = [
    ("nanos", 1),
    ("micros", 1000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
    ("d", 86_400_000_000_000),
];

/// Reads a time value of the setting `name`, in milliseconds. `-1` is one of them, and a key with it ends at once. A time
/// of more than 292 years is taken for that.
pub fn milliseconds(name: &str, text: &str) -> Result<i64, EsError> {
    let normal = text.trim().to_ascii_lowercase();
    let refused = |what: &str| {
        let reason = format!("failed to parse setting [{name}] with value [{text}] as a time value: {what}");
        EsError::illegal_argument(reason)
    };
    match UNITS.iter().find_map(|(unit, length)| Some((normal.strip_suffix(unit)?, length))) {
        Some((digits, length)) => {
            let number = whole_number(digits.trim(), text)?;
            if number < -1 {
                return Err(refused("negative durations are not supported"));
            }
            Ok(number.saturating_mul(*length) / 1_000_000)
        }
        None if normal.parse() == Ok(-1) => Ok(-1),
        None if normal.bytes().all(|byte| byte == b'0') && !normal.is_empty() => Ok(0),
        None => Err(refused("unit is missing or unrecognized")),
    }
}

fn whole_number(digits: &str, text: &str) -> Result<i64, EsError> {
    digits.parse().map_err(|_| {
        let is_fraction = digits.parse::<f64>().is_ok_and(f64::is_finite);
        let what = if is_fraction { ", fractional time values are not supported" } else { "" };
        let cause = EsError::new(400, "number_format_exception", format!("For input string: \"{digits}\""));
        EsError::illegal_argument(format!("failed to parse [{text}]{what}")).caused_by(cause)
    })
}
