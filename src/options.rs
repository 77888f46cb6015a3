//! The options of a connector, read and checked once, when it is made. A mistake is reported then and there, in a
//! sentence that names the option.

use crate::{
    error::Error,
    json::{Object, Value},
    search_application::{self, SearchApplication},
    transport::{Credential, endpoint, is_header_safe},
};

/// How long a search may take, unless `requestTimeout` says otherwise.
const DEFAULT_TIMEOUT_MS: u32 = 30_000;

/// The longest timer that JavaScript has.
const MAX_TIMEOUT_MS: f64 = 2_147_483_647.0;

const KNOWN: [&str; 7] =
    ["host", "searchApplication", "apiKey", "headers", "requestTimeout", "allowInsecure", "searchApplications"];

/// Options that are functions. A function is no JSON value, so whatever is found here is none.
const FUNCTIONS: [&str; 5] = [
    "interceptSearchRequest",
    "interceptAutocompleteResultsRequest",
    "interceptAutocompleteSuggestionsRequest",
    "onResultClick",
    "onAutocompleteResultClick",
];

/// What a connector was told.
#[derive(Debug, Clone)]
pub struct Options {
    /// The search application's name.
    pub application: String,
    /// The URL that searches are posted to.
    pub endpoint: String,
    /// The cluster, or a proxy in front of it, as it was given.
    host: String,
    /// Whether plain http to another machine is permitted.
    allow_insecure: bool,
    /// Who asks.
    pub credential: Credential,
    /// What is known of that application.
    pub own: SearchApplication,
    /// What is known of others that suggestions come from, by name.
    pub others: Vec<(String, SearchApplication)>,
    /// Headers that are sent with each request, beside those the connector needs.
    pub headers: Vec<(String, String)>,
    /// Milliseconds that a request may take until its answer has been read.
    pub timeout_ms: u32,
}

impl Options {
    /// Reads the constructor's argument.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for the first option that can't work.
    pub fn read(options: &Value) -> Result<Self, Error> {
        let given = options.as_object().ok_or_else(|| {
            Error::configuration("The connector needs options: `{ host, searchApplication, apiKey, dictionary }`")
        })?;
        refuse_unknown(given)?;
        let application = required_text(given, "searchApplication", "the name of the search application")?;
        let host = required_text(given, "host", "the URL of the cluster")?;
        let allow_insecure = given.get("allowInsecure").and_then(Value::as_bool).unwrap_or(false);
        let api_key = given.get("apiKey").ok_or_else(|| {
            Error::configuration(
                "`apiKey` is missing: the key that lets the page search this application and nothing else",
            )
        })?;
        Ok(Self {
            endpoint: endpoint(host, application, allow_insecure)?,
            application: application.to_owned(),
            host: host.to_owned(),
            allow_insecure,
            credential: Credential::read(api_key)?,
            own: SearchApplication::read(given)?,
            others: SearchApplication::read_each(given)?,
            headers: headers(given)?,
            timeout_ms: timeout(given)?,
        })
    }

    /// The URL that searches of another application on the same cluster are posted to.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for a name that can't be one.
    pub fn endpoint_of(&self, application: &str) -> Result<String, Error> {
        endpoint(&self.host, application, self.allow_insecure)
    }

    /// Scheme and authority of the endpoint, for messages.
    #[must_use]
    pub fn origin(&self) -> &str {
        let mut slashes = self.endpoint.bytes().enumerate().filter(|&(_, byte)| byte == b'/');
        let end = slashes.nth(2).map(|(at, _)| at);
        end.and_then(|end| self.endpoint.get(..end)).unwrap_or_default()
    }
}

fn refuse_unknown(given: &Object) -> Result<(), Error> {
    let known = [&KNOWN[..], &search_application::OPTIONS, &FUNCTIONS].concat();
    for (name, value) in given.iter() {
        if !known.contains(&name) {
            let known = known.join(", ");
            return Err(Error::configuration(["There is no option `", name, "`. The options are ", &known].concat()));
        }
        if FUNCTIONS.contains(&name) && *value != Value::Null {
            return Err(Error::configuration(["`", name, "` must be a function"].concat()));
        }
    }
    Ok(())
}

fn required_text<'a>(given: &'a Object, name: &str, what: &str) -> Result<&'a str, Error> {
    match given.get(name) {
        Some(Value::String(text)) if !text.trim_ascii().is_empty() => Ok(text),
        Some(_) => Err(Error::configuration(["`", name, "` must be a text: ", what].concat())),
        None => Err(Error::configuration(["`", name, "` is missing: ", what].concat())),
    }
}

fn headers(given: &Object) -> Result<Vec<(String, String)>, Error> {
    let Some(option) = given.get("headers") else { return Ok(Vec::new()) };
    let headers = option.as_object().ok_or_else(|| Error::configuration("`headers` must be an object of texts"))?;
    let mut checked = Vec::new();
    for (name, value) in headers.members() {
        checked.push(header(name, value)?);
    }
    Ok(checked)
}

fn header(name: &str, value: &Value) -> Result<(String, String), Error> {
    let token = |name: &str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
    };
    match value.as_str() {
        Some(text) if token(name) && is_header_safe(text) => Ok((name.to_ascii_lowercase(), text.to_owned())),
        _ => Err(Error::configuration(
            ["The header `", name, "` in `headers` can't be sent: its name or its value is not a header's"].concat(),
        )),
    }
}

fn timeout(given: &Object) -> Result<u32, Error> {
    match given.get("requestTimeout") {
        None => Ok(DEFAULT_TIMEOUT_MS),
        Some(Value::Number(number)) if (1.0..=MAX_TIMEOUT_MS).contains(&number.value()) => {
            // In range, and a part of a millisecond doesn't matter.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            Ok(number.value() as u32)
        }
        Some(_) => Err(Error::configuration("`requestTimeout` must be a number of milliseconds, at least 1")),
    }
}
