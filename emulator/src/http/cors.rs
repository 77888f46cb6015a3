//! CORS as the server's HTTP layer does it: before routing and authentication, with lists from the settings that no
//! request can change. Differs from the usual libraries in that a forbidden origin is refused with a 403.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD,
    CONTENT_LENGTH, HOST, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};
use axum::middleware::Next;
use regex::Regex;

use crate::Node;

/// The settings `http.cors.*`, with the server's defaults.
#[derive(Debug, Clone)]
pub struct Cors {
    /// `http.cors.allow-origin`; nothing means that CORS is not enabled.
    pub allow_origin: Option<Origins>,
    /// `http.cors.max-age`, in seconds.
    pub max_age: u32,
    /// `http.cors.allow-methods`
    pub allow_methods: Vec<String>,
    /// `http.cors.allow-headers`
    pub allow_headers: Vec<String>,
    /// `http.cors.expose-headers`
    pub expose_headers: Vec<String>,
    /// `http.cors.allow-credentials`
    pub allow_credentials: bool,
}

impl Default for Cors {
    fn default() -> Self {
        let list = |text: &str| text.split(',').map(str::to_owned).collect();
        Self {
            allow_origin: None,
            max_age: 1_728_000,
            allow_methods: list("OPTIONS,HEAD,GET,POST,PUT,DELETE"),
            allow_headers: list(
                "X-Requested-With,Content-Type,Content-Length,Authorization,Accept,User-Agent,X-Elastic-Client-Meta",
            ),
            expose_headers: list("X-elastic-product"),
            allow_credentials: false,
        }
    }
}

/// Which origins are allowed.
#[derive(Debug, Clone)]
pub enum Origins {
    /// `*`
    Any,
    /// `/regex/`, matched against the whole value of `Origin`.
    Pattern(Regex),
    /// These, to the letter.
    List(Vec<String>),
}

impl Origins {
    /// Reads the setting: `*`, `/regex/`, or a comma-separated list. The regular expression is read by Rust's regex
    /// crate, not Java's; one that it can't read is an error.
    pub fn parse(setting: &str) -> Result<Self, regex::Error> {
        if setting == "*" {
            return Ok(Self::Any);
        }
        if let Some(pattern) = setting.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
            return Regex::new(&format!("^(?:{pattern})$")).map(Self::Pattern);
        }
        Ok(Self::List(setting.split(',').map(|origin| origin.trim().to_owned()).collect()))
    }

    fn allow(&self, origin: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Pattern(pattern) => pattern.is_match(origin),
            Self::List(origins) => origins.iter().any(|allowed| allowed == origin),
        }
    }
}

/// Answers preflights, refuses forbidden origins, and adds the headers to what allowed ones get.
pub async fn guard(State(node): State<Arc<Node>>, request: Request, next: Next) -> Response<Body> {
    let cors = &node.config.cors;
    let Some(origins) = &cors.allow_origin else { return next.run(request).await };
    let origin = request.headers().get(ORIGIN).filter(|origin| !origin.is_empty()).cloned();
    let Some(origin) = origin else { return next.run(request).await };
    if !is_allowed(origins, &origin, request.headers()) {
        return empty(StatusCode::FORBIDDEN);
    }
    let is_preflight =
        request.method() == Method::OPTIONS && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    if is_preflight {
        let mut response = empty(StatusCode::OK);
        cors.add_origin(origins, origin, response.headers_mut());
        cors.add_preflight(response.headers_mut());
        return response;
    }
    let mut response = next.run(request).await;
    cors.add_origin(origins, origin, response.headers_mut());
    append(response.headers_mut(), &ACCESS_CONTROL_EXPOSE_HEADERS, &cors.expose_headers);
    response
}

fn is_allowed(origins: &Origins, origin: &HeaderValue, headers: &HeaderMap) -> bool {
    let Ok(text) = origin.to_str() else { return false };
    let host = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"));
    let is_same_host = host.is_some() && headers.get(HOST).and_then(|host| host.to_str().ok()) == host;
    is_same_host || origins.allow(text)
}

fn empty(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    response
}

impl Cors {
    fn add_origin(&self, origins: &Origins, origin: HeaderValue, headers: &mut HeaderMap) {
        if matches!(origins, Origins::Any) && !self.allow_credentials {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        } else {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.append(VARY, HeaderValue::from_static("origin"));
        }
        if self.allow_credentials {
            headers.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
        }
    }

    fn add_preflight(&self, headers: &mut HeaderMap) {
        append(headers, &ACCESS_CONTROL_ALLOW_METHODS, &self.allow_methods);
        append(headers, &ACCESS_CONTROL_ALLOW_HEADERS, &self.allow_headers);
        headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from(self.max_age));
    }
}

/// One header line for each value, as the server sends them.
fn append(headers: &mut HeaderMap, name: &HeaderName, values: &[String]) {
    for value in values.iter().filter_map(|value| HeaderValue::from_str(value).ok()) {
        headers.append(name, value);
    }
}
