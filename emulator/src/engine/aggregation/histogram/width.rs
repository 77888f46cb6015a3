//! How wide the buckets of a histogram are: a number, a time, or a unit of the calendar.

use crate::{
    engine::{
        date::{CalendarUnit, Zone, duration, round_down},
        scalar::Scalar,
    },
    error::{EsError, Result},
};

/// A width, and where buckets begin.
#[derive(Debug)]
pub(super) enum Width {
    /// Of numbers: the first bucket begins at the offset.
    Number { width: f64, offset: f64 },
    /// Of times, in milliseconds.
    Millis { width: i64, offset: i64, zone: Zone },
    /// Of times, by the calendar; the offset is in milliseconds.
    Calendar { unit: CalendarUnit, offset: i64, zone: Zone },
}

/// The units of the calendar: their names, and the greatest length in milliseconds.
const UNITS: [(&str, &str, CalendarUnit, i64); 8] = [
    ("1s", "second", CalendarUnit::Second, 1000),
    ("1m", "minute", CalendarUnit::Minute, 60_000),
    ("1h", "hour", CalendarUnit::Hour, 3_600_000),
    ("1d", "day", CalendarUnit::Day, 25 * 3_600_000),
    ("1w", "week", CalendarUnit::Week, 8 * 86_400_000),
    ("1M", "month", CalendarUnit::Month, 32 * 86_400_000),
    ("1q", "quarter", CalendarUnit::Quarter, 93 * 86_400_000),
    ("1y", "year", CalendarUnit::Year, 367 * 86_400_000),
];

impl Width {
    /// A unit of the calendar.
    pub(super) fn calendar(interval: &str, offset: i64, zone: Zone) -> Result<Self> {
        let unit = UNITS.iter().find(|(short, long, ..)| *short == interval || *long == interval);
        let refusal = || {
            EsError::illegal_argument(format!(
                "The supplied interval [{interval}] could not be parsed as a calendar interval."
            ))
        };
        unit.map(|(_, _, unit, _)| Self::Calendar { unit: *unit, offset, zone }).ok_or_else(refusal)
    }

    /// A fixed length of time.
    pub(super) fn fixed(interval: &str, offset: i64, zone: Zone) -> Result<Self> {
        let width = duration(interval).filter(|width| *width > 0);
        let refusal = || EsError::illegal_argument(format!("failed to parse the fixed interval [{interval}]"));
        width.map(|width| Self::Millis { width, offset, zone }).ok_or_else(refusal)
    }

    /// Whether it is one of times.
    pub(super) fn is_of_times(&self) -> bool {
        !matches!(self, Self::Number { .. })
    }

    /// The time zone that its times are shown in.
    pub(super) fn zone(&self) -> Option<&Zone> {
        match self {
            Self::Number { .. } => None,
            Self::Millis { zone, .. } | Self::Calendar { zone, .. } => Some(zone),
        }
    }

    /// The key of the bucket that a value falls into.
    pub(super) fn key(&self, value: &Scalar) -> Option<Scalar> {
        match (self, value) {
            (Self::Number { width, offset }, value) => {
                Some(Scalar::Double(((value.number()? - offset) / width).floor() * width + offset))
            }
            (Self::Millis { width, offset, zone }, Scalar::Date(millis)) => {
                let at = millis.checked_sub(*offset)?;
                let local = at.checked_add(i64::from(zone.offset(at)) * 1000)?;
                let start = local.checked_sub(local.rem_euclid(*width))?;
                Some(Scalar::Date(zone.millis(Zone::default().civil(start)?)?.checked_add(*offset)?))
            }
            (Self::Calendar { unit, offset, zone }, Scalar::Date(millis)) => {
                let start = round_down(millis.checked_sub(*offset)?, *unit, zone)?;
                Some(Scalar::Date(start.checked_add(*offset)?))
            }
            _ => None,
        }
    }

    /// The key after a key.
    pub(super) fn next(&self, key: &Scalar) -> Option<Scalar> {
        match (self, key) {
            // Repeated addition drifts; the key is computed from the middle of its bucket.
            (Self::Number { width, .. }, key) => self.key(&Scalar::Double(key.number()? + width * 1.5)),
            (Self::Millis { width, .. }, Scalar::Date(millis)) => {
                let next = self.key(&Scalar::Date(millis.checked_add(*width)?))?;
                // Where clocks are set back, one width further on may still be the same bucket.
                if next > *key { Some(next) } else { Some(Scalar::Date(millis.checked_add(*width)?)) }
            }
            (Self::Calendar { unit, .. }, Scalar::Date(millis)) => {
                // The greatest length further on is within the next unit, whatever the length of this.
                let (.., longest) = UNITS.iter().find(|(_, _, known, _)| known == unit)?;
                self.key(&Scalar::Date(millis.checked_add(*longest)?))
            }
            _ => None,
        }
    }
}
