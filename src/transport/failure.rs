//! What an answer means: a search response, or which error and in which words. The shapes are those of
//! Elasticsearch's REST layer and of what stands between it and the page: `error` may be an object or a string,
//! `status` may be missing, and a body may be empty or no JSON at all.

use super::{Authentication, PRODUCT, Scheme};
use crate::{
    error::{Error, Kind},
    json::{Object, Value, decimal},
};

/// How much of a body that isn't JSON is quoted.
const EXCERPT: usize = 120;

/// An error answer that has been read whole.
#[derive(Debug)]
pub struct Answer<'a> {
    /// The HTTP status.
    pub status: u16,
    /// The body as text.
    pub text: &'a str,
    /// The body as JSON, if it is JSON.
    pub json: Option<Value>,
}

/// What was asked, for the words of what went wrong.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The search application.
    pub application: &'a str,
    /// The node's address.
    pub node: &'a str,
    /// Who asked.
    pub authentication: &'a Authentication,
    /// Milliseconds that the attempt might take.
    pub timeout_ms: u32,
    /// The largest answer that is read, in bytes.
    pub max_response_size: u32,
    /// The headers that were sent.
    pub headers: &'a Object,
    /// The page's origin, if a page asked.
    pub page: Option<&'a str>,
}

/// Checks that a successful answer is Elasticsearch's, by the value of its product header.
///
/// # Errors
/// [`Kind::ProductNotSupported`]
pub fn check_product(header: Option<&str>) -> Result<(), Error> {
    if header == Some(PRODUCT) {
        return Ok(());
    }
    Err(Error::new(
        Kind::ProductNotSupported,
        "The answer is not Elasticsearch's: its X-elastic-product header is missing. If it is Elasticsearch behind a \
         proxy, let the proxy pass that header on and list it in Access-Control-Expose-Headers",
    ))
}

/// A success whose body isn't a JSON object.
#[must_use]
pub fn unreadable(status: u16, text: &str) -> Error {
    let message = ["The answer is not a search response: ", &excerpt(text)].concat();
    Error::new(Kind::Deserialization, message).with_status(status)
}

/// The error that an answer with an error status is.
#[must_use]
pub fn refusal(answer: Answer, asked: &Asked) -> Error {
    let server = ServerError::read(&answer);
    let words = explanation(answer.status, &server, asked).concat();
    let message = [&words, " (HTTP ", &decimal(answer.status.into()), ")"].concat();
    Error::new(Kind::Response, message).with_status(answer.status).with_body(answer.json)
}

/// What happened and what to do, as pieces of one text.
fn explanation<'a>(status: u16, server: &'a ServerError, asked: &'a Asked) -> [&'a str; 4] {
    let reason = server.reason.as_str();
    let application = asked.application;
    match status {
        401 if reason.starts_with("missing authentication") => {
            let advice = ". A proxy in between must pass the Authorization header on";
            ["Elasticsearch got no credential: ", reason, advice, ""]
        }
        401 => {
            let reason = server.credential_reason.as_deref().unwrap_or(reason);
            let [what, advice] = not_accepted(asked.authentication);
            ["Elasticsearch did not accept the ", what, reason, advice]
        }
        403 if server.restricted => {
            let advice = ". It must be restricted to the workflow search_application_query, and a proxy must not \
                          change the path";
            ["The API key may not be used for this: ", reason, advice, ""]
        }
        403 => ["The API key has no right to search “", application, "”: ", reason],
        404 => ["There is no search application “", application, "” on this cluster: ", reason],
        413 => ["The search is larger than the server accepts", "", "", ""],
        429 => ["The cluster has too much to do at the moment; try again soon: ", reason, "", ""],
        502..=504 => ["The cluster can't answer at the moment; try again soon: ", reason, "", ""],
        _ => [reason, "", "", ""],
    }
}

/// What was not accepted, and what to do.
fn not_accepted(authentication: &Authentication) -> [&'static str; 2] {
    if authentication.is_password() {
        return ["user's name and password: ", ". Check `auth`"];
    }
    match authentication {
        Authentication::Header => ["`authorization` header: ", ". Check it"],
        Authentication::Supplied(Scheme::Bearer) => ["token: ", ". Its function was asked for a new one too"],
        Authentication::Supplied(Scheme::ApiKey) => ["API key: ", ". Its function was asked for a new one too"],
        Authentication::Fixed(credential) if credential.header().starts_with("Bearer") => {
            ["token: ", ". Get a new one and give it to the page as `auth.bearer`"]
        }
        Authentication::Fixed(_) => ["API key: ", ". Make a new key and give it to the page as `apiKey`"],
    }
}

/// What the server says of its error.
struct ServerError {
    /// In the most telling words there are.
    reason: String,
    /// For a 401: what was wrong with the key (unknown, expired, invalidated, wrong).
    credential_reason: Option<String>,
    /// For a 403: the key's workflow restriction, not its privileges, refused.
    restricted: bool,
}

impl ServerError {
    fn read(answer: &Answer) -> Self {
        let error = answer.json.as_ref().and_then(|body| body.get("error"));
        let credentials = error.and_then(|error| text_of(error, "additional_unsuccessful_credentials"));
        let restricted =
            error.and_then(|error| error.get("root_cause")).and_then(Value::as_array).is_some_and(|causes| {
                causes.iter().any(|cause| text_of(cause, "type") == Some("role_restriction_exception"))
            });
        Self {
            reason: error.and_then(telling_reason).unwrap_or_else(|| excerpt(answer.text)),
            credential_reason: credentials.map(|text| text.strip_prefix("API key: ").unwrap_or(text).to_owned()),
            restricted,
        }
    }
}

/// The innermost reason and, where it says something else, the outermost before it.
fn telling_reason(error: &Value) -> Option<String> {
    if let Value::String(reason) = error {
        return Some(reason.clone());
    }
    let outer = reason_of(error);
    let inner = reason_of(innermost(error));
    match (outer, inner) {
        (Some(outer), Some(inner)) if outer.starts_with(inner) || outer.ends_with(inner) => Some(outer.to_owned()),
        (Some(outer), Some(inner)) => Some([outer, ": ", inner].concat()),
        (outer, inner) => inner.or(outer).map(str::to_owned),
    }
}

fn innermost(error: &Value) -> &Value {
    std::iter::successors(Some(error), |error| error.get("caused_by")).last().unwrap_or(error)
}

fn reason_of(error: &Value) -> Option<&str> {
    text_of(error, "reason").or_else(|| text_of(error, "type"))
}

fn text_of<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// The beginning of a body that isn't the server's JSON, on one line.
fn excerpt(text: &str) -> String {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_ascii_whitespace() {
        let gap = if line.is_empty() { "" } else { " " };
        for character in gap.chars().chain(word.chars()) {
            if length == EXCERPT {
                line.push('…');
                return line;
            }
            line.push(character);
            length += 1;
        }
    }
    if line.is_empty() { "the body is empty".to_owned() } else { line }
}
