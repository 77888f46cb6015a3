//! The server's reading of a request's JSON: which members an object may have, and how it says that one is wrong.
//!
//! The server's messages begin with `[line:column]`. A [`Value`] does not know where it stood, so these have none;
//! apart from that they are the server's.

use search_application_connector::json::{Object, Value};

use crate::error::EsError;

/// An object with a fixed set of members, known by the name that the server's messages give it.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// The name in messages, such as `search_application`.
    pub name: &'static str,
    /// The members that it may have.
    pub members: &'static [&'static str],
}

impl Shape {
    /// The value as such an object.
    pub fn read(self, value: &Value) -> Result<&Object, EsError> {
        let Value::Object(object) = value else {
            let reason = format!("[{}] Expected START_OBJECT but was: {}", self.name, token(value));
            return Err(EsError::content(reason));
        };
        let unknown = object.iter().find(|(name, _)| !self.members.contains(name));
        match unknown {
            Some((name, _)) => Err(EsError::content(format!("[{}] unknown field [{name}]", self.name))),
            None => Ok(object),
        }
    }

    /// A member that may be a string or null.
    pub fn optional_text(self, object: &Object, member: &str) -> Result<Option<String>, EsError> {
        match object.get(member) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(other) => Err(self.wrong_type(member, other)),
        }
    }

    /// A member that may be an object or missing.
    pub fn optional_object<'a>(self, object: &'a Object, member: &str) -> Result<Option<&'a Object>, EsError> {
        match object.get(member) {
            None => Ok(None),
            Some(Value::Object(inner)) => Ok(Some(inner)),
            Some(other) => Err(self.wrong_type(member, other)),
        }
    }

    /// A member that may be one string, several, or missing.
    pub fn optional_texts(self, object: &Object, member: &str) -> Result<Option<Vec<String>>, EsError> {
        let text = |value: &Value| match value {
            Value::String(text) => Ok(text.clone()),
            other => Err(self.wrong_type(member, other)),
        };
        match object.get(member) {
            None => Ok(None),
            Some(Value::Array(elements)) => elements.iter().map(text).collect::<Result<_, _>>().map(Some),
            Some(one) => Ok(Some(vec![text(one)?])),
        }
    }

    /// The error for a member of the wrong type.
    pub fn wrong_type(self, member: &str, value: &Value) -> EsError {
        EsError::content(format!("[{}] {member} doesn't support values of type: {}", self.name, token(value)))
    }

    /// The error around one that was found inside a member.
    pub fn failed_member(self, member: &str, cause: EsError) -> EsError {
        let reason = format!("[{}] failed to parse field [{member}]", self.name);
        EsError::content(reason).caused_by(cause)
    }

    /// The error around one that is found when all members are known: which, as the server builds the object while
    /// it reads the last of its known members, has one more around it when none of them is missing.
    pub fn failed_build(self, object: &Object, cause: EsError) -> EsError {
        let reason = format!("Failed to build [{}] after last required field arrived", self.name);
        let failed = EsError::content(reason).caused_by(cause);
        match object.iter().last() {
            Some((last, _)) if object.len() == self.members.len() => self.failed_member(last, failed),
            _ => failed,
        }
    }
}

/// The server's name for the kind of a value.
fn token(value: &Value) -> &'static str {
    match value {
        Value::Null => "VALUE_NULL",
        Value::Bool(_) => "VALUE_BOOLEAN",
        Value::Number(_) => "VALUE_NUMBER",
        Value::String(_) => "VALUE_STRING",
        Value::Array(_) => "START_ARRAY",
        Value::Object(_) => "START_OBJECT",
    }
}

/// The same value for the embedded engine, whose JSON is `serde_json`'s. An integer that fits no 64 bits becomes a
/// double.
pub fn to_serde(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => {
            let text = number.text();
            text.parse::<i64>().map(Into::into).or_else(|_| text.parse::<u64>().map(Into::into)).unwrap_or_else(|_| {
                serde_json::Number::from_f64(number.value()).map_or(serde_json::Value::Null, Into::into)
            })
        }
        Value::String(text) => text.as_str().into(),
        Value::Array(elements) => elements.iter().map(to_serde).collect(),
        Value::Object(object) => to_serde_object(object).into(),
    }
}

/// The same object for the embedded engine.
pub fn to_serde_object(object: &Object) -> serde_json::Map<String, serde_json::Value> {
    object.iter().map(|(name, member)| (name.to_owned(), to_serde(member))).collect()
}
