//! The embedded search engine: indices, documents and searches in memory, with Elasticsearch's semantics.

use serde_json::Value;

use crate::error::{EsError, Result};

/// The engine. Cloning gives another handle on the same indices.
#[derive(Clone, Debug)]
pub struct Engine;

/// A search body that has been read and found to be the language of this engine.
#[derive(Debug)]
pub struct SearchRequest;

impl SearchRequest {
    /// The request as Elasticsearch prints it back: shorthands written out, defaults left out.
    #[must_use]
    pub fn to_json(&self) -> Value {
        Value::Null
    }
}

impl Engine {
    /// An engine without indices, which lives as long as its last handle.
    #[must_use]
    pub fn in_memory() -> Self {
        Self
    }

    /// Creates an index from `{"settings": …, "mappings": …}`; both may be missing.
    pub fn create_index(&self, name: &str, body: &Value) -> Result<()> {
        let _ = (name, body);
        Err(EsError::unsupported("index creation"))
    }

    /// Deletes an index and its documents.
    pub fn delete_index(&self, name: &str) -> Result<()> {
        Err(EsError::index_not_found(name))
    }

    /// Whether there is an index of that name.
    #[must_use]
    pub fn index_exists(&self, name: &str) -> bool {
        let _ = name;
        false
    }

    /// The names of all indices, sorted.
    #[must_use]
    pub fn index_names(&self) -> Vec<String> {
        Vec::new()
    }

    /// The mapping: `{"properties": …}`, dynamically added fields included.
    pub fn mapping(&self, name: &str) -> Result<Value> {
        Err(EsError::index_not_found(name))
    }

    /// The settings given at creation, as an object.
    pub fn settings(&self, name: &str) -> Result<Value> {
        Err(EsError::index_not_found(name))
    }

    /// Adds fields to the mapping; `body` is `{"properties": …}`.
    pub fn put_mapping(&self, name: &str, body: &Value) -> Result<()> {
        let _ = body;
        Err(EsError::index_not_found(name))
    }

    /// Runs the actions of a bulk body (NDJSON) and returns the whole response body. An index that is missing is
    /// created. `refresh` is accepted for symmetry: every acknowledged write is visible to the next search.
    pub fn bulk(&self, default_index: Option<&str>, body: &[u8], refresh: bool) -> Result<Value> {
        let _ = (default_index, body, refresh);
        Err(EsError::unsupported("bulk"))
    }

    /// Makes all writes visible to searches.
    pub fn refresh(&self, name: &str) -> Result<()> {
        Err(EsError::index_not_found(name))
    }

    /// How many documents match `{"query": …}`; all, if there is no query.
    pub fn count(&self, indices: &[String], body: &Value) -> Result<u64> {
        let _ = (indices, body);
        Err(EsError::unsupported("count"))
    }

    /// One document: `{"_index","_id","_version","_seq_no","_primary_term","found":true,"_source"}`, or
    /// `{"_index","_id","found":false}`, which the server sends with status 404.
    pub fn get_document(&self, index: &str, id: &str) -> Result<Value> {
        let _ = id;
        Err(EsError::index_not_found(index))
    }

    /// Writes one document, as `PUT /{index}/_doc/{id}` does (`create`: as `_create` does). Without an id one is
    /// made. Returns the response body, whose `result` is `created` (status 201) or `updated` (status 200).
    pub fn index_document(&self, index: &str, id: Option<&str>, source: &[u8], create: bool) -> Result<Value> {
        let _ = (index, id, source, create);
        Err(EsError::unsupported("index_document"))
    }

    /// Deletes one document. Returns the response body, whose `result` is `deleted` or `not_found` (status 404).
    pub fn delete_document(&self, index: &str, id: &str) -> Result<Value> {
        let _ = id;
        Err(EsError::index_not_found(index))
    }

    /// Reads a search body, strictly: an unknown key, query or aggregation is the 400 that Elasticsearch gives.
    pub fn parse_search(&self, body: &Value) -> Result<SearchRequest> {
        let _ = body;
        Ok(SearchRequest)
    }

    /// Searches the indices (names, not patterns) and returns the whole response body.
    pub fn search(&self, indices: &[String], body: &Value) -> Result<Value> {
        let _ = (indices, body);
        Err(EsError::unsupported("search"))
    }
}
