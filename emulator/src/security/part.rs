//! Document and field level security: the part of an index that a caller sees.

use serde_json::{Map, Value, json};

use super::field_security::FieldGrant;
use crate::error::EsError;

/// A part of an index.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Documents that match one of these queries; `None` means all.
    documents: Option<Vec<Value>>,
    /// Fields that one of these shows; `None` means all.
    fields: Option<Vec<FieldGrant>>,
}

impl Part {
    /// What one grant shows.
    pub fn new(query: Option<&Value>, fields: Option<&FieldGrant>) -> Self {
        Self { documents: query.map(|query| vec![query.clone()]), fields: fields.map(|fields| vec![fields.clone()]) }
    }

    /// What several grants show together. As in the server, documents and fields are added up each for itself: a grant
    /// without a query lifts the queries of all others, and one without field security shows every field.
    pub fn of_all(grants: impl IntoIterator<Item = Self>) -> Self {
        let nothing = Self { documents: Some(Vec::new()), fields: Some(Vec::new()) };
        grants.into_iter().fold(nothing, |all, one| Self {
            documents: joined(all.documents, one.documents),
            fields: joined(all.fields, one.fields),
        })
    }

    /// Whether it is all of the index.
    pub fn is_whole(&self) -> bool {
        self.documents.is_none() && self.fields.is_none()
    }

    /// Whether it shows every field.
    pub fn has_all_fields(&self) -> bool {
        self.fields.is_none()
    }

    /// The query that its documents match; `None` means all documents.
    pub fn query(&self) -> Option<Value> {
        let queries = self.documents.as_ref()?;
        Some(match queries.as_slice() {
            [] => json!({ "match_none": {} }),
            queries => json!({ "bool": { "should": queries, "minimum_should_match": 1 } }),
        })
    }

    /// Refuses a query of a role that asks for the time: the server documents that it may not, accepts it in a role, and
    /// fails where it is used.
    pub fn check_clock(&self) -> Result<(), EsError> {
        if !self.documents.iter().flatten().any(asks_for_the_time) {
            return Ok(());
        }
        let cause = EsError::illegal_argument("permission filters are not allowed to use the current timestamp");
        Err(EsError::new(400, "parse_exception", "could not read the current timestamp").caused_by(cause))
    }

    /// Refuses what the server refuses to search in a part of the documents.
    pub fn check_search(&self, body: &Value) -> Result<(), EsError> {
        self.check_clock()?;
        let refused = |reason| Err(EsError::new(400, "security_exception", reason));
        let asks_for =
            |member: &str| body.get(member).is_some_and(|value| !matches!(value, Value::Null | Value::Bool(false)));
        match &self.documents {
            Some(_) if asks_for("suggest") => refused("Suggest isn't supported if document level security is enabled"),
            Some(_) if asks_for("profile") => {
                refused("A search request cannot be profiled if document level security is enabled")
            }
            _ => Ok(()),
        }
    }

    /// Whether it shows a field, or sub-field, by its full path.
    pub fn shows(&self, path: &str) -> bool {
        self.fields.as_ref().is_none_or(|grants| grants.iter().any(|grant| grant.shows(path)))
    }

    /// What it shows of a source.
    pub fn of_source(&self, source: &Map<String, Value>) -> Map<String, Value> {
        if self.fields.is_none() { source.clone() } else { self.of_object("", source) }
    }

    fn of_object(&self, path: &str, object: &Map<String, Value>) -> Map<String, Value> {
        let shown = object.iter().filter_map(|(name, value)| {
            let shown = self.of_value(&joined_path(path, name), value)?;
            Some((name.clone(), shown))
        });
        shown.collect()
    }

    fn of_value(&self, path: &str, value: &Value) -> Option<Value> {
        match value {
            Value::Object(object) => {
                let shown = self.of_object(path, object);
                (!shown.is_empty() || self.shows(path)).then(|| shown.into())
            }
            Value::Array(values) => {
                let shown: Vec<Value> = values.iter().filter_map(|value| self.of_value(path, value)).collect();
                (!shown.is_empty() || self.shows(path)).then(|| shown.into())
            }
            _ => self.shows(path).then(|| value.clone()),
        }
    }

    /// The mapping that a caller is shown: without the fields that it does not see.
    pub fn of_mapping(&self, mapping: &Value) -> Value {
        mapped(mapping, "", &|path| self.shows(path), &|_| false)
    }

    /// The mapping of an index that holds this part. A hidden field stays mapped, so that sorting by it is no error; it
    /// is empty, as no source has it. Sub-fields and copies would be filled from other fields, so hidden ones go.
    pub fn of_mapping_to_fill(&self, mapping: &Value) -> Value {
        mapped(mapping, "", &|path| self.shows(path), &|_| true)
    }
}

/// The members of a range that may be date math.
const BOUNDS: [&str; 6] = ["from", "gt", "gte", "lt", "lte", "to"];

/// Whether date math in a query begins with `now`: as a bound of a range, or in the text of a query string.
fn asks_for_the_time(query: &Value) -> bool {
    match query {
        Value::Object(members) => members.iter().any(|(name, value)| match value {
            Value::String(text) if BOUNDS.contains(&name.as_str()) => begins_with_now(text),
            Value::String(text) if name == "query" => {
                text.split([' ', '[', '{', ':', '<', '>', '=']).any(begins_with_now)
                    && text.contains(['[', '{', '<', '>'])
            }
            value => asks_for_the_time(value),
        }),
        Value::Array(values) => values.iter().any(asks_for_the_time),
        _ => false,
    }
}

fn begins_with_now(text: &str) -> bool {
    let rest = text.strip_prefix("now");
    rest.is_some_and(|rest| rest.chars().next().is_none_or(|next| matches!(next, '+' | '-' | '/' | '|' | ']' | '}')))
}

fn joined<T>(all: Option<Vec<T>>, more: Option<Vec<T>>) -> Option<Vec<T>> {
    let mut all = all?;
    all.extend(more?);
    Some(all)
}

fn joined_path(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

type Test<'a> = &'a dyn Fn(&str) -> bool;

/// An object of a mapping with the fields that are shown, and those that are kept although they are hidden.
fn mapped(object: &Value, path: &str, shows: Test<'_>, keeps: Test<'_>) -> Value {
    let Value::Object(members) = object else { return object.clone() };
    let mut members = members.clone();
    if let Some(Value::Object(properties)) = members.get("properties") {
        let kept = properties.iter().filter_map(|(name, definition)| {
            let field = mapped_field(definition, &joined_path(path, name), shows, keeps)?;
            Some((name.clone(), field))
        });
        let kept: Map<String, Value> = kept.collect();
        members.insert("properties".to_owned(), kept.into());
    }
    members.into()
}

fn mapped_field(definition: &Value, path: &str, shows: Test<'_>, keeps: Test<'_>) -> Option<Value> {
    if definition.get("properties").is_some() {
        return Some(mapped(definition, path, shows, keeps));
    }
    let mut field = definition.as_object()?.clone();
    if let Some(Value::Object(sub_fields)) = field.get("fields") {
        let left = sub_fields.iter().filter(|(name, _)| shows(&joined_path(path, name)));
        let left: Map<String, Value> = left.map(|(name, field)| (name.clone(), field.clone())).collect();
        field.insert("fields".to_owned(), left.into());
    }
    if let Some(targets) = field.shift_remove("copy_to") {
        let targets = if let Value::Array(targets) = targets { targets } else { vec![targets] };
        let left = targets.into_iter().filter(|target| target.as_str().is_some_and(shows));
        field.insert("copy_to".to_owned(), left.collect());
    }
    (shows(path) || keeps(path)).then(|| field.into())
}
