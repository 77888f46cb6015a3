//! `date` and `date-time`, as Java's `SimpleDateFormat` reads them when it is told to be strict.

/// Whether it is `2024-01-31`, or with a time `2024-01-31T10:00:00`, with or without a fraction and a zone.
pub(in super::super) fn is_date(text: &str, with_time: bool) -> bool {
    let rest = &mut text.as_bytes();
    let is_read = read_date(rest) && (!with_time || read_time(rest).is_some_and(|()| read_zone(rest).is_some()));
    is_read && rest.is_empty()
}

fn read_date(rest: &mut &[u8]) -> bool {
    let (year, month, day) = (number(rest, b"", 4), number(rest, b"-", 2), number(rest, b"-", 2));
    let (Some(year), Some(month), Some(day)) = (year, month, day) else { return false };
    year > 0 && day > 0 && day <= days_in_month(year, month) && !is_skipped(year, month, day)
}

fn read_time(rest: &mut &[u8]) -> Option<()> {
    let (hour, minute, second) = (number(rest, b"Tt", 2)?, number(rest, b":", 2)?, number(rest, b":", 2)?);
    if let Some(fraction) = rest.strip_prefix(b".") {
        let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
        *rest = fraction.get(digits..).filter(|_| digits > 0)?;
    }
    (hour < 24 && minute < 60 && second < 60).then_some(())
}

/// Nothing, `Z`, or an offset from -13:00 to +14:00.
fn read_zone(rest: &mut &[u8]) -> Option<()> {
    let most = match rest.first() {
        None => return Some(()),
        Some(b'Z' | b'z') => {
            *rest = rest.get(1..)?;
            return Some(());
        }
        Some(b'+') => 14,
        Some(_) => 13,
    };
    let hours = number(rest, b"+-", 2)?;
    *rest = rest.strip_prefix(b":").unwrap_or(rest);
    let minutes = number(rest, b"", 2)?;
    (minutes < 60 && hours * 60 + minutes <= most * 60).then_some(())
}

/// Reads one of the bytes before a number, if there is any choice, and the number, which has so many digits.
fn number(rest: &mut &[u8], before: &[u8], digits: usize) -> Option<u32> {
    if !before.is_empty() {
        let (first, behind) = rest.split_first()?;
        *rest = before.contains(first).then_some(behind)?;
    }
    let (number, behind) = rest.split_at_checked(digits)?;
    *rest = behind;
    let digit = |value: u32, byte: &u8| byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0'));
    number.iter().try_fold(0, digit)
}

/// Julian until 1582, Gregorian after.
fn days_in_month(year: u32, month: u32) -> u32 {
    let is_leap_year =
        year.is_multiple_of(4) && (year <= 1582 || !year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u32::from(is_leap_year),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// The ten days that the Gregorian reform left out.
fn is_skipped(year: u32, month: u32, day: u32) -> bool {
    (year, month) == (1582, 10) && (5..=14).contains(&day)
}
