//! One rule: which requests get which fault, and how often.

use search_application_connector::json::{Object, Value};
use serde_json::{Map, Value as Json};

use super::Fault;
use crate::content::{Shape, to_serde_object};
use crate::engine::wildcard;
use crate::error::EsError;

const RULE: Shape = Shape {
    name: "fault",
    members: &[
        "method",
        "path",
        "times",
        "delay_ms",
        "status",
        "retry_after",
        "body",
        "failed_shards",
        "timed_out",
        "truncate_at",
        "drop",
        "product_header",
    ],
};

/// The longest delay, in milliseconds: a test that waits longer has been forgotten.
const LONGEST_DELAY: u64 = 600_000;

/// A rule.
pub struct Rule {
    method: Option<String>,
    /// The path, in which `*` stands for any text.
    path: String,
    /// How often it still applies; `None` means always.
    left: Option<u64>,
    /// How often it has applied.
    applied: u64,
    fault: Fault,
    given: Map<String, Json>,
}

impl Rule {
    /// Reads `{"path", "method", "times", …}`; the rest says what happens.
    pub fn read(value: &Value) -> Result<Self, EsError> {
        let object = RULE.read(value)?;
        let path = RULE.optional_text(object, "path")?.unwrap_or_else(|| "*".to_owned());
        Ok(Self {
            method: RULE.optional_text(object, "method")?.map(|method| method.to_ascii_uppercase()),
            path,
            left: number(object, "times", u64::MAX)?,
            applied: 0,
            fault: read_fault(object)?,
            given: to_serde_object(object),
        })
    }

    /// Its fault, if it is for such a request and not used up.
    pub fn apply(&mut self, method: &str, path: &str) -> Option<Fault> {
        let is_meant =
            self.method.as_deref().is_none_or(|meant| meant == method) && wildcard::matches(&self.path, path);
        if !is_meant || self.left == Some(0) {
            return None;
        }
        self.left = self.left.map(|left| left - 1);
        self.applied += 1;
        Some(self.fault.clone())
    }

    /// The rule as it was given, and how often it has applied.
    pub fn to_json(&self) -> Json {
        let mut shown = self.given.clone();
        shown.insert("applied".to_owned(), self.applied.into());
        shown.into()
    }
}

fn read_fault(object: &Object) -> Result<Fault, EsError> {
    let status = number(object, "status", 599)?.map(|status| u16::try_from(status).unwrap_or_default());
    if status.is_some_and(|status| status < 200) {
        return Err(EsError::content("[fault] status must be from 200 to 599"));
    }
    Ok(Fault {
        delay_millis: number(object, "delay_ms", LONGEST_DELAY)?.unwrap_or_default(),
        status,
        retry_after: RULE.optional_text(object, "retry_after")?,
        body: RULE.optional_text(object, "body")?,
        failed_shards: number(object, "failed_shards", 1000)?.unwrap_or_default(),
        timed_out: flag(object, "timed_out", false)?,
        truncate_at: number(object, "truncate_at", u64::MAX)?.map(|bytes| usize::try_from(bytes).unwrap_or(usize::MAX)),
        drop: flag(object, "drop", false)?,
        product_header: flag(object, "product_header", true)?,
    })
}

fn number(object: &Object, member: &str, greatest: u64) -> Result<Option<u64>, EsError> {
    match object.get(member) {
        None => Ok(None),
        Some(Value::Number(number)) => {
            let read = number.text().parse().ok().filter(|number| *number <= greatest);
            let reason = || EsError::content(format!("[fault] {member} must be a whole number from 0 to {greatest}"));
            read.ok_or_else(reason).map(Some)
        }
        Some(other) => Err(RULE.wrong_type(member, other)),
    }
}

fn flag(object: &Object, member: &str, default: bool) -> Result<bool, EsError> {
    match object.get(member) {
        None => Ok(default),
        Some(Value::Bool(value)) => Ok(*value),
        Some(other) => Err(RULE.wrong_type(member, other)),
    }
}
