//! How a search is sent: what may be said for all searches of a connector and for one of them.

use super::{duration::milliseconds, header, redaction::Redaction};
use crate::{
    error::Error,
    json::{Object, Value},
};

/// How long an attempt may take, unless `requestTimeout` says otherwise.
const DEFAULT_TIMEOUT_MS: u32 = 30_000;

/// How often a search is tried again, unless `maxRetries` says otherwise: as often as the JavaScript client does it.
const DEFAULT_RETRIES: u32 = 3;

/// How many bytes an answer may have, unless `maxResponseSize` says otherwise.
const DEFAULT_RESPONSE_SIZE: u32 = 100_000_000;

/// The longest text that V8 holds, and the client's own limit.
const LARGEST_RESPONSE_SIZE: u32 = 536_870_888;

/// What a connector and a single search may say. `retryBackoff`, `context` and `signal` are JavaScript's
/// own, the last `true` where it is one.
pub const SHARED: [&str; 12] = [
    "requestTimeout",
    "maxRetries",
    "retryOnTimeout",
    "retryBackoff",
    "maxResponseSize",
    "headers",
    "querystring",
    "opaqueId",
    "compression",
    "redaction",
    "context",
    "signal",
];

/// What only a single search may say.
const SINGLE: [&str; 5] = ["id", "ignore", "meta", "asStream", "cache"];

/// How a search is sent.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option that the page sets by itself")]
pub struct RequestOptions {
    /// Milliseconds that an attempt may take until its answer has been read.
    pub timeout_ms: u32,
    /// How often it may be tried again.
    pub max_retries: u32,
    /// Whether it is tried again after a timeout.
    pub retry_on_timeout: bool,
    /// The largest answer that is read, in bytes.
    pub max_response_size: u32,
    /// Headers beside those that every search needs; their names in lower case.
    pub headers: Vec<(String, String)>,
    /// Members of the query string.
    pub querystring: Object,
    /// What the server's logs and tasks know the search by, `opaqueIdPrefix` before it.
    pub opaque_id: Option<String>,
    /// Whether the body is sent gzipped.
    pub compression: bool,
    /// What is kept out of errors and events.
    pub redaction: Redaction,
    /// What the page calls this search; `null` where it has no name of its own.
    pub id: Value,
    /// Statuses that are no error.
    pub ignore: Vec<Value>,
    /// Whether the whole exchange is returned, not the body alone.
    pub meta: bool,
    /// Whether the body is returned as a stream.
    pub as_stream: bool,
    /// Whether a kept or a shared answer will do.
    pub cache: bool,
}

impl Default for RequestOptions {
    fn default() -> Self {
        Self {
            timeout_ms: DEFAULT_TIMEOUT_MS,
            max_retries: DEFAULT_RETRIES,
            retry_on_timeout: false,
            max_response_size: DEFAULT_RESPONSE_SIZE,
            headers: Vec::new(),
            querystring: Object::new(),
            opaque_id: None,
            compression: false,
            redaction: Redaction::default(),
            id: Value::Null,
            ignore: Vec::new(),
            meta: false,
            as_stream: false,
            cache: true,
        }
    }
}

impl RequestOptions {
    /// Reads the options of a single search over those of its connector. `functions` names those that are functions.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for the first that can't work.
    pub fn read(given: &Value, functions: &[String], base: &Self, opaque_id_prefix: &str) -> Result<Self, Error> {
        let none = Object::new();
        let given = match given {
            Value::Null => &none,
            Value::Object(given) => given,
            _ => return Err(Error::configuration("The options of a search must be an object")),
        };
        refuse_unknown(given, functions, &[&SHARED, &SINGLE])?;
        Self::over(base, given, opaque_id_prefix)
    }

    /// The same with what `given` says of it.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for the first option that can't work.
    pub fn over(base: &Self, given: &Object, opaque_id_prefix: &str) -> Result<Self, Error> {
        flag(given, "signal").map_err(|_| Error::configuration("`signal` must be an AbortSignal"))?;
        let mut headers = base.headers.clone();
        for header in header::headers(given)? {
            header::set(&mut headers, header);
        }
        Ok(Self {
            timeout_ms: timeout(given)?.unwrap_or(base.timeout_ms),
            max_retries: whole(given, "maxRetries", 0, u32::MAX)?.unwrap_or(base.max_retries),
            retry_on_timeout: flag(given, "retryOnTimeout")?.unwrap_or(base.retry_on_timeout),
            max_response_size: whole(given, "maxResponseSize", 1, LARGEST_RESPONSE_SIZE)?
                .unwrap_or(base.max_response_size),
            headers,
            querystring: querystring(given, &base.querystring)?,
            opaque_id: opaque_id(given, opaque_id_prefix)?.or_else(|| base.opaque_id.clone()),
            compression: flag(given, "compression")?.unwrap_or(base.compression),
            redaction: present(given, "redaction").map_or_else(|| Ok(base.redaction.clone()), Redaction::read)?,
            id: given.get("id").cloned().unwrap_or_default(),
            ignore: ignore(given)?,
            meta: flag(given, "meta")?.unwrap_or(false),
            as_stream: flag(given, "asStream")?.unwrap_or(false),
            cache: given.get("cache") != Some(&Value::Bool(false)),
        })
    }
}

/// Refuses an option, or a function given as one, that is on none of the lists.
///
/// # Errors
/// A [`Kind::Configuration`](crate::error::Kind::Configuration) error with all that there are.
pub fn refuse_unknown(given: &Object, functions: &[String], known: &[&[&str]]) -> Result<(), Error> {
    let is_unknown = |name: &&str| !known.iter().any(|names| names.contains(name));
    // A member of `auth` has a dot in its name, and is looked at there.
    let functions = functions.iter().map(String::as_str).filter(|name| !name.bytes().any(|byte| byte == b'.'));
    match given.iter().map(|(name, _)| name).chain(functions).find(is_unknown) {
        Some(name) => Err(Error::configuration(
            ["There is no option `", name, "`. The options are ", &known.concat().join(", ")].concat(),
        )),
        None => Ok(()),
    }
}

/// The member, unless it is `null`.
#[must_use]
pub fn present<'a>(given: &'a Object, name: &str) -> Option<&'a Value> {
    given.get(name).filter(|&value| *value != Value::Null)
}

/// An option that is true or false.
///
/// # Errors
/// [`Kind::Configuration`](crate::error::Kind::Configuration)
pub fn flag(given: &Object, name: &str) -> Result<Option<bool>, Error> {
    match present(given, name) {
        None => Ok(None),
        Some(Value::Bool(value)) => Ok(Some(*value)),
        Some(_) => Err(Error::configuration(["`", name, "` must be true or false"].concat())),
    }
}

/// An option that is a whole number.
///
/// # Errors
/// [`Kind::Configuration`](crate::error::Kind::Configuration)
pub fn whole(given: &Object, name: &str, least: u32, most: u32) -> Result<Option<u32>, Error> {
    let Some(value) = present(given, name) else { return Ok(None) };
    let number = value.as_number().map_or(-1.0, crate::json::Number::value);
    // What does not come back from a whole number was none, or out of range.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = number as u32;
    if f64::from(whole).to_bits() != number.to_bits() || !(least..=most).contains(&whole) {
        let range = [&crate::json::decimal(least), " to ", &crate::json::decimal(most)].concat();
        return Err(Error::configuration(["`", name, "` must be a whole number from ", &range].concat()));
    }
    Ok(Some(whole))
}

fn timeout(given: &Object) -> Result<Option<u32>, Error> {
    let Some(value) = present(given, "requestTimeout") else { return Ok(None) };
    milliseconds(value).map(Some).ok_or_else(|| {
        Error::configuration("`requestTimeout` must be a number of milliseconds, at least 1, or a text such as \"30s\"")
    })
}

fn querystring(given: &Object, base: &Object) -> Result<Object, Error> {
    let mut members = base.clone();
    match present(given, "querystring") {
        None => {}
        Some(Value::Object(given)) => given.iter().for_each(|(name, value)| members.insert(name, value.clone())),
        Some(_) => return Err(Error::configuration("`querystring` must be an object: name to value")),
    }
    Ok(members)
}

fn opaque_id(given: &Object, prefix: &str) -> Result<Option<String>, Error> {
    match present(given, "opaqueId") {
        None => Ok(None),
        Some(Value::String(id)) if header::is_header_safe(id) => Ok(Some([prefix, id].concat())),
        Some(_) => Err(Error::configuration("`opaqueId` must be a text that a header can hold")),
    }
}

fn ignore(given: &Object) -> Result<Vec<Value>, Error> {
    match present(given, "ignore") {
        None => Ok(Vec::new()),
        Some(Value::Array(statuses)) if statuses.iter().all(|status| status.as_number().is_some()) => {
            Ok(statuses.clone())
        }
        Some(_) => Err(Error::configuration("`ignore` must be a list of HTTP statuses, such as [404]")),
    }
}
