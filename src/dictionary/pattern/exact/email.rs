//! `email`, as the server's copy of Apache Commons Validator checks it: an address with a known top-level domain.

use super::Verdict;

/// What an address of the right form is found to be: by the length of its parts, and by its domain. A domain may also
/// be anything in brackets, or have letters that the server turns into ASCII first.
pub(super) fn settle(address: &str) -> Verdict {
    let is_blank = |character: char| matches!(character, '\t'..='\r' | ' ');
    let (user, domain) = address.rsplit_once('@').unwrap_or_default();
    let blanks = user.len() - user.trim_start_matches(is_blank).len();
    let line_end = user.get(..blanks).and_then(|blanks| blanks.rfind(['\n', '\r']));
    let user = line_end.and_then(|place| user.get(place + 1..)).unwrap_or(user);
    if user.encode_utf16().count() > 64 || address.ends_with('.') {
        return Verdict::Fails;
    }
    domain_exists(domain.trim_end_matches(is_blank))
}

/// Whether a domain is an IP address in brackets, or ends in one of the top-level domains that the server's validator
/// knows: those of IANA as of 2017, one a line.
fn domain_exists(domain: &str) -> Verdict {
    if let Some(address) = domain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return address.parse::<std::net::IpAddr>().is_ok().into();
    }
    // The server turns other letters into ASCII first, by the rules of IDNA 2003.
    if !domain.is_ascii() {
        return Verdict::Unsure;
    }
    let top_level = domain.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    let is_known = include_str!("top_level_domains.txt").lines().any(|known| known.eq_ignore_ascii_case(top_level));
    (domain.len() <= 253 && is_known).into()
}
