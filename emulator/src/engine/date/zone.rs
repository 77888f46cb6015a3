//! Time zones: offsets such as `+01:00`, and the places of the time zone database.

use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{Offset, TimeZone},
};

use crate::{
    engine::members::Members,
    error::{EsError, Result},
};

/// A time zone.
#[derive(Debug, Clone)]
pub struct Zone(TimeZone);

impl Default for Zone {
    fn default() -> Self {
        Self(TimeZone::UTC)
    }
}

impl Zone {
    /// Takes `time_zone`; UTC if there is none.
    pub fn take(members: &mut Members<'_>) -> Result<Self> {
        members.text("time_zone")?.map_or_else(|| Ok(Self::default()), |name| Self::named(&name))
    }

    /// The zone of that name.
    pub fn named(name: &str) -> Result<Self> {
        if ["Z", "UTC", "GMT"].contains(&name) {
            return Ok(Self::default());
        }
        let offset = super::components::offset(name).and_then(|seconds| Offset::from_seconds(seconds).ok());
        let zone = offset.map(TimeZone::fixed).or_else(|| TimeZone::get(name).ok());
        zone.map(Self).ok_or_else(|| EsError::illegal_argument(format!("Unknown time-zone ID: {name}")))
    }

    /// The calendar date and time of a number of milliseconds; `None` outside the years -9999 to 9999.
    pub fn civil(&self, millis: i64) -> Option<DateTime> {
        Timestamp::from_millisecond(millis).ok().map(|instant| self.0.to_datetime(instant))
    }

    /// The milliseconds of a calendar date and time. One that a clock change skips is moved behind the change.
    pub fn millis(&self, civil: DateTime) -> Option<i64> {
        self.0.to_timestamp(civil).ok().map(Timestamp::as_millisecond)
    }

    /// How many seconds the zone is ahead of UTC at a time.
    pub fn offset(&self, millis: i64) -> i32 {
        Timestamp::from_millisecond(millis).map_or(0, |instant| self.0.to_offset(instant).seconds())
    }
}
