//! `format`: the names that the server checks, and what it checks by each. All others are not checked.

mod date;
mod email;

pub(super) use date::is_in_calendar;
use date::{DATE, DATE_TIME};
use email::ADDRESS;
pub(super) use email::settle;

/// The regular expression that texts of a format have to match as a whole.
pub(super) fn pattern(name: &str) -> Option<&'static str> {
    PATTERNS.iter().find(|(known, _)| *known == name).map(|(_, pattern)| *pattern)
}

const PATTERNS: [(&str, &str); 16] = [
    ("date", DATE),
    ("date-time", DATE_TIME),
    ("time", r"^\d{2}:\d{2}:\d{2}$"),
    ("ip-address", IPV4),
    ("ipv4", IPV4),
    ("ipv6", IPV6),
    ("uri", r"(^[a-zA-Z][a-zA-Z0-9+-.]*:[^\s]*$)|(^//[^\s]*$)"),
    ("color", COLOR),
    (
        "hostname",
        r"^([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])(\.([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\-]{0,61}[a-zA-Z0-9]))*$",
    ),
    ("alpha", "^[a-zA-Z]+$"),
    ("alphanumeric", "^[a-zA-Z0-9]+$"),
    ("phone", r"^\+(?:[0-9] ?){6,14}[0-9]$"),
    ("utc-millisec", r"^[0-9]+(\.?[0-9]+)?$"),
    ("style", r"\s*(.+?):\s*([^;]+);?"),
    ("uuid", r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"),
    ("email", ADDRESS),
];

const IPV4: &str = r"^(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\.){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)$";

macro_rules! h {
    () => {
        "[0-9A-Fa-f]{1,4}"
    };
}
macro_rules! v4 {
    () => {
        r"((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})"
    };
}
/// Up to `$more` groups in place of the double colon, or up to `$before_v4` of them before an IPv4 address.
macro_rules! tail {
    ($more:literal, $before_v4:literal) => {
        concat!("(((:", h!(), "){1,", $more, "})|((:", h!(), ")", $before_v4, ":", v4!(), ")|:))")
    };
}
macro_rules! groups {
    ($count:literal, $tail:expr) => {
        concat!("|((", h!(), ":){", $count, "}", $tail)
    };
}
const IPV6: &str = concat!(
    r"^\s*(((",
    h!(),
    ":){7}(",
    h!(),
    "|:))",
    groups!("6", concat!("(:", h!(), "|", v4!(), "|:))")),
    groups!("5", concat!("(((:", h!(), "){1,2})|:", v4!(), "|:))")),
    groups!("4", tail!("3", "?")),
    groups!("3", tail!("4", "{0,2}")),
    groups!("2", tail!("5", "{0,3}")),
    groups!("1", tail!("6", "{0,4}")),
    "|(:",
    tail!("7", "{0,5}"),
    r")(%.+)?\s*$"
);

macro_rules! byte {
    () => {
        r"\b([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])\b\s*"
    };
}
macro_rules! percent {
    () => {
        r"(\d?\d%|100%)+\s*"
    };
}
const COLOR: &str = concat!(
    r"(#?([0-9A-Fa-f]{3,6})\b)|(aqua)|(black)|(blue)|(fuchsia)|(gray)|(green)|(lime)|(maroon)|(navy)|(olive)|(orange)",
    r"|(purple)|(red)|(silver)|(teal)|(white)|(yellow)|(rgb\(\s*",
    byte!(),
    r",\s*",
    byte!(),
    r",\s*",
    byte!(),
    r"\))|(rgb\(\s*",
    percent!(),
    r",\s*",
    percent!(),
    r",\s*",
    percent!(),
    r"\))"
);
