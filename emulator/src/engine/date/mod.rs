//! Dates as Elasticsearch reads and prints them: a list of formats (`strict_date_optional_time||epoch_millis`), a time
//! zone (UTC, if nothing else is said) where no offset is given, milliseconds since 1970 as the value, and date math (`now-1d/d`, `2020-01-01||+1M`).
//! A text that names a whole month or day is a span; `Rounding` says which end of it is meant.

mod components;
mod format;
mod math;
mod zone;

pub use format::{DateFormats, Rounding};
pub use math::{CalendarUnit, duration, round_down};
pub use zone::Zone;

use jiff::Timestamp;

/// The time now, in milliseconds since 1970.
#[must_use]
pub fn now() -> i64 {
    Timestamp::now().as_millisecond()
}
