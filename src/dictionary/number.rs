//! Numbers as the server's validator compares them: as exact decimals, worked out from the digits in which they are
//! written, so that no float has to be parsed.

use std::cmp::Ordering;

/// A decimal number: `0.d1d2d3… × 10^point`, without leading or trailing zeros; zero has no digits.
struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// The number that is written.
    fn read(text: &str) -> Self {
        let (mut digits, mut point, mut places) = (Vec::new(), 0, 1);
        let mut rest = text.as_bytes();
        while let [byte, behind @ ..] = rest {
            match byte {
                b'-' => {}
                b'.' => places = 0,
                b'e' | b'E' => break,
                b'0' if digits.is_empty() => point += places - 1,
                digit => {
                    digits.push(digit & 15);
                    point += places;
                }
            }
            rest = behind;
        }
        while digits.last() == Some(&0) {
            digits.pop();
        }
        point = if digits.is_empty() { 0 } else { integer(rest).saturating_add(point) };
        Self { negative: text.starts_with('-'), digits, point }
    }

    /// The digit at that place; there are zeros without end behind the last.
    fn digit(&self, place: usize) -> u64 {
        self.digits.get(place).copied().unwrap_or_default().into()
    }

    /// 0, or 1 with the number's sign.
    fn sign(&self) -> i32 {
        i32::from(!self.digits.is_empty()) * if self.negative { -1 } else { 1 }
    }

    fn compare(&self, other: &Self) -> Ordering {
        let magnitude = self.point.cmp(&other.point).then_with(|| self.digits.cmp(&other.digits));
        self.sign().cmp(&other.sign()).then(if self.negative { magnitude.reverse() } else { magnitude })
    }

    /// Whether this is `divisor` times an integer. `divisor` must not be zero.
    fn is_multiple_of(&self, divisor: &Self) -> bool {
        let (mut value, mut count) = (0_u64, 0);
        for &digit in &divisor.digits {
            value = value.wrapping_mul(10).wrapping_add(digit.into());
            count += 1;
        }
        // So many digits stand before the place of the divisor's last.
        let whole = usize::try_from(self.point.saturating_sub(divisor.point).saturating_add(count)).unwrap_or(0);
        let mut rest = 0_u64;
        for place in 0..whole.max(self.digits.len()) {
            let digit = self.digit(place);
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
        self.digits.truncate(usize::try_from(self.point).unwrap_or(0));
        self.point = if self.digits.is_empty() { 0 } else { self.point };
        self
    }
}

/// The low 32 bits of the digits, which may have a sign. That is all that the server reads of a length or count.
pub(super) fn integer(text: &[u8]) -> i32 {
    let digits = text.iter().filter(|byte| byte.is_ascii_digit());
    let value = digits.fold(0_i32, |value, digit| value.wrapping_mul(10).wrapping_add(i32::from(digit - b'0')));
    if text.contains(&b'-') { value.wrapping_neg() } else { value }
}

/// Compares the numbers that are written, exactly.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    Decimal::read(a).compare(&Decimal::read(b))
}

/// The same, cutting off the first one's fraction.
pub(super) fn compare_truncated(a: &str, b: &str) -> Ordering {
    Decimal::read(a).truncated().compare(&Decimal::read(b))
}

/// Whether a number is a multiple of another one, which is not zero. The server takes both for doubles.
#[allow(clippy::needless_borrow, reason = "the exact build has a `String` here")]
pub(super) fn is_multiple(number: &str, divisor: &str) -> bool {
    Decimal::read(&double(number)).is_multiple_of(&Decimal::read(&double(divisor)))
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
