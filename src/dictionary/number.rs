//! Numbers as the server's validator compares them: as exact decimals, worked out from the digits in which they are
//! written, so that no float has to be parsed.

use std::cmp::Ordering;

/// A decimal number: `0.d1d2d3… × 10^point`, without leading or trailing zeros; zero has no digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decimal<'a> {
    negative: bool,
    /// They may have a decimal point between them, which says nothing.
    digits: &'a [u8],
    /// Where that is, or would be.
    dot: usize,
    point: i32,
}

impl<'a> Decimal<'a> {
    /// The number that is written.
    pub(super) fn read(text: &'a str) -> Self {
        let text = text.as_bytes();
        let find = |wanted: &[u8]| text.iter().position(|byte| wanted.contains(byte));
        let end = find(b"eE").unwrap_or(text.len());
        let dot = find(b".").unwrap_or(end);
        let says_nothing = |byte: &u8| b"-0.".contains(byte);
        let start = text.iter().take_while(|byte| says_nothing(byte)).count();
        let mut digits = text.get(start..end).unwrap_or_default();
        while let Some((_, before)) = digits.split_last().filter(|(last, _)| says_nothing(last)) {
            digits = before;
        }
        let exponent = text.get(end..).map_or(0, integer);
        let point = place(dot).wrapping_sub(place(start)).wrapping_add(i32::from(start > dot));
        Self {
            negative: text.first() == Some(&b'-'),
            digits,
            dot: dot.wrapping_sub(start),
            point: if digits.is_empty() { 0 } else { point.saturating_add(exponent) },
        }
    }

    /// How many digits there are.
    fn count(self) -> usize {
        self.digits.len() - usize::from(self.dot < self.digits.len())
    }

    /// The digit at that place; there are zeros without end behind the last.
    fn digit(self, place: usize) -> u8 {
        let digit = self.digits.get(place + usize::from(place >= self.dot));
        digit.map_or(0, |byte| byte - b'0')
    }

    /// 0, or 1 with the number's sign.
    fn sign(self) -> i32 {
        i32::from(!self.digits.is_empty()) * if self.negative { -1 } else { 1 }
    }

    fn compare(self, other: Self) -> Ordering {
        let mut magnitude = self.point.cmp(&other.point);
        for place in 0..self.count().max(other.count()) {
            magnitude = magnitude.then(self.digit(place).cmp(&other.digit(place)));
        }
        self.sign().cmp(&other.sign()).then(if self.negative { magnitude.reverse() } else { magnitude })
    }

    /// Whether this is `divisor` times an integer. `divisor` must not be zero.
    fn is_multiple_of(self, divisor: Self) -> bool {
        let mut value = 0_u64;
        for place in 0..divisor.count() {
            value = value.wrapping_mul(10).wrapping_add(u64::from(divisor.digit(place)));
        }
        // So many digits stand before the place of the divisor's last.
        let whole = self.point - divisor.point + i32::try_from(divisor.count()).unwrap_or(0);
        let whole = usize::try_from(whole).unwrap_or(0);
        let mut rest = 0_u64;
        for place in 0..whole.max(self.count()) {
            let digit = u64::from(self.digit(place));
            rest = if place < whole {
                rest.wrapping_mul(10).wrapping_add(digit).checked_rem(value).unwrap_or(1)
            } else {
                rest | digit
            };
        }
        rest == 0
    }

    /// Without its fraction.
    fn truncated(mut self) -> Self {
        let whole = usize::try_from(self.point).unwrap_or(0);
        self.digits = self.digits.get(..whole + usize::from(whole > self.dot)).unwrap_or(self.digits);
        self.point = if self.digits.is_empty() { 0 } else { self.point };
        self
    }
}

fn place(place: usize) -> i32 {
    i32::try_from(place).unwrap_or(i32::MAX)
}

/// The low 32 bits of the digits, which may have a sign. That is all that the server reads of a length or count.
pub(super) fn integer(text: &[u8]) -> i32 {
    let digits = text.iter().filter(|byte| byte.is_ascii_digit());
    let value = digits.fold(0_i32, |value, digit| value.wrapping_mul(10).wrapping_add(i32::from(digit - b'0')));
    if text.contains(&b'-') { value.wrapping_neg() } else { value }
}

/// Compares the numbers that are written, exactly.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    Decimal::read(a).compare(Decimal::read(b))
}

/// The same, cutting off the first one's fraction.
pub(super) fn compare_truncated(a: &str, b: &str) -> Ordering {
    Decimal::read(a).truncated().compare(Decimal::read(b))
}

/// Whether a number is a multiple of another one, which is not zero. The server takes both for doubles.
#[allow(clippy::needless_borrow, reason = "the exact build has a `String` here")]
pub(super) fn is_multiple(number: &str, divisor: &str) -> bool {
    Decimal::read(&double(number)).is_multiple_of(Decimal::read(&double(divisor)))
}

/// What JavaScript hands over is a double already.
#[cfg(not(feature = "exact-dictionary"))]
fn double(text: &str) -> &str {
    text
}

/// Text read natively can hold more digits than a double does.
#[cfg(feature = "exact-dictionary")]
fn double(text: &str) -> String {
    let value = text.parse().ok().filter(|_| text.len() > 15);
    value.map_or_else(|| text.to_owned(), |value| crate::json::Number::double(value).text().to_owned())
}
