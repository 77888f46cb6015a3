//! The parts of a date that a text names: from a pattern to a time.

use jiff::civil::{Date, DateTime, Time};

use super::{Rounding, Zone, format::Part};

/// What a text said; the rest is filled in by the rounding.
#[derive(Default)]
pub(super) struct Components {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    hour: Option<i8>,
    minute: Option<i8>,
    second: Option<i8>,
    nanosecond: Option<i32>,
    offset_seconds: Option<i32>,
}

impl Components {
    /// Reads a text by the parts of a pattern.
    pub(super) fn read(parts: &[Part], text: &str) -> Option<Self> {
        let mut found = Self::default();
        let mut rest = text;
        let mut may_end = false;
        for part in parts {
            if rest.is_empty() && may_end {
                break;
            }
            match part {
                Part::OptionalRest => may_end = true,
                // A zone may follow the time at any precision.
                Part::Literal(':' | '.') if may_end && rest.starts_with(['Z', '+', '-']) => {
                    found.offset_seconds = Some(take_offset(&mut rest)?);
                    break;
                }
                Part::Literal(literal) => rest = rest.strip_prefix(*literal)?,
                Part::Zone => found.offset_seconds = Some(take_offset(&mut rest)?),
                Part::Digits(letter, fewest, most) => found.set(*letter, take_digits(&mut rest, *fewest, *most)?)?,
            }
        }
        rest.is_empty().then_some(found)
    }

    fn set(&mut self, letter: char, digits: &str) -> Option<()> {
        match letter {
            'y' | 'u' => self.year = Some(digits.parse().ok()?),
            'M' => self.month = Some(digits.parse().ok()?),
            'd' => self.day = Some(digits.parse().ok()?),
            'H' => self.hour = Some(digits.parse().ok()?),
            'm' => self.minute = Some(digits.parse().ok()?),
            's' => self.second = Some(digits.parse().ok()?),
            _ => self.nanosecond = Some(format!("{digits:0<9}").parse().ok()?),
        }
        Some(())
    }

    /// The time: with what was left out at its first or its last.
    pub(super) fn millis(&self, rounding: Rounding, zone: &Zone) -> Option<i64> {
        let up = rounding == Rounding::Up;
        let fill = |given: Option<i8>, last: i8| given.unwrap_or(if up { last } else { 0 });
        let date = Date::new(self.year?, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()?;
        let nanosecond = self.nanosecond.unwrap_or(if up { 999_000_000 } else { 0 });
        let time = Time::new(fill(self.hour, 23), fill(self.minute, 59), fill(self.second, 59), nanosecond).ok()?;
        let civil = DateTime::from_parts(date, time);
        match self.offset_seconds {
            None => zone.millis(civil),
            Some(seconds) => Zone::default().millis(civil)?.checked_sub(i64::from(seconds) * 1000),
        }
    }
}

fn take_digits<'a>(rest: &mut &'a str, fewest: usize, most: usize) -> Option<&'a str> {
    let count = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (digits, after) = rest.split_at_checked(count).filter(|_| count >= fewest)?;
    *rest = after;
    Some(digits)
}

/// Reads `Z`, `+hh`, `+hhmm` or `+hh:mm`, as seconds.
fn take_offset(rest: &mut &str) -> Option<i32> {
    if let Some(after) = rest.strip_prefix('Z') {
        *rest = after;
        return Some(0);
    }
    let sign = if rest.starts_with('-') { -1 } else { 1 };
    *rest = rest.strip_prefix(['+', '-'])?;
    let hours: i32 = take_digits(rest, 2, 2)?.parse().ok()?;
    *rest = rest.strip_prefix(':').unwrap_or(rest);
    let minutes: i32 =
        take_digits(rest, 0, 2).filter(|digits| !digits.is_empty()).map_or(Some(0), |d| d.parse().ok())?;
    Some(sign * (hours * 3600 + minutes * 60))
}

/// Reads an offset, as seconds, if that is all the text says.
pub(super) fn offset(text: &str) -> Option<i32> {
    let mut rest = text;
    take_offset(&mut rest).filter(|_| rest.is_empty())
}
