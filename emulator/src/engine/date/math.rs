//! Date math: steps such as `+1M`, `-2d` and `/w` that are applied to a date from left to right, by the calendar of a
//! time zone.

use jiff::{Span, civil::DateTime};

use super::{Rounding, Zone};

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say all")]
pub enum CalendarUnit {
    Year,
    Quarter,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
}

impl CalendarUnit {
    fn from_letter(letter: char) -> Option<Self> {
        Some(match letter {
            'y' => Self::Year,
            'M' => Self::Month,
            'w' => Self::Week,
            'd' => Self::Day,
            'h' | 'H' => Self::Hour,
            'm' => Self::Minute,
            's' => Self::Second,
            _ => return None,
        })
    }

    fn span(self, count: i64) -> Option<Span> {
        let span = Span::new();
        match self {
            Self::Year => span.try_years(count),
            Self::Quarter => span.try_months(count.checked_mul(3)?),
            Self::Month => span.try_months(count),
            Self::Week => span.try_weeks(count),
            Self::Day => span.try_days(count),
            Self::Hour => span.try_hours(count),
            Self::Minute => span.try_minutes(count),
            Self::Second => span.try_seconds(count),
        }
        .ok()
    }

    fn start(self, at: DateTime) -> Option<DateTime> {
        let midnight = |at: DateTime| at.date().to_datetime(jiff::civil::Time::midnight());
        let start = match self {
            Self::Year => midnight(at.first_of_year()),
            Self::Quarter => midnight(at.with().month((at.month() - 1) / 3 * 3 + 1).day(1).build().ok()?),
            Self::Month => midnight(at.first_of_month()),
            Self::Week => {
                let since_monday = i64::from(at.date().weekday().to_monday_zero_offset());
                midnight(at.checked_sub(Span::new().try_days(since_monday).ok()?).ok()?)
            }
            Self::Day => midnight(at),
            Self::Hour => at.with().minute(0).second(0).subsec_nanosecond(0).build().ok()?,
            Self::Minute => at.with().second(0).subsec_nanosecond(0).build().ok()?,
            Self::Second => at.with().subsec_nanosecond(0).build().ok()?,
        };
        Some(start)
    }
}

/// The first millisecond of the unit that a date falls into. Weeks begin on Monday.
#[must_use]
pub fn round_down(at: i64, unit: CalendarUnit, zone: &Zone) -> Option<i64> {
    zone.millis(unit.start(zone.civil(at)?)?)
}

/// Applies steps to a date; `None` if they can't be read or leave the calendar.
pub(super) fn apply(anchor: i64, steps: &str, rounding: Rounding, zone: &Zone) -> Option<i64> {
    let mut at = anchor;
    let mut letters = steps.chars().peekable();
    while let Some(sign) = letters.next() {
        let mut digits = String::new();
        while let Some(digit) = letters.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        let count: i64 = if digits.is_empty() { 1 } else { digits.parse().ok()? };
        let unit = CalendarUnit::from_letter(letters.next()?)?;
        at = match sign {
            '+' => shift(at, unit, count, zone)?,
            '-' => shift(at, unit, -count, zone)?,
            '/' if digits.is_empty() => round(at, unit, rounding, zone)?,
            _ => return None,
        };
    }
    Some(at)
}

fn shift(at: i64, unit: CalendarUnit, count: i64, zone: &Zone) -> Option<i64> {
    zone.millis(zone.civil(at)?.checked_add(unit.span(count)?).ok()?)
}

fn round(at: i64, unit: CalendarUnit, rounding: Rounding, zone: &Zone) -> Option<i64> {
    let start = round_down(at, unit, zone)?;
    match rounding {
        Rounding::Down => Some(start),
        Rounding::Up => shift(start, unit, 1, zone)?.checked_sub(1),
    }
}

/// The units of a fixed length, in milliseconds.
const FIXED: [(&str, i64); 5] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

/// A number of milliseconds, written as a count and a unit of fixed length: `90m`, `-6h`.
#[must_use]
pub fn duration(text: &str) -> Option<i64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (count, unit) = text.split_at(text.find(|letter: char| !letter.is_ascii_digit())?);
    let (_, millis) = FIXED.iter().find(|(name, _)| *name == unit)?;
    count.parse::<i64>().ok()?.checked_mul(*millis)?.checked_mul(sign)
}
