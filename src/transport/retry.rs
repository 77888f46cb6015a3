//! What is tried again, and when. As the JavaScript client, and beyond it: a cluster that has too much to do (429) is
//! asked again too, an answer's `Retry-After` is honoured, and there is a pause before a busy node is asked again.

use crate::error::{Error, Kind};

/// What to do after a failure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Next {
    /// It is final.
    GiveUp,
    /// Ask another node at once: not all have been asked.
    AskAnother,
    /// Back off, then ask again.
    BackOff,
    /// Wait as long as the server wishes.
    Wait,
}

impl Next {
    /// Its name in JavaScript.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::GiveUp => "giveUp",
            Self::AskAnother => "askAnother",
            Self::BackOff => "backOff",
            Self::Wait => "wait",
        }
    }
}

/// What has been tried before a failure, and what may be.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tried {
    /// How often the search has been tried again.
    pub retries: u32,
    /// How often it may be.
    pub max_retries: u32,
    /// Whether it is tried again after a timeout.
    pub retry_on_timeout: bool,
    /// Milliseconds that an attempt may take.
    pub timeout_ms: u32,
    /// How many nodes there are.
    pub nodes: u32,
    /// The seconds that the answer asks to wait.
    pub retry_after: Option<f64>,
}

/// What comes after a failure.
#[must_use]
pub fn next(error: &Error, tried: &Tried) -> Next {
    if tried.retries >= tried.max_retries || !is_passing(error, tried.retry_on_timeout) {
        return Next::GiveUp;
    }
    match tried.retry_after {
        // Nobody in front of a page waits longer than for an answer.
        Some(seconds) if seconds * 1000.0 > f64::from(tried.timeout_ms) => Next::GiveUp,
        Some(seconds) if seconds > 0.0 => Next::Wait,
        _ if error.status != Some(429) && tried.retries + 1 < tried.nodes => Next::AskAnother,
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
