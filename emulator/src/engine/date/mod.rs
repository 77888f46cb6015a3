//! Dates as Elasticsearch reads and prints them: a list of formats (`strict_date_optional_time||epoch_millis`), UTC
//! where no offset is given, milliseconds since 1970 as the value, and date math (`now-1d/d`, `2020-01-01||+1M`).
//! A text that names a whole month or day is a span; `Rounding` says which end of it is meant.

mod format;
mod math;

pub use format::{DateFormats, Rounding};
pub use math::{CalendarUnit, round_down};

use jiff::{Timestamp, civil::DateTime, tz::Offset};

/// The time now, in milliseconds since 1970.
#[must_use]
pub fn now() -> i64 {
    Timestamp::now().as_millisecond()
}

/// The UTC calendar date and time of a number of milliseconds; `None` outside the years -9999 to 9999.
fn civil(millis: i64) -> Option<DateTime> {
    Timestamp::from_millisecond(millis).ok().map(|instant| Offset::UTC.to_datetime(instant))
}

/// The milliseconds of a UTC calendar date and time.
fn millis(civil: DateTime) -> Option<i64> {
    Offset::UTC.to_timestamp(civil).ok().map(Timestamp::as_millisecond)
}
