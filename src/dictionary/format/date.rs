//! `date` and `date-time`, as Java's `SimpleDateFormat` reads them when it is told to be strict.

use std::ops::RangeInclusive;

/// `2024-01-31`
pub(in super::super) fn is_date(text: &str) -> bool {
    Fields(text.as_bytes()).date().is_some_and(|rest| rest.0.is_empty())
}

/// `2024-01-31T10:00:00`, with or without a fraction and a zone.
pub(in super::super) fn is_date_time(text: &str) -> bool {
    let time = Fields(text.as_bytes()).date().and_then(|rest| rest.one_of(b"Tt")).and_then(Fields::time);
    time.and_then(Fields::fraction).is_some_and(Fields::is_zone)
}

/// The part of the text that is still to be read.
#[derive(Clone, Copy)]
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn date(self) -> Option<Self> {
        let (year, rest) = self.number(4, 1..=9999)?;
        let (month, rest) = rest.one_of(b"-")?.number(2, 1..=12)?;
        let (day, rest) = rest.one_of(b"-")?.number(2, 1..=31)?;
        (day <= days_in_month(year, month) && !is_skipped(year, month, day)).then_some(rest)
    }

    fn time(self) -> Option<Self> {
        let (_, rest) = self.number(2, 0..=23)?;
        let (_, rest) = rest.one_of(b":")?.number(2, 0..=59)?;
        let (_, rest) = rest.one_of(b":")?.number(2, 0..=59)?;
        Some(rest)
    }

    fn fraction(self) -> Option<Self> {
        let Some(rest) = self.one_of(b".") else { return Some(self) };
        let digits = rest.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 { None } else { rest.0.get(digits..).map(Fields) }
    }

    /// Nothing, `Z`, or an offset from -13:00 to +14:00.
    fn is_zone(self) -> bool {
        let offset = |sign: &[u8], most: u32| {
            let (hours, rest) = self.one_of(sign)?.number(2, 0..=23)?;
            let (minutes, rest) = rest.one_of(b":").unwrap_or(rest).number(2, 0..=59)?;
            (hours * 60 + minutes <= most * 60 && rest.0.is_empty()).then_some(())
        };
        matches!(self.0, [] | [b'Z' | b'z']) || offset(b"+", 14).or_else(|| offset(b"-", 13)).is_some()
    }

    /// A number of so many digits within the range.
    fn number(self, digits: usize, range: RangeInclusive<u32>) -> Option<(u32, Self)> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        let digit = |value: u32, byte: &u8| byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0'));
        let value = number.iter().try_fold(0, digit)?;
        range.contains(&value).then_some((value, Self(rest)))
    }

    fn one_of(self, bytes: &[u8]) -> Option<Self> {
        let (first, rest) = self.0.split_first()?;
        bytes.contains(first).then_some(Self(rest))
    }
}

fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Julian until 1582, Gregorian after.
fn is_leap_year(year: u32) -> bool {
    year.is_multiple_of(4) && (year <= 1582 || !year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// The ten days that the Gregorian reform left out.
fn is_skipped(year: u32, month: u32, day: u32) -> bool {
    (year, month) == (1582, 10) && (5..=14).contains(&day)
}
