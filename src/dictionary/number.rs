//! Numbers as the server's validator compares and prints them: as exact decimals, worked out from the digits in which
//! they are written, so that no float has to be parsed or printed.

use std::cmp::Ordering;

use crate::json::{Number, decimal};

/// A decimal number: `0.d1d2d3… × 10^point`, without leading or trailing zeros; zero has no digits.
#[derive(Debug, Clone)]
pub(super) struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// The number that is written, exactly.
    pub(super) fn written(number: &Number) -> Self {
        Self::read(number.text())
    }

    /// The number's nearest double, by the shortest digits that denote it.
    pub(super) fn double(number: &Number) -> Self {
        // What JavaScript hands over is a double already. Text read natively can hold more digits than a double does.
        #[cfg(feature = "exact-dictionary")]
        if number.text().len() > 15 {
            return Self::written(&Number::double(number.value()));
        }
        Self::written(number)
    }

    fn read(text: &str) -> Self {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let mut decimal = Self { negative: mantissa.starts_with('-'), digits: Vec::new(), point: 0 };
        let mut in_fraction = false;
        for byte in mantissa.bytes() {
            match byte {
                b'.' => in_fraction = true,
                b'0' if decimal.digits.is_empty() => decimal.point -= i32::from(in_fraction),
                b'0'..=b'9' => {
                    decimal.digits.push(byte - b'0');
                    decimal.point += i32::from(!in_fraction);
                }
                _ => {}
            }
        }
        while decimal.digits.last() == Some(&0) {
            decimal.digits.pop();
        }
        decimal.point = if decimal.digits.is_empty() { 0 } else { decimal.point.saturating_add(integer(exponent)) };
        decimal
    }

    fn compare(&self, other: &Self) -> Ordering {
        let sign = |decimal: &Self| match (decimal.digits.is_empty(), decimal.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let magnitude = self.point.cmp(&other.point).then_with(|| self.digits.cmp(&other.digits));
        sign(self).cmp(&sign(other)).then(if self.negative { magnitude.reverse() } else { magnitude })
    }

    /// Whether this is `divisor` times an integer. `divisor` must not be zero.
    pub(super) fn is_multiple_of(&self, divisor: &Self) -> bool {
        let scale = |decimal: &Self| decimal.point - i32::try_from(decimal.digits.len()).unwrap_or(0);
        // Digits without trailing zeros: when the divisor's last digit stands further left, something remains.
        let zeros = scale(self) - scale(divisor);
        if self.digits.is_empty() {
            return true;
        }
        let divisor =
            divisor.digits.iter().fold(0_u64, |value, &digit| value.wrapping_mul(10).wrapping_add(u64::from(digit)));
        let mut rest = 0_u64;
        for place in 0..self.digits.len() + usize::try_from(zeros).unwrap_or(0) {
            let digit = self.digits.get(place).copied().unwrap_or(0);
            rest = rest.wrapping_mul(10).wrapping_add(u64::from(digit)).checked_rem(divisor).unwrap_or(1);
        }
        zeros >= 0 && rest == 0
    }

    /// As Java's `Double.toString` prints it: `5.0`, `0.001`, `1.0E7`, `1.5E-4`.
    pub(super) fn java_text(&self) -> String {
        let mut text = String::from(if self.negative { "-" } else { "" });
        match self.point {
            _ if self.digits.is_empty() => text.push_str("0.0"),
            -2..=7 => self.push_digits(&mut text, self.point),
            _ => {
                self.push_digits(&mut text, 1);
                text.push('E');
                let exponent = self.point - 1;
                text.push_str(if exponent < 0 { "-" } else { "" });
                text.push_str(&decimal(exponent.unsigned_abs()));
            }
        }
        text
    }

    /// The digits with the decimal point behind the first `point` of them, and at least one digit on either side.
    fn push_digits(&self, text: &mut String, point: i32) {
        let whole = usize::try_from(point).unwrap_or(0);
        let digit = |place: usize| char::from(b'0' + self.digits.get(place).copied().unwrap_or(0));
        if whole == 0 {
            text.push('0');
        }
        for place in 0..whole {
            text.push(digit(place));
        }
        text.push('.');
        for _ in point..0 {
            text.push('0');
        }
        for place in whole..self.digits.len().max(whole + 1) {
            text.push(digit(place));
        }
    }
}

/// The low 32 bits of an integer, which may have a sign.
fn integer(text: &str) -> i32 {
    let digits = text.bytes().filter(u8::is_ascii_digit);
    let value = digits.fold(0_i32, |value, digit| value.wrapping_mul(10).wrapping_add(i32::from(digit - b'0')));
    if text.starts_with('-') { value.wrapping_neg() } else { value }
}

/// Compares the numbers that are written, exactly.
pub(super) fn compare(a: &Number, b: &Number) -> Ordering {
    match a.value().partial_cmp(&b.value()) {
        // Rounding to doubles keeps the order of numbers that it does not make equal.
        Some(order) if order.is_ne() => order,
        _ => Decimal::written(a).compare(&Decimal::written(b)),
    }
}

/// As the server prints a number: integers as written, all others as Java prints a double.
pub(super) fn java_text(number: &Number) -> String {
    if number.is_integer() { number.text().to_owned() } else { Decimal::written(number).java_text() }
}

/// The low 32 bits of an integer, which is all that the server reads of a length or count; 0 for other numbers.
pub(super) fn low_bits(number: &Number) -> i32 {
    if number.is_integer() { integer(number.text()) } else { 0 }
}

/// How a number compares to an integer bound of an `"type": "integer"` schema: the server first cuts off its fraction.
pub(super) fn compare_truncated(number: &Number, bound: &Number) -> Ordering {
    let value = number.value();
    if value.fract() == 0.0 {
        return compare(number, bound);
    }
    value.trunc().partial_cmp(&bound.value()).unwrap_or(Ordering::Equal)
}
