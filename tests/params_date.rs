//! Dates and date math: the page's own check and the dictionary's pattern are the same grammar.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use regex::Regex;
use search_application_connector::params::date::{PATTERN, is_date};

const DATES: [&str; 14] = [
    "now",
    "now-7d",
    "now-7d/d",
    "now/w+1M-2h",
    "2024",
    "2024-05",
    "2024-05-01",
    "2024-05-01T10:00",
    "2024-05-01T10:00:00",
    "2024-05-01T10:00:00.123456789Z",
    "2024-05-01T10:00:00+02:00",
    "2024-05-01||/M",
    "-62135596800000",
    "1714521600000||-1d",
];

const NO_DATES: [&str; 14] = [
    "",
    "yesterday",
    "now ",
    "now-d",
    "now-7x",
    "NOW",
    "24-05-01",
    "2024-5-1",
    "2024-05-01T10",
    "2024-05-01T10:00:00.",
    "2024-05-01+1d",
    "2024-05-01|",
    "||",
    "now+1d+1d+1d+1d+1d+1d+1d+1d+1d",
];

#[test]
fn dates_and_date_math_are_told_from_other_text() {
    for date in DATES {
        assert!(is_date(date), "{date}");
    }
    for text in NO_DATES {
        assert!(!is_date(text), "{text}");
    }
}

#[test]
fn the_pattern_says_the_same_of_each_prefix_of_each_example() -> Result<(), regex::Error> {
    let pattern = Regex::new(PATTERN)?;
    for text in DATES.iter().chain(&NO_DATES) {
        for end in 0..=text.len() {
            let part = text.get(..end).unwrap_or_default();
            assert_eq!(is_date(part), pattern.is_match(part), "{part}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_pattern_says_the_same_of_any_text_of_a_dates_characters(text in "(now|[0-9]{4}(-[0-9]{2}){0,2})?[-+:|/.0-9TZdMy]{0,14}") {
        let pattern = Regex::new(PATTERN).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(is_date(&text), pattern.is_match(&text));
    }
}
