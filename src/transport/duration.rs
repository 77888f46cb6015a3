//! Durations as the JavaScript client takes them: a number of milliseconds, or a text such as `"30s"`.

use crate::json::Value;

/// The longest timer that JavaScript has, in milliseconds.
const LONGEST: f64 = 2_147_483_647.0;

/// Milliseconds from 1 to the longest timer; `None` for anything else.
#[must_use]
pub fn milliseconds(value: &Value) -> Option<u32> {
    let milliseconds = match value {
        Value::Number(number) => number.value(),
        Value::String(text) => read(text.trim_ascii())?,
        _ => return None,
    };
    // In range, and a part of a millisecond doesn't matter.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (1.0..=LONGEST).contains(&milliseconds).then_some(milliseconds as u32)
}

/// Digits, perhaps a fraction, perhaps a unit. By hand, since the standard library's float parser weighs 10 kB.
fn read(text: &str) -> Option<f64> {
    let (mut value, mut place, mut digits) = (0.0, 0.0, 0);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                let digit = f64::from(byte - b'0');
                value = if place == 0.0 { value * 10.0 + digit } else { value + digit * place };
                place /= 10.0;
            }
            b'.' if place == 0.0 => place = 0.1,
            _ => break,
        }
        digits += 1;
    }
    let unit = match text.get(digits..)?.trim_ascii() {
        _ if digits == 0 => return None,
        "" | "ms" => 1.0,
        "s" => 1_000.0,
        "m" => 60_000.0,
        "h" => 3_600_000.0,
        "d" => 86_400_000.0,
        _ => return None,
    };
    Some(value * unit)
}
