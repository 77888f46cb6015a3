//! A request as an endpoint sees it: read whole, its path and query taken apart.

use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::Bytes;
use axum::http::{HeaderMap, Method};
use search_application_connector::json::Value;

use super::Query;
use crate::content::{Source, read_value};
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
    /// Whether an endpoint has asked for the body.
    pub is_body_read: AtomicBool,
}

impl Request {
    /// A named part of the path; empty when the path has none of that name.
    pub fn part(&self, name: &str) -> &str {
        self.path_parts.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The names of the parts of the path.
    pub fn part_names(&self) -> Vec<&str> {
        self.path_parts.iter().map(|(name, _)| name.as_str()).collect()
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
        if !is_media_type(header) {
            return Ok(Some(format!("Content-Type header [{header}] is not supported")));
        }
        let parameters = header.split(';').map(|part| part.trim().to_ascii_lowercase());
        check_compatibility(parameters, header, "Content-Type").map(|()| None)
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

    /// The body as it came.
    pub fn whole_body(&self) -> Bytes {
        self.is_body_read.store(true, Ordering::Relaxed);
        self.body.clone()
    }

    /// Refuses a body that nothing has read.
    pub fn check_body(&self) -> Result<(), EsError> {
        if self.body.is_empty() || self.is_body_read.load(Ordering::Relaxed) {
            return Ok(());
        }
        let (method, path) = (&self.method, &self.path);
        Err(EsError::illegal_argument(format!("request [{method} {path}] does not support having a body")))
    }

    /// The body, if there is one.
    pub fn body(&self) -> Option<&[u8]> {
        self.is_body_read.store(true, Ordering::Relaxed);
        Some(&self.body[..]).filter(|body| !body.is_empty())
    }

    /// The body, which must not be missing.
    pub fn required_body(&self) -> Result<&[u8], EsError> {
        self.body().ok_or_else(|| EsError::new(400, "parse_exception", "request body is required"))
    }

    /// The body, or the text of the `source` parameter in its place. A method that reads no `source` has no such parameter
    /// in its row of the route table.
    pub fn content(&self) -> Result<Option<&[u8]>, EsError> {
        let Some(source) = self.query.get("source").filter(|_| self.body.is_empty()) else { return Ok(self.body()) };
        let invalid = |what: &str| EsError::new(400, "validation_exception", format!("Validation Failed: 1: {what};"));
        match self.query.get("source_content_type") {
            None => Err(invalid("source and source_content_type parameters are required")),
            Some(media_type) if is_media_type(media_type) => Ok(Some(source.as_bytes())),
            Some(media_type) => Err(invalid(&format!("Unknown value for source_content_type [{media_type}]"))),
        }
    }

    /// The JSON of the body, or of the `source` parameter.
    pub fn json(&self) -> Result<Option<Value>, EsError> {
        read(self.content()?)
    }

    /// The JSON of the body alone.
    pub fn body_json(&self) -> Result<Option<Value>, EsError> {
        read(self.body())
    }
}

fn read(text: Option<&[u8]>) -> Result<Option<Value>, EsError> {
    text.map_or(Ok(None), |text| read_value(Source::of_request(text)))
}

fn is_media_type(header: &str) -> bool {
    let media_type = header.split(';').next().unwrap_or_default().trim();
    MEDIA_TYPES.iter().any(|known| known.eq_ignore_ascii_case(media_type))
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
