//! What goes wrong with one request.

use std::{io, iter, panic, time::Duration};

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_LENGTH, RETRY_AFTER};
use axum::http::{HeaderValue, Response};
use futures_util::{StreamExt, stream};
use http_body::Frame;
use http_body_util::StreamBody;
use serde_json::{Value, json};

use crate::error::EsError;
use crate::http::Reply;

/// A fault; by default nothing goes wrong.
#[derive(Debug, Clone)]
pub struct Fault {
    /// How long the request waits before anything else happens.
    pub delay_millis: u64,
    /// The status of an answer that is given instead of doing what was asked.
    pub status: Option<u16>,
    /// The `Retry-After` of that answer.
    pub retry_after: Option<String>,
    /// The body of that answer, as it is; by default it is the error that Elasticsearch has for the status.
    pub body: Option<String>,
    /// How many shards failed, in an answer that tells of shards.
    pub failed_shards: u64,
    /// Whether a search says that it ran out of time.
    pub timed_out: bool,
    /// How many bytes of the body are sent before the connection breaks.
    pub truncate_at: Option<usize>,
    /// Whether the connection breaks without an answer.
    pub drop: bool,
    /// Whether the answer names its product.
    pub product_header: bool,
}

impl Default for Fault {
    fn default() -> Self {
        Self {
            delay_millis: 0,
            status: None,
            retry_after: None,
            body: None,
            failed_shards: 0,
            timed_out: false,
            truncate_at: None,
            drop: false,
            product_header: true,
        }
    }
}

impl Fault {
    /// Lets the time pass, and breaks the connection.
    pub async fn begin(&self) {
        tokio::time::sleep(Duration::from_millis(self.delay_millis)).await;
        if self.drop {
            // The HTTP library answers every request that it has read. Ending its task is the only way around that; this
            // ends it without a word in the log.
            panic::resume_unwind(Box::new("a connection that a fault drops"));
        }
    }

    /// The answer that is given instead of doing what was asked.
    pub fn answer(&self) -> Option<Reply> {
        self.status.map(|status| Reply::from(error(status)))
    }

    /// Makes an answer partial.
    pub fn alter(&self, body: &mut Value) {
        if let (true, Some(timed_out)) = (self.timed_out, body.get_mut("timed_out")) {
            *timed_out = true.into();
        }
        if let (1.., Some(Value::Object(shards))) = (self.failed_shards, body.get_mut("_shards")) {
            let failures = iter::repeat_n(failed_shard(), usize::try_from(self.failed_shards).unwrap_or_default());
            let successful = shards.get("successful").and_then(Value::as_u64).unwrap_or_default();
            shards.insert("total".to_owned(), (successful + self.failed_shards).into());
            shards.insert("failed".to_owned(), self.failed_shards.into());
            shards.insert("failures".to_owned(), failures.collect());
        }
    }

    /// Spoils the response itself.
    pub async fn spoil(&self, mut response: Response<Body>) -> Response<Body> {
        let headers = response.headers_mut();
        if let Some(value) = self.retry_after.as_deref().and_then(|value| HeaderValue::from_str(value).ok()) {
            headers.insert(RETRY_AFTER, value);
        }
        if !self.product_header {
            headers.remove(crate::http::PRODUCT);
        }
        if let (Some(body), Some(_)) = (&self.body, self.status) {
            *response.body_mut() = Body::from(body.clone());
        }
        match self.truncate_at {
            None => response,
            Some(bytes) => truncated(response, bytes).await,
        }
    }
}

/// How long a part of an answer takes to be on its way.
const FLUSHED: Duration = Duration::from_millis(50);

/// A response that promises its whole body and breaks off.
async fn truncated(response: Response<Body>, bytes: usize) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.insert(CONTENT_LENGTH, whole.len().into());
    let sent = Frame::data(whole.slice(..bytes.min(whole.len())));
    let broken = async {
        // What has been sent so far leaves the buffers only while the body is waited for.
        tokio::time::sleep(FLUSHED).await;
        Err(io::Error::new(io::ErrorKind::ConnectionReset, "a fault breaks the connection"))
    };
    let frames = stream::iter([Ok(sent)]).chain(stream::once(broken));
    Response::from_parts(parts, Body::new(StreamBody::new(frames)))
}

/// What the server says when a queue is full, and when no shard answers; of other statuses no body is known.
fn error(status: u16) -> EsError {
    match status {
        429 => {
            EsError::new(429, "es_rejected_execution_exception", "rejected execution of a search: the queue is full")
        }
        503 => EsError::new(503, "search_phase_execution_exception", "all shards failed")
            .with("phase", "query")
            .with("grouped", true)
            .with("failed_shards", json!([]))
            .caused_by(EsError::new(503, "no_shard_available_action_exception", "no shard is available")),
        _ => EsError::new(status, "exception", format!("a fault answers with {status}")),
    }
}

fn failed_shard() -> Value {
    let reason = json!({ "type": "exception", "reason": "a fault lets this shard fail" });
    json!({ "shard": 1, "index": "emulator", "node": "emulator", "reason": reason })
}
