//! One rule: which requests get which fault, and how often.

use search_application_connector::json::Value;
use serde_json::{Map, Value as Json};

use super::Fault;
use crate::content::{Parser, Reads, Shape, Takes, to_serde};
use crate::engine::wildcard;
use crate::error::EsError;

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

impl Default for Rule {
    /// Any request, always, and nothing happens.
    fn default() -> Self {
        let (method, path, left, fault) = (None, "*".to_owned(), None, Fault::default());
        Self { method, path, left, applied: 0, fault, given: Map::new() }
    }
}

/// Reads `{"path", "method", "times", …}`; the rest says what happens.
impl Reads for Rule {
    const SHAPE: Shape = Shape {
        name: "fault",
        members: &[
            ("method", Takes::Text),
            ("path", Takes::Text),
            ("times", Takes::Number),
            ("delay_ms", Takes::Number),
            ("status", Takes::Number),
            ("retry_after", Takes::Text),
            ("body", Takes::Text),
            ("failed_shards", Takes::Number),
            ("timed_out", Takes::Bool),
            ("truncate_at", Takes::Number),
            ("drop", Takes::Bool),
            ("product_header", Takes::Bool),
        ],
        required: &[],
    };

    fn member(&mut self, name: &str, parser: &mut Parser<'_>) -> Result<(), EsError> {
        let value = parser.value_here()?;
        self.given.insert(name.to_owned(), to_serde(&value));
        let text = value.as_str().unwrap_or_default();
        match name {
            "method" => self.method = Some(text.to_ascii_uppercase()),
            "path" => text.clone_into(&mut self.path),
            "times" => self.left = Some(number(name, &value, 0, u64::MAX)?),
            _ => set(&mut self.fault, name, &value)?,
        }
        Ok(())
    }
}

impl Rule {
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

fn set(fault: &mut Fault, member: &str, value: &Value) -> Result<(), EsError> {
    let number = |least, greatest| number(member, value, least, greatest);
    let (text, is_true) = (value.as_str().map(str::to_owned), value.as_bool() == Some(true));
    match member {
        "delay_ms" => fault.delay_millis = number(0, LONGEST_DELAY)?,
        "status" => fault.status = u16::try_from(number(200, 599)?).ok(),
        "retry_after" => fault.retry_after = text,
        "body" => fault.body = text,
        "failed_shards" => fault.failed_shards = number(0, 1000)?,
        "timed_out" => fault.timed_out = is_true,
        "truncate_at" => fault.truncate_at = usize::try_from(number(0, u64::MAX)?).ok(),
        "drop" => fault.drop = is_true,
        _ => fault.product_header = is_true,
    }
    Ok(())
}

fn number(member: &str, value: &Value, least: u64, greatest: u64) -> Result<u64, EsError> {
    let number = value.as_number().and_then(|number| number.text().parse().ok());
    number
        .filter(|number| (least..=greatest).contains(number))
        .ok_or_else(|| EsError::content(format!("[fault] {member} must be a whole number from {least} to {greatest}")))
}
