//! What a page's API key can do and what it can't: the requests that tell, and what their answers mean. The requests
//! change nothing, even where a key may do all: what they would delete is not there.

use std::net::IpAddr;

use super::openness::openings;
use crate::{
    json::{Object, Value},
    search_ui::scalar,
};

/// No index, document or search application has this name.
const NOBODY: &str = "search-application-audit-probe";

/// A request that a page's key must not be allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// What it would do, as in "The key may …".
    pub deed: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path, with its `/`.
    pub path: String,
    /// The body, JSON text.
    pub body: Option<&'static str>,
}

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// As it should be.
    Pass,
    /// To be fixed.
    Fail,
    /// Nothing could be told.
    Unknown,
}

/// The end of one check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was checked.
    pub check: String,
    /// How it ended.
    pub verdict: Verdict,
    /// What was seen.
    pub seen: String,
    /// What to do, unless all is well.
    pub fix: Option<String>,
}

const MATCH_NOTHING: &str = r#"{"size":0,"query":{"match_none":{}}}"#;

/// What a page's key for this search application must not be allowed. The name must be one that the server takes.
#[must_use]
pub fn probes(application: &str) -> Vec<Probe> {
    let probe = |deed, method, path: &[&str], body| Probe { deed, method, path: path.concat(), body };
    let base = "/_application/search_application";
    vec![
        probe(
            "search the application's indices by any query",
            "POST",
            &["/", application, "/_search"],
            Some(MATCH_NOTHING),
        ),
        probe("search all indices", "POST", &["/_search"], Some(MATCH_NOTHING)),
        probe("read a document by its id", "GET", &["/", application, "/_doc/", NOBODY], None),
        probe("tell who it belongs to", "GET", &["/_security/_authenticate"], None),
        probe("list API keys", "GET", &["/_security/api_key?owner=true"], None),
        probe("render the template", "POST", &[base, "/", application, "/_render_query"], Some("{}")),
        probe("read the search application", "GET", &[base, "/", application], None),
        probe("list search applications", "GET", &[base], None),
        probe("search another application", "POST", &[base, "/", NOBODY, "/_search"], Some("{}")),
        probe("delete search applications", "DELETE", &[base, "/", NOBODY], None),
        probe("delete documents", "DELETE", &["/", application, "/_doc/", NOBODY], None),
        probe("delete indices", "DELETE", &["/", NOBODY], None),
        probe("read mappings", "GET", &["/", application, "/_mapping"], None),
        probe("tell the cluster's version", "GET", &["/"], None),
    ]
}

/// What the observations prove. They are an object with these members, each of which may be missing:
///
/// - `url`: where the page sends its searches; `application`: the application's name
/// - `search`: the answer to a search with the key, `{ "status": 200, "body": … }`
/// - `probes`: the status of each answer to [`probes`], in their order
/// - `stranger`: the answer to a search with a param that no template has
/// - `key`: what `GET _security/api_key` says of the key; `now`: milliseconds since 1970
/// - `dictionary`: the application's, `null` if it has none
/// - `origin`: a page's; `preflight`: `{ "status", "allowOrigin", "allowHeaders" }` for it
#[must_use]
pub fn findings(observed: &Value) -> Vec<Finding> {
    let application = scalar::text(observed.get("application")).unwrap_or_default();
    let mut findings = vec![transport(observed), search(observed, &application)];
    let is_known = status(observed.get("search")) != Some(401);
    findings.extend(refusals(observed, &application, is_known));
    findings.push(expiry(observed));
    findings.push(dictionary(observed));
    findings.push(cors(observed));
    findings
}

impl Finding {
    fn pass(check: impl Into<String>, seen: impl Into<String>) -> Self {
        Self { check: check.into(), verdict: Verdict::Pass, seen: seen.into(), fix: None }
    }

    fn fail(check: impl Into<String>, seen: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { check: check.into(), verdict: Verdict::Fail, seen: seen.into(), fix: Some(fix.into()) }
    }

    fn unknown(check: impl Into<String>, seen: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { verdict: Verdict::Unknown, ..Self::fail(check, seen, fix) }
    }

    /// `{ "check", "verdict", "seen", "fix"? }`
    #[must_use]
    pub fn to_value(&self) -> Value {
        let members = [("check", Some(&*self.check)), ("verdict", Some(self.verdict.name()))];
        let members = members.into_iter().chain([("seen", Some(&*self.seen)), ("fix", self.fix.as_deref())]);
        members.filter_map(|(name, value)| Some((name.to_owned(), value?.into()))).collect::<Object>().into()
    }
}

impl Verdict {
    /// The word for it in what a program reads.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Unknown => "unknown",
        }
    }
}

impl Probe {
    /// `{ "deed", "method", "path", "body"? }`
    #[must_use]
    pub fn to_value(&self) -> Value {
        let members = [("deed", Some(self.deed)), ("method", Some(self.method)), ("path", Some(&*self.path))];
        let members = members.into_iter().chain([("body", self.body)]);
        members.filter_map(|(name, value)| Some((name.to_owned(), value?.into()))).collect::<Object>().into()
    }
}

fn status(answer: Option<&Value>) -> Option<u32> {
    scalar::whole(answer?.get("status"))
}

fn transport(observed: &Value) -> Finding {
    let check = "Searches are encrypted";
    let url = scalar::text(observed.get("url")).unwrap_or_default();
    if url.starts_with("https:") {
        return Finding::pass(check, "The address is https:");
    }
    if is_loopback(&url) {
        return Finding::pass(check, "They stay on this machine");
    }
    Finding::fail(
        check,
        format!("The address is {url}: anyone on the way can read the key"),
        "Switch TLS on (xpack.security.http.ssl), or put a proxy with TLS in front",
    )
}

fn is_loopback(url: &str) -> bool {
    let authority = url.strip_prefix("http://").and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn search(observed: &Value, application: &str) -> Finding {
    let check = "The key can search the application";
    let reason = reason(observed.get("search")).unwrap_or_default();
    match status(observed.get("search")) {
        Some(200) => Finding::pass(check, "A search was answered"),
        Some(400) => Finding::fail(
            check,
            format!("Elasticsearch refused the params: {reason}"),
            "Give params that the application takes, with --params",
        ),
        Some(401) => Finding::fail(
            check,
            format!("Elasticsearch does not know the key, or it has ended: {reason}"),
            format!("Make a new one: search-application key {application}"),
        ),
        Some(403) => Finding::fail(
            check,
            format!("Elasticsearch refused the key: {reason}"),
            format!(
                "Make one for this application, with: search-application key {application}. The cluster needs a \
                     trial, platinum or enterprise licence"
            ),
        ),
        Some(404) => Finding::fail(
            check,
            format!("There is no search application {application}"),
            format!("Make it: search-application put {application}"),
        ),
        Some(status) => Finding::fail(check, format!("The answer was {status}: {reason}"), "Look at the cluster's log"),
        None => Finding::unknown(check, "No search was tried", "Give the key in SEARCH_APPLICATION_KEY"),
    }
}

/// The words of the server's for an error: those on the credentials, else the innermost.
fn reason(answer: Option<&Value>) -> Option<String> {
    let error = answer?.get("body")?.get("error")?;
    let innermost = std::iter::successors(Some(error), |error| error.get("caused_by")).last()?;
    let on_key = scalar::text(error.get("additional_unsuccessful_credentials"));
    on_key.or_else(|| scalar::text(innermost.get("reason"))).or_else(|| scalar::text(Some(error)))
}

fn refusals(observed: &Value, application: &str, is_known: bool) -> Vec<Finding> {
    let statuses = scalar::elements(observed.get("probes"));
    let refusal = |(probe, status): (Probe, &Value)| {
        let check = format!("The key can't {}", probe.deed);
        let request = format!("{} {}", probe.method, probe.path);
        match scalar::whole(Some(status)) {
            _ if !is_known => Finding::unknown(check, "The key is not valid", "Audit a key that is"),
            Some(status @ (401 | 403)) => Finding::pass(check, format!("{request}: {status}")),
            Some(status) => Finding::fail(
                check,
                format!("{request} was not refused: {status}"),
                format!(
                    "Invalidate this key, and make one that is restricted to the workflow \
                         search_application_query: search-application key {application}"
                ),
            ),
            None => Finding::unknown(check, format!("{request} had no answer"), "Try again"),
        }
    };
    probes(application).into_iter().zip(statuses).map(refusal).collect()
}

fn expiry(observed: &Value) -> Finding {
    const DAY: f64 = 86_400_000.0;
    let check = "The key expires";
    let key = scalar::elements(observed.get("key").and_then(|answer| answer.get("api_keys"))).first();
    let Some(key) = key else {
        let how = "Give an operator's credentials (ELASTICSEARCH_API_KEY) as well: a page's key can't tell";
        return Finding::unknown(check, "Nobody was asked who may know", how);
    };
    let number = |value: Option<&Value>| value?.as_number().map(crate::json::Number::value);
    match (number(key.get("expiration")), number(observed.get("now"))) {
        (Some(end), Some(now)) if end > now => Finding::pass(check, format!("In {} days", ((end - now) / DAY).ceil())),
        (Some(_), _) => Finding::fail(check, "It has expired", "Make a new key, and build the page with it"),
        (None, _) => Finding::fail(
            check,
            "It is valid for ever: one that was forgotten, or taken, can't be told apart from one in use",
            "Make a key with --expires, and invalidate this one: search-application key --invalidate ID",
        ),
    }
}

fn dictionary(observed: &Value) -> Finding {
    let check = "The dictionary is closed";
    let fix = "Let `search-application put` write it, or close it by hand";
    match observed.get("dictionary") {
        Some(Value::Null) => Finding::fail(check, "There is none: any params reach the template", fix),
        Some(dictionary) => {
            let open: Vec<String> = openings(dictionary)
                .iter()
                .map(|opening| format!("{} takes {} ({})", opening.path, opening.takes, opening.fix))
                .collect();
            if open.is_empty() {
                return Finding::pass(check, "Every param is named and bounded");
            }
            Finding::fail(check, open.join("; "), fix)
        }
        None if status(observed.get("stranger")) == Some(200) => {
            Finding::fail(check, "A param was taken that no application has", fix)
        }
        None => Finding::unknown(
            check,
            "A param that it doesn't name was refused; more can't be told without the dictionary",
            "Give an operator's credentials (ELASTICSEARCH_API_KEY), or the file with --dictionary",
        ),
    }
}

fn cors(observed: &Value) -> Finding {
    let check = "The page's browser may ask";
    let (Some(origin), Some(preflight)) = (scalar::text(observed.get("origin")), observed.get("preflight")) else {
        return Finding::unknown(check, "No page was named", "Give the page's origin with --origin");
    };
    let allowed = scalar::text(preflight.get("allowOrigin")).unwrap_or_default();
    let headers = scalar::text(preflight.get("allowHeaders")).unwrap_or_default().to_ascii_lowercase();
    let fix = format!("Put what this prints into elasticsearch.yml: search-application cors {origin}");
    if allowed != origin && allowed != "*" {
        return Finding::fail(check, format!("Pages of {origin} are not let in"), fix);
    }
    let missing = ["authorization", "content-type"]
        .into_iter()
        .find(|&name| headers != "*" && !headers.split(',').any(|header| header.trim() == name));
    match missing {
        Some(name) => Finding::fail(check, format!("Pages may not send the header {name}"), fix),
        None => Finding::pass(check, format!("Pages of {origin} are let in")),
    }
}
