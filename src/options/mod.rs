//! The options of a connector, read and checked once, when it is made. A mistake is reported then and there, in a
//! sentence that names the option.
//!
//! Most options are rows of one table (`table.rs`): a name, where it may be said, and a reader. What is read stays a
//! JSON object, since nearly all of it is for JavaScript.

mod readers;
mod rule;
mod search_application;
mod table;

use crate::{
    error::Error,
    json::{Object, Value},
    transport::{Connection, Surroundings, headers, path, refuse_outside_page, secrets_in},
};
use rule::{CONNECTOR, SEARCH, read, refuse_unknown};

pub(crate) use rule::present;
pub use search_application::SearchApplication;

/// Milliseconds that an attempt may take, unless `requestTimeout` says otherwise.
const TIMEOUT: u32 = 30_000;
/// How often a search is tried again: as often as the JavaScript client does it.
const RETRIES: u32 = 3;
/// The version of its API that a serverless cluster is asked for.
const SERVERLESS_VERSION: &str = "2023-10-31";
const VERSION_HEADER: &str = "elastic-api-version";
/// How many bytes an answer may have.
const RESPONSE_SIZE: u32 = 100_000_000;

/// What a connector was told.
#[derive(Debug, Clone)]
pub struct Options {
    /// The path that searches are posted to.
    pub path: String,
    /// Where they go, and who asks.
    pub connection: Connection,
    /// How they are sent, unless one says otherwise: options by their names.
    pub request: Object,
    /// The connector's own search application.
    pub own: SearchApplication,
    /// Others that suggestions come from.
    pub others: Vec<SearchApplication>,
    /// How many answers are kept, and for how long: `{ maxEntries, ttl }`, `false` or `null`.
    pub cache: Value,
    /// What stands before each `opaqueId`.
    opaque_id_prefix: String,
}

impl Options {
    /// Reads the constructor's argument.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for the first option that can't work.
    pub fn read(options: &Value, surroundings: &Surroundings) -> Result<Self, Error> {
        let given = options.as_object().ok_or_else(|| {
            Error::configuration("The connector needs options: `{ host, searchApplication, apiKey, dictionary }`")
        })?;
        // Before the names are looked at: what a page has no use for is told in words of its own.
        refuse_outside_page(given, surroundings)?;
        refuse_unknown(given, &surroundings.functions, CONNECTOR)?;
        let told = read(given, CONNECTOR)?;
        let name = name(given)?;
        let path = path(name)?;
        let opaque_id_prefix = told.get("opaqueIdPrefix").and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut request = defaults();
        merge(&mut request, &for_request(given, &opaque_id_prefix)?);
        let connection = Connection::read(given, &told, surroundings, headers_of(&request))?;
        if connection.is_serverless {
            let version = Object::from(vec![(VERSION_HEADER.to_owned(), SERVERLESS_VERSION.into())]);
            merge(&mut request, &Object::from(vec![("headers".to_owned(), version.into())]));
        }
        let cache = told.get("cache").cloned().unwrap_or_default();
        let (own, others) = (SearchApplication::own(name, told), SearchApplication::read_each(given)?);
        Ok(Self { path, connection, request, own, others, cache, opaque_id_prefix })
    }

    /// What no error may show, as far as the options tell it.
    #[must_use]
    pub fn secrets(&self) -> Vec<String> {
        let mut secrets = self.connection.secrets();
        secrets.extend(secrets_in(headers_of(&self.request)));
        secrets
    }

    /// How a single search is sent: what is said for it alone over what is said for all.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for the first option that can't work.
    pub fn over(&self, options: &Value, functions: &[String]) -> Result<Object, Error> {
        let none = Object::new();
        let given = match options {
            Value::Null => &none,
            Value::Object(given) => given,
            _ => return Err(Error::configuration("The options of a search must be an object")),
        };
        refuse_unknown(given, functions, SEARCH)?;
        let mut request = self.request.clone();
        merge(&mut request, &for_request(given, &self.opaque_id_prefix)?);
        Ok(request)
    }
}

fn name(given: &Object) -> Result<&str, Error> {
    match given.get("searchApplication") {
        Some(Value::String(text)) if !text.trim_ascii().is_empty() => Ok(text),
        Some(_) => Err(Error::configuration("`searchApplication` must be a text: the name of the search application")),
        None => Err(Error::configuration("`searchApplication` is missing: the name of the search application")),
    }
}

fn defaults() -> Object {
    let mut defaults = Object::new();
    defaults.insert("requestTimeout", TIMEOUT);
    defaults.insert("maxRetries", RETRIES);
    defaults.insert("maxResponseSize", RESPONSE_SIZE);
    let mut redaction = Object::new();
    redaction.insert("mode", "replace");
    redaction.insert("additional", Vec::new());
    defaults.insert("redaction", redaction);
    defaults.insert("ignore", Vec::new());
    defaults
}

/// What says how a search is sent.
fn for_request(given: &Object, prefix: &str) -> Result<Object, Error> {
    let mut request = read(given, SEARCH)?;
    if let Some(Value::String(id)) = request.get("opaqueId") {
        let id = [prefix, id].concat();
        request.insert("opaqueId", id);
    }
    request.insert("headers", headers(given)?);
    Ok(request)
}

/// The headers among the options of a request, their names in lower case.
#[must_use]
pub fn headers_of(request: &Object) -> Option<&Object> {
    request.get("headers").and_then(Value::as_object)
}

/// Puts options over others: a header or a member of the query string over the one of its name.
fn merge(options: &mut Object, over: &Object) {
    for (name, value) in over.members() {
        let merged = match (name.as_str(), options.get(name), value) {
            ("headers" | "querystring", Some(Value::Object(under)), Value::Object(over)) => {
                let mut both = under.clone();
                over.iter().for_each(|(name, value)| both.insert(name, value.clone()));
                both.into()
            }
            _ => value.clone(),
        };
        options.insert(name.as_str(), merged);
    }
}
