//! What an audit's observations prove.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![cfg(not(target_arch = "wasm32"))]

use search_application_connector::{
    application::{Finding, Verdict, findings, probes},
    json::read,
};

const DAY: u64 = 86_400_000;

/// The finding of this check when only these observations were made.
fn finding(check: &str, observed: &str) -> Finding {
    let found = findings(&read(&format!("{{ \"application\": \"films\", {observed} }}")).unwrap());
    found.into_iter().find(|finding| finding.check.contains(check)).unwrap()
}

#[test]
fn each_observation_has_its_verdict() {
    for (check, observed, verdict) in [
        ("encrypted", r#""url": "https://a.example""#.to_owned(), Verdict::Pass),
        ("encrypted", r#""url": "http://a.example""#.to_owned(), Verdict::Fail),
        ("encrypted", r#""url": "http://127.0.0.1:9200/es""#.to_owned(), Verdict::Pass),
        ("encrypted", r#""url": "http://[::1]:9200""#.to_owned(), Verdict::Pass),
        ("encrypted", r#""url": "http://127.0.0.1.a.example""#.to_owned(), Verdict::Fail),
        ("can search", r#""search": { "status": 200 }"#.to_owned(), Verdict::Pass),
        ("can search", r#""url": """#.to_owned(), Verdict::Unknown),
        (
            "expires",
            format!(r#""now": {DAY}, "key": {{ "api_keys": [{{ "expiration": {} }}] }}"#, DAY * 3),
            Verdict::Pass,
        ),
        ("expires", format!(r#""now": {DAY}, "key": {{ "api_keys": [{{ "expiration": {DAY} }}] }}"#), Verdict::Fail),
        ("expires", r#""now": 1, "key": { "api_keys": [{ "id": "a" }] }"#.to_owned(), Verdict::Fail),
        ("expires", r#""now": 1"#.to_owned(), Verdict::Unknown),
        ("closed", r#""dictionary": { "additionalProperties": false }"#.to_owned(), Verdict::Pass),
        ("closed", r#""dictionary": { "type": "object" }"#.to_owned(), Verdict::Fail),
        ("closed", r#""dictionary": null"#.to_owned(), Verdict::Fail),
        ("closed", r#""stranger": { "status": 200 }"#.to_owned(), Verdict::Fail),
        ("closed", r#""stranger": { "status": 400 }"#.to_owned(), Verdict::Unknown),
        ("browser", r#""url": """#.to_owned(), Verdict::Unknown),
    ] {
        let found = finding(check, &observed);
        assert_eq!(found.verdict, verdict, "{observed}");
        assert_eq!(found.fix.is_none(), verdict == Verdict::Pass, "{found:?}");
    }
}

#[test]
fn a_refused_search_says_why_and_what_to_do() {
    for (answer, seen, fix) in [
        (r#"{ "status": 400, "body": { "error": { "reason": "$.q: is missing" } } }"#, "$.q: is missing", "--params"),
        (
            r#"{ "status": 401, "body": { "error": { "reason": "x", "additional_unsuccessful_credentials":
               "API key: api key is expired" } } }"#,
            "api key is expired",
            "search-application key films",
        ),
        (r#"{ "status": 403, "body": { "error": { "reason": "no licence" } } }"#, "no licence", "licence"),
        (r#"{ "status": 404, "body": "<html>" }"#, "films", "search-application put films"),
        (
            r#"{ "status": 500, "body": { "error": { "reason": "a", "caused_by": { "reason": "inner" } } } }"#,
            "inner",
            "log",
        ),
    ] {
        let found = finding("can search", &format!("\"search\": {answer}"));
        assert_eq!(found.verdict, Verdict::Fail);
        assert!(found.seen.contains(seen) && found.fix.as_ref().unwrap().contains(fix), "{found:?}");
    }
}

#[test]
fn a_page_is_let_in_by_its_own_origin_and_with_its_headers() {
    for (preflight, verdict) in [
        (r#"{ "allowOrigin": "https://a.example", "allowHeaders": "Content-Type, Authorization" }"#, Verdict::Pass),
        (r#"{ "allowOrigin": "*", "allowHeaders": "*" }"#, Verdict::Pass),
        (r#"{ "allowOrigin": "https://b.example", "allowHeaders": "*" }"#, Verdict::Fail),
        (r#"{ "allowOrigin": "https://a.example", "allowHeaders": "Content-Type" }"#, Verdict::Fail),
        (r#"{ "status": 403 }"#, Verdict::Fail),
    ] {
        let observed = format!("\"origin\": \"https://a.example\", \"preflight\": {preflight}");
        assert_eq!(finding("browser", &observed).verdict, verdict, "{preflight}");
    }
}

#[test]
fn every_probe_must_be_refused() {
    let statuses = |status: &str| vec![status; probes("films").len()].join(",");
    for (status, search, verdict) in [
        ("403", 200, Verdict::Pass),
        ("401", 200, Verdict::Pass),
        ("200", 200, Verdict::Fail),
        ("404", 200, Verdict::Fail),
        ("null", 200, Verdict::Unknown),
        // A key that is not known is refused everything, which proves nothing.
        ("401", 401, Verdict::Unknown),
    ] {
        let observed = format!("\"search\": {{ \"status\": {search} }}, \"probes\": [{}]", statuses(status));
        for probe in probes("films") {
            assert_eq!(finding(probe.deed, &observed).verdict, verdict, "{status}: {}", probe.deed);
        }
    }
}

#[test]
fn no_probe_changes_anything() {
    for probe in probes("films") {
        let is_reading =
            probe.method == "GET" || probe.path.contains("_search") || probe.path.ends_with("_render_query");
        let is_of_nobody = probe.method == "DELETE" && probe.path.ends_with("search-application-audit-probe");
        assert!(is_reading || is_of_nobody, "{probe:?}");
    }
}
