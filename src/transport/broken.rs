//! An exchange that brought no answer: what it is called, and what to do about it.

use super::{Asked, node::Address};
use crate::{
    error::{Error, Kind},
    json::decimal,
};

/// Headers that a cluster lets pages send unless it is told otherwise.
const ALLOWED_BY_DEFAULT: [&str; 7] = [
    "x-requested-with",
    "content-type",
    "content-length",
    "authorization",
    "accept",
    "user-agent",
    "x-elastic-client-meta",
];

/// How an exchange ended without an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// Time was up.
    TimedOut,
    /// The caller gave it up.
    GivenUp,
    /// The answer is larger than `maxResponseSize`.
    TooLarge,
    /// The answer is a redirect.
    Redirected,
    /// `fetch` failed, for the reason it gives.
    Failed(String),
}

impl Broken {
    /// The one of that name in `js/exchange.js`; without a name, `fetch` failed for the reason.
    #[must_use]
    pub fn named(name: &str, reason: &str) -> Self {
        match name {
            "TimedOut" => Self::TimedOut,
            "GivenUp" => Self::GivenUp,
            "TooLarge" => Self::TooLarge,
            "Redirected" => Self::Redirected,
            _ => Self::Failed(reason.to_owned()),
        }
    }

    /// The error that it is.
    #[must_use]
    pub fn error(&self, asked: &Asked) -> Error {
        let host = Address::origin(asked.node);
        match self {
            Self::TimedOut => {
                let limit = decimal(asked.timeout_ms);
                Error::new(Kind::Timeout, ["No answer from ", host, " within ", &limit, " ms"].concat())
            }
            Self::GivenUp => Error::new(Kind::RequestAborted, "The request was given up"),
            Self::TooLarge => {
                let limit = decimal(asked.max_response_size);
                let advice = " bytes that `maxResponseSize` allows. Ask for fewer or smaller results, or raise it";
                Error::new(Kind::RequestAborted, ["The answer is larger than the ", &limit, advice].concat())
            }
            Self::Redirected => {
                let advice = " redirects the search. It is not sent on, so that the credential goes nowhere else: give \
                              the address that answers as `host`";
                Error::new(Kind::Response, [host, advice].concat())
            }
            Self::Failed(reason) => failed(host, reason, asked),
        }
    }
}

/// A page isn't told why, so both causes are named.
fn failed(host: &str, reason: &str, asked: &Asked) -> Error {
    let Some(origin) = asked.page else {
        return Error::new(Kind::Connection, ["No answer from ", host, ": ", reason].concat());
    };
    let mut allowed = "X-Requested-With, Content-Type, Content-Length, Authorization, Accept".to_owned();
    for (name, _) in asked.headers.members() {
        if !ALLOWED_BY_DEFAULT.contains(&name.as_str()) {
            allowed.push_str(", ");
            allowed.push_str(name);
        }
    }
    let settings = [
        "No answer from ",
        host,
        " (",
        reason,
        "). Either it can't be reached, or its CORS settings don't let this page in. They must be, in elasticsearch.yml:\n\
         http.cors.enabled: true\nhttp.cors.allow-origin: \"",
        origin,
        "\"\nhttp.cors.allow-headers: ",
        &allowed,
    ];
    Error::new(Kind::Connection, settings.concat())
}
