//! `_source`: which part of a document's source a hit shows.

use serde_json::{Map, Value, json};

use super::{limits, members::Members, wildcard};
use crate::error::{EsError, Result};

/// What is shown of a source. A pattern also means everything below what it matches.
#[derive(Debug, Clone)]
pub struct SourceFilter {
    shown: bool,
    includes: Vec<String>,
    excludes: Vec<String>,
}

impl SourceFilter {
    /// Reads `_source`: a boolean, a pattern, a list of patterns, or `{"includes", "excludes"}`.
    pub fn read(body: &Value) -> Result<Self> {
        let only = |includes| Self { shown: true, includes, excludes: Vec::new() };
        match body {
            Value::Bool(shown) => Ok(Self { shown: *shown, ..only(Vec::new()) }),
            Value::String(pattern) => Ok(only(vec![pattern.clone()])),
            Value::Array(_) => Self::read_object(&Map::from_iter([("includes".into(), body.clone())])),
            Value::Object(object) => Self::read_object(object),
            _ => Err(EsError::parsing(
                "Expected one of [VALUE_BOOLEAN, VALUE_STRING, START_ARRAY, START_OBJECT] for [_source]",
            )),
        }
    }

    fn read_object(object: &Map<String, Value>) -> Result<Self> {
        let mut members = Members::of("_source", object);
        let mut patterns = |names: [&str; 2]| -> Result<Vec<String>> {
            let [plural, singular] = names.map(|name| members.texts(name));
            Ok(plural?.or(singular?).unwrap_or_default())
        };
        let filter = Self {
            shown: true,
            includes: patterns(["includes", "include"])?,
            excludes: patterns(["excludes", "exclude"])?,
        };
        members.finish_strictly()?;
        limits::check_names("_source", filter.includes.len() + filter.excludes.len())?;
        Ok(filter)
    }

    /// The filter written out.
    #[must_use]
    pub fn to_json(&self) -> Value {
        if self.shown { json!({ "includes": self.includes, "excludes": self.excludes }) } else { false.into() }
    }

    /// What is shown of a source; `None` if nothing is.
    #[must_use]
    pub fn apply(&self, source: &Map<String, Value>) -> Option<Value> {
        let everything = self.includes.is_empty() && self.excludes.is_empty();
        self.shown.then(|| if everything { source.clone() } else { self.object("", source) }.into())
    }

    fn object(&self, path: &str, object: &Map<String, Value>) -> Map<String, Value> {
        let members = object.iter().filter_map(|(name, value)| {
            let path = super::mapping::join(path, name);
            self.value(&path, value).map(|value| (name.clone(), value))
        });
        members.collect()
    }

    fn value(&self, path: &str, value: &Value) -> Option<Value> {
        if covers(&self.excludes, path) {
            return None;
        }
        let included = self.includes.is_empty() || covers(&self.includes, path);
        match value {
            Value::Object(object) => {
                let inner = self.object(path, object);
                (included || !inner.is_empty()).then(|| inner.into())
            }
            Value::Array(values) => {
                let whole = included && !self.excludes.iter().any(|pattern| wildcard::reaches(pattern, path));
                let inner = values.iter().filter_map(|value| self.value(path, value));
                // Of what a filter looks into, objects that have nothing left are left out of lists.
                let inner: Vec<Value> = inner.filter(|value| whole || *value != json!({})).collect();
                (included || !inner.is_empty()).then(|| inner.into())
            }
            scalar => included.then(|| scalar.clone()),
        }
    }
}

/// Whether a pattern matches a path or an object that it lies in.
fn covers(patterns: &[String], path: &str) -> bool {
    let ends = path.match_indices('.').map(|(end, _)| end).chain([path.len()]);
    let mut ancestors = ends.filter_map(|end| path.get(..end));
    ancestors.any(|ancestor| patterns.iter().any(|pattern| wildcard::matches(pattern, ancestor)))
}

impl Default for SourceFilter {
    fn default() -> Self {
        Self { shown: true, includes: Vec::new(), excludes: Vec::new() }
    }
}
