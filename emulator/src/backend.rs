//! What search applications, and the loading of documents, need of the engine behind them: the embedded one, or a real
//! one elsewhere.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::error::EsError;
use crate::http::Reply;
use crate::indices::{Indices, Seen, typed_keys};
use crate::security::Sight;

/// A search, and who asks for it.
pub struct Search<'a> {
    /// A comma-separated list of names, aliases and patterns.
    pub expression: &'a str,
    /// The body.
    pub body: &'a Value,
    /// Whether the names of aggregations and suggestions say what they are.
    pub typed_keys: bool,
    /// Whether a missing name is passed over.
    pub lenient: bool,
    /// The caller.
    pub sight: Sight<'a>,
}

/// An engine with indices and aliases.
pub trait Backend {
    /// Makes an alias lead to exactly the indices that these names and patterns mean.
    fn point_alias(&self, alias: &str, wanted: &[String]) -> Result<(), EsError>;

    /// Removes an alias from all its indices, if it exists.
    fn remove_alias(&self, alias: &str) -> Result<(), EsError>;

    /// The indices behind an alias, sorted; none when there is no such alias.
    fn behind_alias(&self, alias: &str) -> Result<Vec<String>, EsError>;

    /// A search as the engine understands it, printed again.
    fn read_search(&self, body: &Value) -> Result<Value, EsError>;

    /// Refuses a search that can't be read, where that shows before it is sent.
    fn check_search(&self, body: &Value) -> Result<(), EsError>;

    /// Refuses what is no query.
    fn check_query(&self, query: &Value) -> Result<(), EsError>;

    /// Searches what the caller sees.
    fn search(&self, search: &Search<'_>) -> Result<Reply, EsError>;

    /// Counts what the caller sees.
    fn count(&self, search: &Search<'_>) -> Result<Reply, EsError>;

    /// Creates an index from `{"settings", "mappings"}`.
    fn create_index(&self, name: &str, body: &Value) -> Result<(), EsError>;

    /// The mapping of an index: `{"properties"}`.
    fn mapping(&self, index: &str) -> Result<Value, EsError>;

    /// The types of the mapped fields of an index, by their paths; none when there is no such index.
    fn field_types(&self, index: &str) -> BTreeMap<String, String> {
        let mapping = self.mapping(index).unwrap_or_default();
        let mut types = BTreeMap::new();
        collect_types(mapping.get("properties"), "", &mut types);
        types
    }

    /// Writes documents, one action and one document a line, and makes them visible. The answer is that of `_bulk`.
    fn bulk(&self, index: &str, body: &[u8]) -> Result<Value, EsError>;
}

/// Adds the types of all fields below an object; sub-fields count as fields.
pub fn collect_types(properties: Option<&Value>, path: &str, types: &mut BTreeMap<String, String>) {
    for (name, definition) in properties.and_then(Value::as_object).into_iter().flatten() {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        for below in ["properties", "fields"] {
            collect_types(definition.get(below), &path, types);
        }
        if let Some(kind) =
            definition.get("type").and_then(Value::as_str).filter(|_| definition.get("properties").is_none())
        {
            types.insert(path, kind.to_owned());
        }
    }
}

impl Backend for Indices {
    fn point_alias(&self, alias: &str, wanted: &[String]) -> Result<(), EsError> {
        let mut concrete = Vec::new();
        for index in wanted {
            // A comma is part of a name here, and a pattern must match something.
            let found = if index.contains(',') { Vec::new() } else { self.resolve(index, false)? };
            if found.is_empty() {
                return Err(EsError::index_not_found(index));
            }
            concrete.extend(found);
        }
        self.set_alias(alias, &concrete)
    }

    fn remove_alias(&self, alias: &str) -> Result<(), EsError> {
        self.drop_alias(alias)
    }

    fn behind_alias(&self, alias: &str) -> Result<Vec<String>, EsError> {
        Ok(self.alias_targets(alias).unwrap_or_default())
    }

    fn check_search(&self, body: &Value) -> Result<(), EsError> {
        self.engine.parse_search(body).map(drop)
    }

    fn read_search(&self, body: &Value) -> Result<Value, EsError> {
        self.engine.parse_search(body).map(|search| search.to_json())
    }

    fn check_query(&self, query: &Value) -> Result<(), EsError> {
        self.engine.parse_search(&json!({ "query": query })).map(drop)
    }

    fn search(&self, search: &Search<'_>) -> Result<Reply, EsError> {
        let Seen { engine, names, parts } = self.seen(search.sight, search.expression, search.lenient)?;
        parts.iter().try_for_each(|part| part.check_search(search.body))?;
        let mut found = engine.search(&names, search.body)?;
        if search.typed_keys {
            typed_keys::add(&mut found, search.body);
        }
        Ok(Reply::ok(found))
    }

    fn count(&self, search: &Search<'_>) -> Result<Reply, EsError> {
        let Seen { engine, names, .. } = self.seen(search.sight, search.expression, search.lenient)?;
        let count = engine.count(&names, search.body)?;
        let shards = names.len();
        let shards = json!({ "total": shards, "successful": shards, "skipped": 0, "failed": 0 });
        Ok(Reply::ok(json!({ "count": count, "_shards": shards })))
    }

    fn create_index(&self, name: &str, body: &Value) -> Result<(), EsError> {
        self.create(name, body)
    }

    fn mapping(&self, index: &str) -> Result<Value, EsError> {
        self.engine.mapping(index)
    }

    fn bulk(&self, index: &str, body: &[u8]) -> Result<Value, EsError> {
        self.bulk(Some(index), body)
    }
}
