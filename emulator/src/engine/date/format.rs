//! Date formats: the named ones, and patterns of `y M d H m s S X` with literals, as Java's `DateTimeFormatter` has
//! them.

use jiff::{
    civil::{Date, DateTime, Time},
    tz::Offset,
};

use super::{civil, math, millis};
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
enum Part {
    /// A number: the letter, the fewest and the most digits.
    Digits(char, usize, usize),
    Literal(char),
    Zone,
    /// From here on the text may end.
    OptionalRest,
}

/// The named formats and the patterns that they stand for. `[` opens the part that may be missing.
const NAMED: [(&str, &str); 12] = [
    ("strict_date_optional_time", "yyyy[-MM[-dd['T'HH[:mm[:ss[.SSS[X"),
    ("date_optional_time", "yyyy[-M[-d['T'H[:m[:s[.S[X"),
    ("strict_date_optional_time_nanos", "yyyy[-MM[-dd['T'HH[:mm[:ss[.SSS[X"),
    ("strict_date", "yyyy-MM-dd"),
    ("date", "yyyy-MM-dd"),
    ("strict_date_time", "yyyy-MM-dd'T'HH:mm:ss.SSSX"),
    ("date_time", "yyyy-MM-dd'T'HH:mm:ss.SSSX"),
    ("strict_date_time_no_millis", "yyyy-MM-dd'T'HH:mm:ssX"),
    ("date_time_no_millis", "yyyy-MM-dd'T'HH:mm:ssX"),
    ("strict_year_month", "yyyy-MM"),
    ("strict_year", "yyyy"),
    ("basic_date", "yyyyMMdd"),
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
        let found = self.layouts.iter().find_map(|layout| layout.read(text, rounding));
        found.ok_or_else(|| {
            EsError::illegal_argument(format!("failed to parse date field [{text}] with format [{}]", self.text))
        })
    }

    /// Reads a date or a date math expression; `now` is the time that it counts from.
    pub fn read_math(&self, text: &str, rounding: Rounding, now: i64) -> Result<i64> {
        let (anchor, operations) = if let Some(operations) = text.strip_prefix("now") {
            (now, operations)
        } else if let Some((date, operations)) = text.split_once("||") {
            (self.read(date, Rounding::Down)?, operations)
        } else {
            return self.read(text, rounding);
        };
        math::apply(anchor, operations, rounding).ok_or_else(|| {
            EsError::parsing(format!("failed to parse date math [{text}]: expected steps such as +1d, -2M or /d"))
        })
    }

    /// Prints a date in the first format of the list.
    #[must_use]
    pub fn print(&self, millis: i64) -> String {
        self.layouts.first().and_then(|layout| layout.print(millis)).unwrap_or_else(|| millis.to_string())
    }
}

impl Layout {
    fn read(&self, text: &str, rounding: Rounding) -> Option<i64> {
        match self {
            Self::EpochMillis => text.parse().ok(),
            Self::EpochSecond => text.parse::<i64>().ok()?.checked_mul(1000),
            Self::Pattern(parts) => Components::read(parts, text)?.millis(rounding),
        }
    }

    fn print(&self, millis: i64) -> Option<String> {
        match self {
            Self::EpochMillis => Some(millis.to_string()),
            Self::EpochSecond => Some(millis.div_euclid(1000).to_string()),
            Self::Pattern(parts) => {
                let at = civil(millis)?;
                Some(parts.iter().map(|part| print_part(*part, at)).collect())
            }
        }
    }
}

fn print_part(part: Part, at: DateTime) -> String {
    match part {
        Part::Digits('y', ..) => format!("{:04}", at.year()),
        Part::Digits('M', width, _) => format!("{:0width$}", at.month()),
        Part::Digits('d', width, _) => format!("{:0width$}", at.day()),
        Part::Digits('H', width, _) => format!("{:0width$}", at.hour()),
        Part::Digits('m', width, _) => format!("{:0width$}", at.minute()),
        Part::Digits('s', width, _) => format!("{:0width$}", at.second()),
        Part::Digits(..) => format!("{:03}", at.millisecond()),
        Part::Literal(literal) => literal.to_string(),
        Part::Zone => "Z".into(),
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
    parts.iter().any(|part| matches!(part, Part::Digits('y', ..))).then_some(parts)
}

fn digits(letter: char, width: usize) -> Part {
    match letter {
        'y' | 'u' => Part::Digits('y', width.min(4), 4),
        'S' => Part::Digits('S', 1, 9),
        _ => Part::Digits(letter, width, 2),
    }
}

/// What a text said; the rest is filled in by the rounding.
#[derive(Default)]
struct Components {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    hour: Option<i8>,
    minute: Option<i8>,
    second: Option<i8>,
    nanosecond: Option<i32>,
    offset_seconds: i32,
}

impl Components {
    fn read(parts: &[Part], text: &str) -> Option<Self> {
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
                    found.offset_seconds = zone(&mut rest)?;
                    break;
                }
                Part::Literal(literal) => rest = rest.strip_prefix(*literal)?,
                Part::Zone => found.offset_seconds = zone(&mut rest)?,
                Part::Digits(letter, fewest, most) => found.set(*letter, take_digits(&mut rest, *fewest, *most)?)?,
            }
        }
        rest.is_empty().then_some(found)
    }

    fn set(&mut self, letter: char, digits: &str) -> Option<()> {
        match letter {
            'y' => self.year = Some(digits.parse().ok()?),
            'M' => self.month = Some(digits.parse().ok()?),
            'd' => self.day = Some(digits.parse().ok()?),
            'H' => self.hour = Some(digits.parse().ok()?),
            'm' => self.minute = Some(digits.parse().ok()?),
            's' => self.second = Some(digits.parse().ok()?),
            _ => self.nanosecond = Some(format!("{digits:0<9}").parse().ok()?),
        }
        Some(())
    }

    fn millis(&self, rounding: Rounding) -> Option<i64> {
        let up = rounding == Rounding::Up;
        let fill = |given: Option<i8>, last: i8| given.unwrap_or(if up { last } else { 0 });
        let date = Date::new(self.year?, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()?;
        let nanosecond = self.nanosecond.unwrap_or(if up { 999_000_000 } else { 0 });
        let time = Time::new(fill(self.hour, 23), fill(self.minute, 59), fill(self.second, 59), nanosecond).ok()?;
        let offset = Offset::from_seconds(self.offset_seconds).ok()?;
        millis(DateTime::from_parts(date, time))?.checked_sub(i64::from(offset.seconds()) * 1000)
    }
}

fn take_digits<'a>(rest: &mut &'a str, fewest: usize, most: usize) -> Option<&'a str> {
    let count = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (digits, after) = rest.split_at_checked(count).filter(|_| count >= fewest)?;
    *rest = after;
    Some(digits)
}

/// Reads `Z`, `+hh`, `+hhmm` or `+hh:mm`, as seconds.
fn zone(rest: &mut &str) -> Option<i32> {
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
