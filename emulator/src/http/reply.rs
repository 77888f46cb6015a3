//! What an endpoint answers, and the response that is made of it.

use axum::body::Body;
use axum::http::header::{ALLOW, CONTENT_TYPE, WARNING};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use search_application_connector::json::Value as Json;
use serde_json::{Value, json};

use super::{Request, filter_path};
use crate::VERSION;
use crate::content::to_serde;
use crate::error::EsError;
use crate::java::{self, Order};

/// The header that names the product.
pub const PRODUCT: HeaderName = HeaderName::from_static("x-elastic-product");

/// An answer: a status, a body, and what stands in the headers.
#[derive(Debug)]
pub struct Reply {
    status: u16,
    body: Option<Value>,
    /// The body with numbers that a [`Value`] can't hold.
    exact: Option<String>,
    warnings: Vec<&'static str>,
    headers: Vec<(HeaderName, String)>,
}

impl Reply {
    /// 200 with a JSON body.
    pub fn ok(body: Value) -> Self {
        Self::with_status(200, body)
    }

    /// Any status with a JSON body.
    pub fn with_status(status: u16, body: Value) -> Self {
        Self { body: Some(body), ..Self::empty(status) }
    }

    /// 200 with a JSON body in which every number is as it was sent.
    pub fn exact(body: &Json) -> Self {
        Self { exact: Some(java::json(body, Order::Written)), ..Self::ok(to_serde(body)) }
    }

    /// A status and nothing else: the answer to `HEAD` and `OPTIONS`.
    pub fn empty(status: u16) -> Self {
        Self { status, body: None, exact: None, warnings: Vec::new(), headers: Vec::new() }
    }

    /// 200 and `{"acknowledged":true}`.
    pub fn acknowledged() -> Self {
        Self::ok(json!({ "acknowledged": true }))
    }

    /// The body with the status in it, as one of several answers in another body.
    pub fn into_item(self) -> Value {
        let mut body = self.body.unwrap_or_default();
        if let Value::Object(members) = &mut body {
            members.insert("status".to_owned(), self.status.into());
        }
        body
    }

    /// The same with a `Warning` header, if there is a warning.
    #[must_use]
    pub fn warn(mut self, warning: Option<&'static str>) -> Self {
        self.warnings.extend(warning);
        self
    }

    /// The same with an `Allow` header.
    #[must_use]
    pub fn allow(mut self, methods: &str) -> Self {
        self.headers.push((ALLOW, methods.to_owned()));
        self
    }

    /// The body, to change it.
    pub fn body_mut(&mut self) -> Option<&mut Value> {
        self.exact = None;
        self.body.as_mut()
    }

    /// The response to `request`, in the media type and the form that it asks for.
    pub fn into_response(self, request: &Request) -> Response<Body> {
        let exact = self.exact.filter(|_| !request.query.shapes_body());
        let body = exact.or_else(|| self.body.map(|body| printed(body, request))).unwrap_or_default();
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(PRODUCT, HeaderValue::from_static("Elasticsearch"));
        headers.insert(CONTENT_TYPE, media_type(request));
        for warning in self.warnings {
            let text = format!("299 Elasticsearch-{VERSION}-{} \"{warning}\"", crate::BUILD_HASH);
            headers.extend(HeaderValue::try_from(text).ok().map(|value| (WARNING, value)));
        }
        for (name, value) in self.headers {
            headers.extend(HeaderValue::try_from(value).ok().map(|value| (name, value)));
        }
        response
    }
}

impl From<EsError> for Reply {
    fn from(error: EsError) -> Self {
        Self::refusal(&error, error.to_json())
    }
}

impl Reply {
    /// An error by its class and reason alone.
    pub fn brief(error: &EsError) -> Self {
        Self::refusal(error, json!({ "error": error.brief(), "status": error.status }))
    }

    /// An error with this body, and with the challenges that it has.
    fn refusal(error: &EsError, body: Value) -> Self {
        let reply = Self::with_status(error.status, body);
        let challenges = error.metadata.get("header").and_then(|header| header.get("WWW-Authenticate"));
        let challenges = challenges.and_then(Value::as_array).into_iter().flatten();
        let headers = challenges.filter_map(Value::as_str);
        let headers = headers.map(|value| (axum::http::header::WWW_AUTHENTICATE, value.to_owned())).collect();
        Self { headers, ..reply }
    }
}

/// Errors are never filtered.
fn printed(body: Value, request: &Request) -> String {
    let body = match request.query.get("filter_path") {
        Some(patterns) if !patterns.is_empty() && body.get("error").is_none() => filter_path::filter(body, patterns),
        _ => body,
    };
    if matches!(request.query.flag("pretty"), Ok(true)) { format!("{body:#}\n") } else { body.to_string() }
}

/// A versioned `Accept` is mirrored, anything else gets plain JSON.
fn media_type(request: &Request) -> HeaderValue {
    let mirrored = request.versioned_accept().and_then(|range| HeaderValue::from_str(range).ok());
    mirrored.unwrap_or_else(|| HeaderValue::from_static("application/json"))
}
