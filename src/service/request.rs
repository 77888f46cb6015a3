//! A single search: its options read, and what is sent for it.

use super::{Service, functions, members, settings::secrets};
use crate::{
    error::Error,
    json::{Object, Value},
    transport::{RequestOptions, Secrets, header_object, path, query, set_header},
};

/// The headers that every search has.
const HEADERS: [(&str, &str); 2] = [("accept", "application/json"), ("content-type", "application/json")];

/// What is sent for a search.
#[derive(Debug)]
pub struct Request {
    /// The search application.
    pub application: String,
    /// The params as JSON text.
    pub params: String,
    /// What JavaScript needs of it: `{ application, path, query, body, headers, secrets, given, id, milliseconds,
    /// limit, compression, asStream, meta, ignore, isRepeatable, redaction, maxRetries, retryOnTimeout }`. The headers
    /// are those without the credentials.
    pub plan: Object,
}

impl Service {
    /// Reads `{ application, params, options, functions }`.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for the first option that can't work.
    pub fn request(&self, given: &Value) -> Result<Request, Error> {
        let connection = &self.options.connection;
        let own = given.get("options").unwrap_or(&Value::Null);
        let options = RequestOptions::read(own, &functions(given), &connection.request, &connection.opaque_id_prefix)?;
        let application = given.get("application").and_then(Value::as_str);
        let application = application.unwrap_or(&self.options.application).to_owned();
        let path = path(&application)?;
        let params = given.get("params").unwrap_or(&Value::Null).to_json();
        let own = if *own == Value::Null { Object::new().into() } else { own.clone() };
        Ok(Request { plan: plan(&application, path, &params, own, options), application, params })
    }
}

fn plan(application: &str, path: String, params: &str, given: Value, options: RequestOptions) -> Object {
    let headers = headers(&options);
    let mut shown = Secrets::default();
    shown.add_headers(&headers);
    // Headers of its own may say who asks, or in which language.
    let has_own_headers = given.get("headers").is_some();
    let is_plain = options.cache && !options.as_stream && options.ignore.is_empty();
    members([
        ("application", application.into()),
        ("path", path.into()),
        ("query", query(&options.querystring).into()),
        ("body", ["{\"params\":", params, "}"].concat().into()),
        ("headers", header_object(&headers)),
        ("secrets", secrets(&shown)),
        ("given", given),
        ("id", options.id),
        ("milliseconds", options.timeout_ms.into()),
        ("limit", options.max_response_size.into()),
        ("compression", options.compression.into()),
        ("asStream", options.as_stream.into()),
        ("meta", options.meta.into()),
        ("ignore", options.ignore.into()),
        ("isRepeatable", (is_plain && !has_own_headers).into()),
        ("redaction", options.redaction.to_value()),
        ("maxRetries", options.max_retries.into()),
        ("retryOnTimeout", options.retry_on_timeout.into()),
    ])
}

fn headers(options: &RequestOptions) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    for (name, value) in HEADERS {
        headers.push((name.to_owned(), value.to_owned()));
    }
    if options.compression {
        headers.push(("content-encoding".to_owned(), "gzip".to_owned()));
    }
    if let Some(id) = &options.opaque_id {
        headers.push(("x-opaque-id".to_owned(), id.clone()));
    }
    for header in &options.headers {
        set_header(&mut headers, header.clone());
    }
    headers
}
