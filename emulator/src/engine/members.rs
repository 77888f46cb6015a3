//! Strict reading of the members of a JSON object: each is taken once, and what is left over is unknown.

use serde_json::{Map, Value};

use super::mapping::{scalar_text, truncated};
use crate::error::{EsError, Result};

/// The members of an object that have not been taken yet.
pub struct Members<'a> {
    owner: &'a str,
    rest: Vec<(&'a str, &'a Value)>,
}

impl<'a> Members<'a> {
    /// The members of a value that has to be an object. `owner` names it in errors.
    pub fn new(owner: &'a str, value: &'a Value) -> Result<Self> {
        match value {
            Value::Object(object) => Ok(Self::of(owner, object)),
            other => Err(EsError::parsing(format!("[{owner}] expected an object but found {}", token(other)))),
        }
    }

    /// The members of an object.
    #[must_use]
    pub fn of(owner: &'a str, object: &'a Map<String, Value>) -> Self {
        Self { owner, rest: object.iter().map(|(name, value)| (name.as_str(), value)).collect() }
    }

    /// Takes a member. A null counts as missing.
    pub fn take(&mut self, name: &str) -> Option<&'a Value> {
        let at = self.rest.iter().position(|(member, _)| *member == name)?;
        Some(self.rest.remove(at).1).filter(|value| !value.is_null())
    }

    /// Whether there is a member of that name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.rest.iter().any(|(member, value)| *member == name && !value.is_null())
    }

    /// Takes the first member that is left, with its name.
    pub fn take_any(&mut self) -> Option<(&'a str, &'a Value)> {
        (!self.rest.is_empty()).then(|| self.rest.remove(0))
    }

    /// Takes a string; numbers and booleans count as their text.
    pub fn text(&mut self, name: &str) -> Result<Option<String>> {
        let refusal = self.refusal(name);
        self.take(name).map(|value| scalar_text(value).map_err(|_| refusal(value))).transpose()
    }

    /// Takes a number; a string that is one counts.
    pub fn number(&mut self, name: &str) -> Result<Option<f64>> {
        let refusal = self.refusal(name);
        let read = |value: &Value| scalar_text(value).ok()?.parse::<f64>().ok().filter(|number| number.is_finite());
        self.take(name).map(|value| read(value).ok_or_else(|| refusal(value))).transpose()
    }

    /// Takes a number of single precision.
    pub fn float(&mut self, name: &str) -> Result<Option<f32>> {
        #[allow(clippy::cast_possible_truncation, reason = "boosts and scores have single precision")]
        Ok(self.number(name)?.map(|number| number as f32))
    }

    /// Takes an integer that is not negative.
    pub fn count(&mut self, name: &str) -> Result<Option<usize>> {
        let owner = self.owner;
        let Some(number) = self.number(name)? else { return Ok(None) };
        let count = truncated(number).and_then(|number| usize::try_from(number).ok());
        let refusal = || EsError::illegal_argument(format!("[{owner}] [{name}] cannot be negative, found [{number}]"));
        count.ok_or_else(refusal).map(Some)
    }

    /// Takes a boolean, or one of the strings `true` and `false`.
    pub fn boolean(&mut self, name: &str) -> Result<Option<bool>> {
        let refusal = self.refusal(name);
        let read = |value: &Value| match value {
            Value::Bool(value) => Ok(*value),
            Value::String(text) if text == "true" => Ok(true),
            Value::String(text) if text == "false" => Ok(false),
            other => Err(refusal(other)),
        };
        self.take(name).map(read).transpose()
    }

    /// Takes one string or a list of them.
    pub fn texts(&mut self, name: &str) -> Result<Option<Vec<String>>> {
        let refusal = self.refusal(name);
        let read = |value: &'a Value| match value {
            Value::Array(values) => values.iter().map(scalar_text).collect::<Result<_>>().map_err(|_| refusal(value)),
            other => scalar_text(other).map(|one| vec![one]).map_err(|_| refusal(other)),
        };
        self.take(name).map(read).transpose()
    }

    /// Fails if a member is left, in the words of Elasticsearch's queries.
    pub fn finish(self) -> Result<()> {
        let Some((name, _)) = self.rest.first() else { return Ok(()) };
        Err(EsError::parsing(format!("[{}] query does not support [{name}]", self.owner)))
    }

    /// Fails if a member is left, in the words of Elasticsearch's declared objects.
    pub fn finish_strictly(self) -> Result<()> {
        let Some((name, _)) = self.rest.first() else { return Ok(()) };
        Err(EsError::new(400, "x_content_parse_exception", format!("[{}] unknown field [{name}]", self.owner)))
    }

    /// Fails if one of these members is there: Elasticsearch knows them, this engine does not.
    pub fn refuse(&mut self, names: &[&str]) -> Result<()> {
        match names.iter().find(|name| self.take(name).is_some()) {
            Some(name) => Err(EsError::unsupported(&format!("[{name}] in [{}]", self.owner))),
            None => Ok(()),
        }
    }

    fn refusal(&self, name: &str) -> impl Fn(&Value) -> EsError + use<> {
        let place = format!("[{}] {name}", self.owner);
        move |value| {
            let reason = format!("{place} doesn't support values of type: {}", token(value));
            EsError::new(400, "x_content_parse_exception", reason)
        }
    }
}

/// Elasticsearch's name for the kind of a JSON value.
#[must_use]
pub fn token(value: &Value) -> &'static str {
    match value {
        Value::Null => "VALUE_NULL",
        Value::Bool(_) => "VALUE_BOOLEAN",
        Value::Number(_) => "VALUE_NUMBER",
        Value::String(_) => "VALUE_STRING",
        Value::Array(_) => "START_ARRAY",
        Value::Object(_) => "START_OBJECT",
    }
}
