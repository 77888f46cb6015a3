//! `date` and `date-time`, as Java's `SimpleDateFormat` reads them when it is told to be strict.

/// Whether the day at the start of a text of one of these forms is one of its year: Julian until 1582, Gregorian after.
pub(super) fn has_day(text: &str) -> bool {
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
