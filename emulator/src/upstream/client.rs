//! Asking the engine over HTTP, and reading what it answers.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};
use ureq::Agent;
use ureq::http::Request;
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};

use super::trouble::Trouble;
use crate::UpstreamAddress;
use crate::error::EsError;
use crate::file_error::at;
use crate::http::Reply;

/// How long the engine may take to answer.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The largest answer that is read, in bytes: that of the server's own request limit.
const LARGEST_ANSWER: u64 = 100 * 1024 * 1024;

pub const JSON: &str = "application/json";
pub const NDJSON: &str = "application/x-ndjson";

/// Sends requests to one engine.
pub struct Client {
    address: UpstreamAddress,
    agent: Agent,
}

/// What it answered.
pub struct Answer {
    pub status: u16,
    /// Nothing when there was no body.
    pub body: Option<Value>,
}

impl Client {
    /// Fails if the authority's certificate can't be read.
    pub fn new(address: UpstreamAddress) -> io::Result<Self> {
        let mut agent = Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .timeout_global(Some(TIMEOUT));
        if let Some(path) = &address.authority {
            agent = agent.tls_config(TlsConfig::builder().root_certs(roots(path)?).build());
        }
        Ok(Self { address, agent: agent.build().into() })
    }

    /// Only what an engine needs to know is passed on, the caller's credential least of all.
    pub fn ask(&self, method: &str, path: &str, media_type: &str, body: &[u8]) -> Result<Answer, EsError> {
        let trouble = |trouble: Trouble| trouble.at(&self.address.url);
        let url = format!("{}{path}", self.address.url.trim_end_matches('/'));
        let mut request = Request::builder().method(method).uri(url).header("accept", JSON);
        if !body.is_empty() {
            request = request.header("content-type", media_type);
        }
        if let Some(authorization) = &self.address.authorization {
            request = request.header("authorization", authorization);
        }
        let request = request.body(body).map_err(|error| trouble(ureq::Error::from(error).into()))?;
        let mut response = self.agent.run(request).map_err(|error| trouble(error.into()))?;
        let status = response.status().as_u16();
        let text = response.body_mut().with_config().limit(LARGEST_ANSWER).read_to_vec();
        let text = text.map_err(|error| trouble(error.into()))?;
        let body = if text.is_empty() { None } else { Some(serde_json::from_slice(&text)) };
        let refusal = Trouble::refusal(status, body.as_ref().and_then(|body| body.as_ref().ok()));
        refusal.map_or(Ok(()), |refusal| Err(trouble(refusal)))?;
        let body = body.transpose().map_err(|_| trouble(Trouble::Foreign(status)))?;
        Ok(Answer { status, body })
    }
}

fn roots(path: &Path) -> io::Result<RootCerts> {
    let pem = fs::read(path).map_err(|error| at(path, &error))?;
    let items = parse_pem(&pem).filter_map(Result::ok);
    let certificates: Vec<_> = items
        .filter_map(|item| if let PemItem::Certificate(certificate) = item { Some(certificate) } else { None })
        .collect();
    if certificates.is_empty() {
        return Err(io::Error::other(format!("{}: there is no certificate (PEM) in this file", path.display())));
    }
    Ok(RootCerts::Specific(Arc::new(certificates)))
}

impl Answer {
    /// The body of an answer that is no error.
    pub fn success(self) -> Result<Value, EsError> {
        let body = self.body.unwrap_or_default();
        if (200..300).contains(&self.status) { Ok(body) } else { Err(read_error(self.status, &body)) }
    }

    /// The answer as it came.
    pub fn into_reply(self) -> Reply {
        match self.body {
            Some(body) => Reply::with_status(self.status, body),
            None => Reply::empty(self.status),
        }
    }
}

/// The engine's error as one of the emulator's own, so that it can be changed and wrapped like any other.
fn read_error(status: u16, body: &Value) -> EsError {
    let error = body.get("error").unwrap_or(body);
    let text = |name: &str| error.get(name).and_then(Value::as_str).map(str::to_owned);
    let reason = text("reason").or_else(|| error.as_str().map(str::to_owned)).unwrap_or_else(|| error.to_string());
    let mut read = EsError::new(status, &text("type").unwrap_or_else(|| "exception".to_owned()), reason);
    let members = error.as_object().into_iter().flat_map(Map::iter);
    for (name, value) in
        members.filter(|(name, _)| !["type", "reason", "root_cause", "caused_by"].contains(&name.as_str()))
    {
        read = read.with(name, value.clone());
    }
    match error.get("caused_by") {
        Some(cause) => read.caused_by(read_error(status, cause)),
        None => read,
    }
}
