//! The embedded search engine: indices, documents and searches in memory, with Elasticsearch's semantics.
//!
//! Text is searched in tantivy's inverted index (`text_index`); all other values lie in columns by document number
//! (`column`), over which filters, sorting and aggregations are evaluated exactly. One search goes through these rooms:
//! `request` reads the body into queries (`query`), aggregations (`aggregation`) and options; `corpus` evaluates them over
//! the indices; `search` prints the response. What Elasticsearch knows and this engine does not is refused by name.

mod aggregation;
mod analysis;
mod budget;
mod bulk;
mod collapse;
mod column;
mod completion;
mod corpus;
mod cut;
mod date;
mod document;
mod fields;
mod geo;
mod highlight;
mod hits;
mod index;
mod limits;
mod mapping;
mod matches;
mod members;
mod part;
mod pattern;
mod query;
mod request;
mod scalar;
mod search;
mod settings;
mod shard;
mod slots;
mod sort;
mod source_filter;
mod source_values;
mod suggest;
mod text_index;
pub(crate) mod wildcard;

use std::{
    collections::BTreeMap,
    sync::{
        Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use serde_json::{Map, Value, json};

pub use request::SearchRequest;

use crate::error::{EsError, Result};
use budget::Budget;
use corpus::Corpus;
use index::Index;

/// The engine. Cloning gives another handle on the same indices.
#[derive(Clone, Default)]
pub struct Engine {
    indices: Arc<RwLock<BTreeMap<String, Arc<RwLock<Index>>>>>,
    ids: Arc<AtomicU64>,
}

impl Engine {
    /// An engine without indices, which lives as long as its last handle.
    #[must_use]
    pub fn in_memory() -> Self {
        Self::default()
    }

    /// Creates an index from `{"settings": …, "mappings": …}`; both may be missing.
    pub fn create_index(&self, name: &str, body: &Value) -> Result<()> {
        settings::check_name(name)?;
        let (settings, mapping) = settings::read(body)?;
        let mut indices = write(&self.indices);
        if indices.contains_key(name) {
            let reason = format!("index [{name}] already exists");
            return Err(EsError::new(400, "resource_already_exists_exception", reason).with("index", name));
        }
        indices.insert(name.into(), Arc::new(RwLock::new(Index::new(name, settings, mapping)?)));
        Ok(())
    }

    /// Deletes an index and its documents.
    pub fn delete_index(&self, name: &str) -> Result<()> {
        write(&self.indices).remove(name).map(|_| ()).ok_or_else(|| EsError::index_not_found(name))
    }

    /// Whether there is an index of that name.
    #[must_use]
    pub fn index_exists(&self, name: &str) -> bool {
        read(&self.indices).contains_key(name)
    }

    /// The names of all indices, sorted.
    #[must_use]
    pub fn index_names(&self) -> Vec<String> {
        read(&self.indices).keys().cloned().collect()
    }

    /// The mapping: `{"properties": …}`, dynamically added fields included.
    pub fn mapping(&self, name: &str) -> Result<Value> {
        Ok(read(&*self.index(name)?).mapping().to_json())
    }

    /// The settings given at creation, as an object.
    pub fn settings(&self, name: &str) -> Result<Value> {
        Ok(read(&*self.index(name)?).settings().clone())
    }

    /// Adds fields to the mapping; `body` is `{"properties": …}`.
    pub fn put_mapping(&self, name: &str, body: &Value) -> Result<()> {
        write(&*self.index(name)?).put_mapping(body)
    }

    /// Runs the actions of a bulk body (NDJSON) and returns the whole response body. An index that is missing is
    /// created. Every acknowledged write is visible to the next search; with `refresh` that search need not wait.
    pub fn bulk(&self, default_index: Option<&str>, body: &[u8], refresh: bool) -> Result<Value> {
        let started = Instant::now();
        let actions = bulk::read(default_index, body)?;
        let mut items = vec![Value::Null; actions.len()];
        for (name, actions) in bulk::by_index(actions) {
            let index = self.index_or_new(&name)?;
            let mut index = write(&index);
            for (place, action) in actions {
                let item = action.run(&mut index, || self.new_id())?;
                if let Some(slot) = items.get_mut(place) {
                    *slot = item;
                }
            }
            if refresh {
                index.commit()?;
            }
        }
        let failed =
            |item: &Value| item.as_object().is_some_and(|item| item.values().any(|one| one.get("error").is_some()));
        let took = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        Ok(json!({ "errors": items.iter().any(failed), "took": took, "items": items }))
    }

    /// Makes all writes visible to searches now, so that the next search need not wait for it.
    pub fn refresh(&self, name: &str) -> Result<()> {
        read_committed(&*self.index(name)?).map(|_| ())
    }

    /// How many documents match `{"query": …}`; all, if there is no query.
    pub fn count(&self, indices: &[String], body: &Value) -> Result<u64> {
        let members = body.as_object().into_iter().flatten();
        if let Some((name, _)) = members.into_iter().find(|(name, _)| *name != "query") {
            return Err(EsError::parsing(format!("request does not support [{name}]")));
        }
        let counting = json!({ "size": 0, "track_total_hits": true });
        let mut counting = counting.as_object().cloned().unwrap_or_default();
        counting.extend(body.as_object().cloned().unwrap_or_default());
        let response = self.search(indices, &counting.into())?;
        Ok(response.pointer("/hits/total/value").and_then(Value::as_u64).unwrap_or_default())
    }

    /// One document: `{"_index","_id","_version","_seq_no","_primary_term","found":true,"_source"}`, or
    /// `{"_index","_id","found":false}`, which the server sends with status 404.
    pub fn get_document(&self, index: &str, id: &str) -> Result<Value> {
        let handle = self.index(index)?;
        let found = read(&handle);
        Ok(match found.find(id) {
            None => json!({ "_index": index, "_id": id, "found": false }),
            Some((_, document)) => json!({
                "_index": index,
                "_id": id,
                "_version": document.version,
                "_seq_no": document.seq_no,
                "_primary_term": 1,
                "found": true,
                "_source": document.source,
            }),
        })
    }

    /// Writes one document, as `PUT /{index}/_doc/{id}` does (`create`: as `_create` does). Without an id one is
    /// made. Returns the response body, whose `result` is `created` (status 201) or `updated` (status 200).
    pub fn index_document(&self, index: &str, id: Option<&str>, source: &[u8], create: bool) -> Result<Value> {
        let source: Map<String, Value> = serde_json::from_slice(source).map_err(|error| {
            let cause = EsError::new(400, "x_content_parse_exception", error.to_string());
            EsError::new(400, "document_parsing_exception", "failed to parse").caused_by(cause)
        })?;
        let handle = self.index_or_new(index)?;
        let mut index = write(&handle);
        let id = id.map_or_else(|| self.new_id(), String::from);
        Ok(without_status(bulk::write(&mut index, &id, source, create)?))
    }

    /// Deletes one document. Returns the response body, whose `result` is `deleted` or `not_found` (status 404).
    pub fn delete_document(&self, index: &str, id: &str) -> Result<Value> {
        let handle = self.index(index)?;
        let mut index = write(&handle);
        Ok(without_status(bulk::delete(&mut index, id)))
    }

    /// Reads a search body, strictly: an unknown key, query or aggregation is the 400 that Elasticsearch gives.
    pub fn parse_search(&self, body: &Value) -> Result<SearchRequest> {
        SearchRequest::read(body)
    }

    /// Searches the indices (names, not patterns) and returns the whole response body.
    pub fn search(&self, indices: &[String], body: &Value) -> Result<Value> {
        let request = SearchRequest::read(body)?;
        // An index that is named twice is searched once; locking it twice could also wait for itself.
        let mut names: Vec<&String> = indices.iter().collect();
        names.sort();
        names.dedup();
        let handles = names.into_iter().map(|name| self.index(name)).collect::<Result<Vec<_>>>()?;
        let guards = handles.iter().map(|handle| read_committed(handle)).collect::<Result<Vec<_>>>()?;
        let budget = Budget::default();
        let corpus = Corpus::new(guards.iter().map(|guard| &**guard), date::now(), &budget);
        search::run(&corpus, &request)
    }

    fn index(&self, name: &str) -> Result<Arc<RwLock<Index>>> {
        read(&self.indices).get(name).cloned().ok_or_else(|| EsError::index_not_found(name))
    }

    fn index_or_new(&self, name: &str) -> Result<Arc<RwLock<Index>>> {
        if let Ok(index) = self.index(name) {
            return Ok(index);
        }
        match self.create_index(name, &json!({})) {
            // Somebody else may have made it in the meantime.
            Err(error) if error.kind != "resource_already_exists_exception" => Err(error),
            _ => self.index(name),
        }
    }

    /// An id for a document that was given none: unique in this engine.
    fn new_id(&self) -> String {
        format!("auto-{:016x}", self.ids.fetch_add(1, Ordering::Relaxed))
    }
}

fn without_status(mut response: Value) -> Value {
    if let Some(members) = response.as_object_mut() {
        members.shift_remove("status");
    }
    response
}

/// An index as a search reads it: with every write before it.
fn read_committed(index: &RwLock<Index>) -> Result<RwLockReadGuard<'_, Index>> {
    loop {
        let guard = read(index);
        if !guard.is_changed() {
            return Ok(guard);
        }
        drop(guard);
        write(index).commit()?;
    }
}

/// A lock that a panicking thread held is used on: the data may be old, but it is never half-written JSON.
fn read<T>(lock: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

fn write<T>(lock: &RwLock<T>) -> RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}
