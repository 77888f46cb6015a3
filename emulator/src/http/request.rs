//! A request as an endpoint sees it: read whole, its path and query taken apart.

use axum::body::Bytes;
use axum::http::{HeaderMap, Method};
use search_application_connector::json::{self, Value};

use super::Query;
use crate::error::EsError;

/// Media types whose bodies the emulator reads. The server also reads YAML, CBOR and Smile; this one does not.
const MEDIA_TYPES: [&str; 4] = [
    "application/json",
    "application/x-ndjson",
    "application/vnd.elasticsearch+json",
    "application/vnd.elasticsearch+x-ndjson",
];

/// Versions that a `compatible-with` may name: this one and the one before.
const COMPATIBLE_VERSIONS: [&str; 2] = ["8", "9"];

/// One request.
#[derive(Debug)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path as it was sent.
    pub path: String,
    /// Path and query as they were sent.
    pub uri: String,
    /// The named parts of the path, percent-decoded.
    pub path_parts: Vec<(String, String)>,
    /// The query.
    pub query: Query,
    /// The headers.
    pub headers: HeaderMap,
    /// Whether it came over loopback.
    pub is_from_this_machine: bool,
    /// The body, inflated.
    pub body: Bytes,
}

impl Request {
    /// A named part of the path; empty when the path has none of that name.
    pub fn part(&self, name: &str) -> &str {
        self.path_parts.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// A header's text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Why the body's media type is refused, in the words of the 406 reply; nothing when there is no body.
    pub fn refused_media_type(&self) -> Result<Option<String>, EsError> {
        if self.body.is_empty() {
            return Ok(None);
        }
        let Some(header) = self.header("content-type") else {
            return Ok(Some("Content-Type header is missing".to_owned()));
        };
        let mut parts = header.split(';').map(|part| part.trim().to_ascii_lowercase());
        if !MEDIA_TYPES.contains(&parts.next().unwrap_or_default().as_str()) {
            return Ok(Some(format!("Content-Type header [{header}] is not supported")));
        }
        check_compatibility(parts, header, "Content-Type").map(|()| None)
    }

    /// The first media type in `Accept` that names a version of the API.
    pub fn versioned_accept(&self) -> Option<&str> {
        let mut ranges = self.header("accept")?.split(',').map(str::trim);
        ranges.find(|range| range.starts_with("application/vnd.elasticsearch+json"))
    }

    /// Checks that a versioned `Accept` names a version that the emulator speaks.
    pub fn check_accept(&self) -> Result<(), EsError> {
        let Some(range) = self.versioned_accept() else { return Ok(()) };
        check_compatibility(range.split(';').map(|part| part.trim().to_ascii_lowercase()), range, "Accept")
    }

    /// The body's JSON, or that of the `source` parameter. A method that reads no `source` has no such parameter
    /// in its row of the route table.
    pub fn json(&self) -> Result<Option<Value>, EsError> {
        match self.query.get("source") {
            Some(source) if self.body.is_empty() => self.source_parameter(source).map(Some),
            _ => self.body_json(),
        }
    }

    /// The JSON of the body alone.
    pub fn body_json(&self) -> Result<Option<Value>, EsError> {
        if self.body.is_empty() {
            return Ok(None);
        }
        let text = std::str::from_utf8(&self.body).map_err(|error| EsError::content(error.to_string()))?;
        parse_json(text).map(Some)
    }

    fn source_parameter(&self, source: &str) -> Result<Value, EsError> {
        let media_type = self.query.get("source_content_type").unwrap_or_default();
        if !MEDIA_TYPES.contains(&media_type) {
            let reason = "source and source_content_type parameters are required";
            return Err(EsError::new(400, "illegal_state_exception", reason));
        }
        parse_json(source)
    }
}

/// Reads the JSON of a request.
pub fn parse_json(text: &str) -> Result<Value, EsError> {
    json::read(text).map_err(|error| EsError::content(error.to_string()))
}

fn check_compatibility(mut parameters: impl Iterator<Item = String>, header: &str, name: &str) -> Result<(), EsError> {
    let version = parameters.find_map(|part| part.strip_prefix("compatible-with=").map(str::to_owned));
    match version {
        Some(version) if !COMPATIBLE_VERSIONS.contains(&version.as_str()) => {
            let reason = format!("{name} version must be either version 9 or 8, but found {version}. {name}={header}");
            Err(EsError::new(400, "media_type_header_exception", reason))
        }
        _ => Ok(()),
    }
}
