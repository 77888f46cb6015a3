//! The options of a connector, read and checked once, when it is made. A mistake is reported then and there, in a
//! sentence that names the option.

use crate::{
    error::Error,
    json::{Object, Value},
    params::Convention,
    transport::{Credential, endpoint, is_header_safe},
};

/// How long a search may take, unless `requestTimeout` says otherwise.
const DEFAULT_TIMEOUT_MS: u32 = 30_000;

/// The longest timer that JavaScript has.
const MAX_TIMEOUT_MS: f64 = 2_147_483_647.0;

const KNOWN: [&str; 10] = [
    "host",
    "searchApplication",
    "apiKey",
    "dictionary",
    "params",
    "aggregations",
    "fields",
    "headers",
    "requestTimeout",
    "allowInsecure",
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
    /// The JSON Schema that the params must satisfy, if there is one.
    pub dictionary: Option<Value>,
    /// What params the application's template takes.
    pub convention: Convention,
    /// Where the answer has a facet's aggregation: field to name, for templates of the user's own.
    pub aggregations: Object,
    /// What is known of the index's fields: name to Elasticsearch type.
    pub fields: Object,
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
            dictionary: dictionary(given)?,
            convention: convention(given)?,
            aggregations: object(given, "aggregations")?,
            fields: object(given, "fields")?,
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
    match given.iter().find(|(name, _)| !KNOWN.contains(name)) {
        Some((name, _)) => {
            Err(Error::configuration(["There is no option `", name, "`. The options are ", &KNOWN.join(", ")].concat()))
        }
        None => Ok(()),
    }
}

fn required_text<'a>(given: &'a Object, name: &str, what: &str) -> Result<&'a str, Error> {
    match given.get(name) {
        Some(Value::String(text)) if !text.trim_ascii().is_empty() => Ok(text),
        Some(_) => Err(Error::configuration(["`", name, "` must be a text: ", what].concat())),
        None => Err(Error::configuration(["`", name, "` is missing: ", what].concat())),
    }
}

/// `false` and absence both mean: check nothing in the page.
fn dictionary(given: &Object) -> Result<Option<Value>, Error> {
    match given.get("dictionary") {
        None | Some(Value::Null | Value::Bool(false)) => Ok(None),
        Some(schema @ Value::Object(_)) => Ok(Some(schema.clone())),
        Some(_) => Err(Error::configuration("`dictionary` must be the application's JSON Schema, an object, or false")),
    }
}

/// A function is no JSON value: whoever finds one takes [`Convention::Custom`].
fn convention(given: &Object) -> Result<Convention, Error> {
    Convention::read(given.get("params"))
        .ok_or_else(|| Error::configuration("`params` must be \"typed\", \"boilerplate\" or a function"))
}

fn object(given: &Object, name: &str) -> Result<Object, Error> {
    match given.get(name) {
        None | Some(Value::Null) => Ok(Object::new()),
        Some(Value::Object(object)) => Ok(object.clone()),
        Some(_) => Err(Error::configuration(["`", name, "` must be an object: field to name"].concat())),
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
