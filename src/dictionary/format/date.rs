//! `date` and `date-time`, as Java's `SimpleDateFormat` reads them when it is told to be strict.

macro_rules! date {
    () => {
        "\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])"
    };
}

/// `2024-01-31`, if the year has that day.
pub(super) const DATE: &str = date!();

/// With a time, which may have a fraction and an offset from -13:00 to +14:00: `2024-01-31T10:00:00`.
pub(super) const DATE_TIME: &str = concat!(
    date!(),
    r"[Tt](?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d+)?",
    r"(?:[Zz]|\+14:?00|-13:?00|(?:\+13|[+-](?:0\d|1[0-2])):?[0-5]\d)?"
);

/// Whether the day at the start of a text of one of these forms is one of its year: Julian until 1582, Gregorian after.
pub(in super::super) fn is_in_calendar(text: &str) -> bool {
    let [y1, y2, y3, y4, _, m1, m2, _, d1, d2, ..] = text.as_bytes() else { return false };
    let number = |digits: &[&u8]| digits.iter().fold(0, |number, &digit| number * 10 + u32::from(digit & 15));
    let (year, month, day) = (number(&[y1, y2, y3, y4]), number(&[m1, m2]), number(&[d1, d2]));
    let is_leap_year = year % 4 == 0 && (year <= 1582 || year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(is_leap_year),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    // The Gregorian reform left ten days out.
    let is_skipped = (year, month) == (1582, 10) && (5..=14).contains(&day);
    year > 0 && day <= days && !is_skipped
}
