//! What is tried again, and when. As the JavaScript client, and beyond it: a cluster that has too much to do (429) is
//! asked again too, an answer's `Retry-After` is honoured, and there is a pause before a busy node is asked again.

use super::RequestOptions;
use crate::error::{Error, Kind};

/// What `retryBackoff` is given as its smallest and largest number of seconds.
pub const BACKOFF_SECONDS: (f64, f64) = (0.0, 4.0);

/// What to do after a failure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Next {
    /// It is final.
    GiveUp,
    /// Ask another node at once: not all have been asked.
    AskAnother,
    /// Back off, then ask again.
    BackOff,
    /// Wait for so many seconds, as the server wishes.
    Wait(f64),
}

/// What comes after a failure, when there have been `retries` before it and there are so many `nodes`. `retry_after`
/// are the seconds that the answer asks to wait.
#[must_use]
pub fn next(error: &Error, retries: u32, nodes: usize, retry_after: Option<f64>, options: &RequestOptions) -> Next {
    if retries >= options.max_retries || !is_passing(error, options.retry_on_timeout) {
        return Next::GiveUp;
    }
    match retry_after {
        // Nobody in front of a page waits longer than for an answer.
        Some(seconds) if seconds * 1000.0 > f64::from(options.timeout_ms) => Next::GiveUp,
        Some(seconds) if seconds > 0.0 => Next::Wait(seconds),
        _ if error.status != Some(429) && (retries as usize) + 1 < nodes => Next::AskAnother,
        _ => Next::BackOff,
    }
}

/// Whether the same search may succeed a little later.
fn is_passing(error: &Error, retry_on_timeout: bool) -> bool {
    match error.kind {
        Kind::Connection => true,
        Kind::Timeout => retry_on_timeout,
        Kind::Response => matches!(error.status, Some(429 | 502..=504)),
        _ => false,
    }
}

/// Whether a failure is the node's own, so that the others are asked before it.
#[must_use]
pub fn speaks_against_node(error: &Error) -> bool {
    match error.kind {
        Kind::Connection | Kind::Timeout => true,
        Kind::Response => matches!(error.status, Some(502..=504)),
        _ => false,
    }
}

/// Seconds to wait before the retry with that number, counted from 1: exponential, with jitter. `random` is from 0 up
/// to 1.
#[must_use]
pub fn backoff(attempt: u32, random: f64) -> f64 {
    let (min, max) = BACKOFF_SECONDS;
    let exponential = f64::from(1_u32 << attempt.min(16));
    let ceiling = exponential.min(max) / 2.0;
    ceiling + random * (ceiling - min) + min
}
