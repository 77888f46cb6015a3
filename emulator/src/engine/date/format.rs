//! Date formats: the named ones, and patterns of `y M d H m s S X` with literals, as Java's `DateTimeFormatter` has
//! them.

use jiff::civil::DateTime;

use super::{Zone, components::Components, math};
use crate::error::{EsError, Result};

/// What is put for the time of day that a text such as `2020-01` leaves out: its first millisecond or its last. A
/// missing month and day are the first either way, as in Elasticsearch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// The first millisecond.
    Down,
    /// The last millisecond.
    Up,
}

/// The formats of one date field, in the order in which they are tried. The first is the one that dates are printed in.
#[derive(Debug, Clone)]
pub struct DateFormats {
    text: String,
    layouts: Vec<Layout>,
}

#[derive(Debug, Clone)]
enum Layout {
    EpochMillis,
    EpochSecond,
    Pattern(Vec<Part>),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Part {
    /// A number: the letter, the fewest and the most digits.
    Digits(char, usize, usize),
    Literal(char),
    Zone,
    /// From here on the text may end.
    OptionalRest,
}

/// The named formats and the patterns that they stand for. `[` opens the part that may be missing.
const NAMED: [(&str, &str); 12] = [
    ("strict_date_optional_time", "uuuu[-MM[-dd['T'HH[:mm[:ss[.SSS[X"),
    ("date_optional_time", "uuuu[-M[-d['T'H[:m[:s[.S[X"),
    ("strict_date_optional_time_nanos", "uuuu[-MM[-dd['T'HH[:mm[:ss[.SSS[X"),
    ("strict_date", "uuuu-MM-dd"),
    ("date", "uuuu-MM-dd"),
    ("strict_date_time", "uuuu-MM-dd'T'HH:mm:ss.SSSX"),
    ("date_time", "uuuu-MM-dd'T'HH:mm:ss.SSSX"),
    ("strict_date_time_no_millis", "uuuu-MM-dd'T'HH:mm:ssX"),
    ("date_time_no_millis", "uuuu-MM-dd'T'HH:mm:ssX"),
    ("strict_year_month", "uuuu-MM"),
    ("strict_year", "uuuu"),
    ("basic_date", "uuuuMMdd"),
];

impl Default for DateFormats {
    fn default() -> Self {
        let optional_time =
            NAMED.iter().take(1).map(|(_, pattern)| Layout::Pattern(parts(pattern).unwrap_or_default()));
        Self {
            text: "strict_date_optional_time||epoch_millis".into(),
            layouts: optional_time.chain([Layout::EpochMillis]).collect(),
        }
    }
}

impl DateFormats {
    /// Reads a format list such as `yyyy-MM-dd||epoch_millis`.
    pub fn new(text: &str) -> Result<Self> {
        let layouts = text.split("||").map(|one| layout(one.trim())).collect::<Option<Vec<_>>>();
        let refusal = || {
            EsError::illegal_argument(format!(
                "Invalid format: [{text}]: the emulator reads the letters y M d H m s S X"
            ))
        };
        Ok(Self { text: text.into(), layouts: layouts.ok_or_else(refusal)? })
    }

    /// The list as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Reads a date, without date math.
    pub fn read(&self, text: &str, rounding: Rounding) -> Result<i64> {
        self.read_in(&Zone::default(), text, rounding)
    }

    fn read_in(&self, zone: &Zone, text: &str, rounding: Rounding) -> Result<i64> {
        let found = self.layouts.iter().find_map(|layout| layout.read(text, rounding, zone));
        found.ok_or_else(|| {
            EsError::illegal_argument(format!("failed to parse date field [{text}] with format [{}]", self.text))
        })
    }

    /// Reads a date or a date math expression; `now` is the time that it counts from, and the zone that of dates which
    /// name none.
    pub fn read_math(&self, text: &str, rounding: Rounding, now: i64, zone: &Zone) -> Result<i64> {
        let (anchor, operations) = if let Some(operations) = text.strip_prefix("now") {
            (now, operations)
        } else if let Some((date, operations)) = text.split_once("||") {
            (self.read_in(zone, date, Rounding::Down).map_err(as_parse_error)?, operations)
        } else {
            return self.read_in(zone, text, rounding).map_err(as_parse_error);
        };
        math::apply(anchor, operations, rounding, zone).ok_or_else(|| {
            let reason = format!("failed to parse date math [{text}]: expected steps such as +1d, -2M or /d");
            as_parse_error(EsError::illegal_argument(reason))
        })
    }

    /// Prints a date in the first format of the list.
    #[must_use]
    pub fn print(&self, millis: i64) -> String {
        self.print_in(&Zone::default(), millis)
    }

    /// The same, in a time zone.
    #[must_use]
    pub fn print_in(&self, zone: &Zone, millis: i64) -> String {
        self.layouts.first().and_then(|layout| layout.print(millis, zone)).unwrap_or_else(|| millis.to_string())
    }
}

/// An error about a date that is searched for, which is of another kind than one about a document's.
fn as_parse_error(error: EsError) -> EsError {
    EsError { kind: "parse_exception".into(), ..error }
}

impl Layout {
    fn read(&self, text: &str, rounding: Rounding, zone: &Zone) -> Option<i64> {
        match self {
            // As it is no date of a zone of its own, it gets the clock time of that zone.
            Self::EpochMillis => zone.millis(Zone::default().civil(text.parse().ok()?)?),
            Self::EpochSecond => zone.millis(Zone::default().civil(text.parse::<i64>().ok()?.checked_mul(1000)?)?),
            Self::Pattern(parts) => Components::read(parts, text)?.millis(rounding, zone),
        }
    }

    fn print(&self, millis: i64, zone: &Zone) -> Option<String> {
        match self {
            Self::EpochMillis => Some(millis.to_string()),
            Self::EpochSecond => Some(millis.div_euclid(1000).to_string()),
            Self::Pattern(parts) => {
                let at = zone.civil(millis)?;
                let offset = zone.offset(millis);
                Some(parts.iter().map(|part| print_part(*part, at, offset)).collect())
            }
        }
    }
}

fn print_part(part: Part, at: DateTime, offset: i32) -> String {
    match part {
        // The year of an era: before the year 1 there is none, but 1 before it.
        Part::Digits('y', ..) => format!("{:04}", if at.year() > 0 { at.year() } else { 1 - at.year() }),
        Part::Digits('u', ..) => {
            let sign = if at.year() < 0 { "-" } else { "" };
            format!("{sign}{:04}", at.year().unsigned_abs())
        }
        Part::Digits('M', width, _) => format!("{:0width$}", at.month()),
        Part::Digits('d', width, _) => format!("{:0width$}", at.day()),
        Part::Digits('H', width, _) => format!("{:0width$}", at.hour()),
        Part::Digits('m', width, _) => format!("{:0width$}", at.minute()),
        Part::Digits('s', width, _) => format!("{:0width$}", at.second()),
        Part::Digits(..) => format!("{:03}", at.millisecond()),
        Part::Literal(literal) => literal.to_string(),
        Part::Zone if offset == 0 => "Z".into(),
        Part::Zone => {
            let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.abs() / 60);
            format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
        Part::OptionalRest => String::new(),
    }
}

fn layout(text: &str) -> Option<Layout> {
    match text {
        "epoch_millis" => Some(Layout::EpochMillis),
        "epoch_second" => Some(Layout::EpochSecond),
        _ => {
            let named = NAMED.iter().find(|(name, _)| *name == text).map(|(_, pattern)| *pattern);
            parts(named.unwrap_or(text)).map(Layout::Pattern)
        }
    }
}

/// Reads a pattern. `None` if it has a letter that is not known, or no year.
fn parts(pattern: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut quoted = false;
    let mut letters = pattern.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\'' => quoted = !quoted,
            _ if quoted => parts.push(Part::Literal(letter)),
            '[' => parts.push(Part::OptionalRest),
            'X' | 'Z' => parts.push(Part::Zone),
            'y' | 'u' | 'M' | 'd' | 'H' | 'm' | 's' | 'S' => {
                let mut width = 1;
                while letters.next_if_eq(&letter).is_some() {
                    width += 1;
                }
                parts.push(digits(letter, width));
            }
            _ if letter.is_alphabetic() => return None,
            _ => parts.push(Part::Literal(letter)),
        }
    }
    parts.iter().any(|part| matches!(part, Part::Digits('y' | 'u', ..))).then_some(parts)
}

fn digits(letter: char, width: usize) -> Part {
    match letter {
        'y' | 'u' => Part::Digits(letter, width.min(4), 4),
        'S' => Part::Digits('S', 1, 9),
        _ => Part::Digits(letter, width, 2),
    }
}
