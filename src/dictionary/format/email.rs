//! `email`, as the server's copy of Apache Commons Validator checks it: an address with a known top-level domain.

use super::super::pattern::Verdict;

/// What stands before the `@`: words or quoted texts, joined by dots.
pub(in super::super) const USER: &str =
    r#"\s*((((\\.)|[^\s\p{Cntrl}()<>@,;:'\\".\[\]]|')+|("(\\"|[^"])*"))(\.(((\\.)|[^\s\p{Cntrl}()<>@,;:'\\".\[\]]|')+|("(\\"|[^"])*")))*)"#;

/// What stands behind it: labels, joined by dots, the last one beginning with a letter.
pub(in super::super) const DOMAIN: &str = r"(?:\p{Alnum}(?:[\p{Alnum}-]{0,61}\p{Alnum})?\.)+(\p{Alpha}(?:[\p{Alnum}-]{0,61}\p{Alnum})?)\.?";

/// The longest user, in UTF-16 units, and the longest domain.
const MAX_USER: usize = 64;
const MAX_DOMAIN: usize = 253;

/// Checks an address, with the verdicts of the two patterns above at hand.
pub(in super::super) fn email(text: &str, user: &dyn Fn(&str) -> Verdict, domain: &dyn Fn(&str) -> Verdict) -> Verdict {
    let Some((before, after)) = text.rsplit_once('@').filter(|_| !text.ends_with('.')) else { return Verdict::Fails };
    let before = without_blank_lines(before);
    let is_line_end = |character| matches!(character, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if before.is_empty() || before.contains(is_line_end) || before.encode_utf16().count() > MAX_USER {
        return Verdict::Fails;
    }
    match user(before) {
        Verdict::Fits => domain_verdict(after.trim_end_matches(is_blank), domain),
        other => other,
    }
}

/// The text without leading lines that hold nothing but blanks.
fn without_blank_lines(text: &str) -> &str {
    let blank = text.len() - text.trim_start_matches(is_blank).len();
    let last_line_end = text.get(..blank).and_then(|blank| blank.rfind(['\n', '\r']));
    last_line_end.and_then(|place| text.get(place + 1..)).unwrap_or(text)
}

/// Java's `\s`
fn is_blank(character: char) -> bool {
    matches!(character, '\t'..='\r' | ' ')
}

fn domain_verdict(text: &str, domain: &dyn Fn(&str) -> Verdict) -> Verdict {
    if let Some(address) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return is_address(address);
    }
    // The server turns other letters into ASCII first, by the rules of IDNA 2003.
    if !text.is_ascii() {
        return Verdict::Unsure;
    }
    let top_level = text.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    match domain(text) {
        Verdict::Fits if text.len() > MAX_DOMAIN => Verdict::Fails,
        Verdict::Fits => is_top_level_domain(top_level),
        other => other,
    }
}

/// The page has no room for the list.
#[cfg(not(feature = "exact-dictionary"))]
fn is_top_level_domain(_: &str) -> Verdict {
    Verdict::Unsure
}

/// The names that the server's validator knows: the list of IANA as of 2017, one name a line, sorted.
#[cfg(feature = "exact-dictionary")]
fn is_top_level_domain(name: &str) -> Verdict {
    include_str!("top_level_domains.txt").lines().any(|known| known.eq_ignore_ascii_case(name)).into()
}

/// The page leaves it to the server.
#[cfg(not(feature = "exact-dictionary"))]
fn is_address(_: &str) -> Verdict {
    Verdict::Unsure
}

#[cfg(feature = "exact-dictionary")]
fn is_address(text: &str) -> Verdict {
    text.parse::<std::net::IpAddr>().is_ok().into()
}
