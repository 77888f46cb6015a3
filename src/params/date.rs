//! Dates and date math, as far as a filter's bound may go.
//!
//! A grammar, not a calendar: `2020-02-30` passes here and the server says what is wrong with it. The generated
//! dictionary states the same grammar as a regular expression ([`PATTERN`]); the page checks by hand, since a
//! filter from a hostile URL is to be left out before the dictionary sees it.

use crate::text::split_at_byte;

/// Date math steps at most.
const STEPS: usize = 8;

/// The same grammar as [`is_date`] for the dictionary.
pub const PATTERN: &str = "^(now|([0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?\
                           (Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?|-?[0-9]{5,15})([|][|]|$))\
                           ([+-][0-9]{1,4}[yMwdhHms]|/[yMwdhHms]){0,8}$";

/// Whether the text is `now` or a date (a year, month, day or time in ISO 8601's form, or milliseconds since 1970),
/// with date math after `now` or `||`: `2024-05-01`, `now-7d/d`, `2024-05-01||+1M`.
#[must_use]
pub fn is_date(text: &str) -> bool {
    if let Some(steps) = text.strip_prefix("now") {
        return is_math(steps);
    }
    match split_at_byte(text, b'|') {
        Some((point, steps)) => is_point(point) && steps.strip_prefix('|').is_some_and(is_math),
        None => is_point(text),
    }
}

fn is_math(steps: &str) -> bool {
    let mut rest = Rest(steps.as_bytes());
    (0..STEPS).all(|_| rest.is_end() || rest.step()) && rest.is_end()
}

fn is_point(text: &str) -> bool {
    let (mut date, mut epoch) = (Rest(text.as_bytes()), Rest(text.as_bytes()));
    epoch.skip(b"-");
    (date.date() && date.is_end()) || (epoch.digits(5, 15) && epoch.is_end())
}

/// What is left to read. A method that returns false may have read a part.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn is_end(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads one of these bytes if it comes next.
    fn skip(&mut self, any_of: &[u8]) -> bool {
        match self.0.split_first() {
            Some((first, rest)) if any_of.contains(first) => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// Reads as many digits as there are up to `most`, at least `least`.
    fn digits(&mut self, least: usize, most: usize) -> bool {
        (0..most).take_while(|_| self.skip(b"0123456789")).count() >= least
    }

    fn date(&mut self) -> bool {
        self.digits(4, 4) && (!self.skip(b"-") || (self.digits(2, 2) && (!self.skip(b"-") || self.day())))
    }

    fn day(&mut self) -> bool {
        self.digits(2, 2)
            && (!self.skip(b"T") || (self.minutes() && (!self.skip(b":") || self.seconds()) && self.zone()))
    }

    fn minutes(&mut self) -> bool {
        self.digits(2, 2) && self.skip(b":") && self.digits(2, 2)
    }

    fn seconds(&mut self) -> bool {
        self.digits(2, 2) && (!self.skip(b".") || self.digits(1, 9))
    }

    fn zone(&mut self) -> bool {
        self.skip(b"Z") || !self.skip(b"+-") || self.minutes()
    }

    fn step(&mut self) -> bool {
        let is_rounding = self.skip(b"/");
        (is_rounding || (self.skip(b"+-") && self.digits(1, 4))) && self.skip(b"yMwdhHms")
    }
}
