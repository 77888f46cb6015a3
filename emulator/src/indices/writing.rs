//! Changes of indices: made in the engine, kept in the journal, and counted, so that what was made of an index before can be
//! told from what is made of it now.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use super::{Indices, names};
use crate::error::EsError;
use crate::journal::Record;

impl Indices {
    /// Creates an index whose name is free.
    pub fn create(&self, name: &str, body: &Value) -> Result<(), EsError> {
        names::check_index(name)?;
        if self.read().contains_key(name) {
            return Err(names::invalid_index(name, "already exists as alias"));
        }
        let record = |(): &()| Ok(vec![Record::PutIndex { name: name.to_owned(), body: body.clone() }]);
        self.changing(|| self.engine.create_index(name, body), record)
    }

    /// Deletes an index, and takes it out of all aliases. An alias that is left without an index is gone.
    pub fn delete(&self, name: &str) -> Result<(), EsError> {
        let deleted = || {
            self.engine.delete_index(name)?;
            self.write().retain(|_, indices| {
                indices.remove(name);
                !indices.is_empty()
            });
            Ok(())
        };
        self.changing(deleted, |()| Ok(vec![Record::DeleteIndex { name: name.to_owned() }]))
    }

    /// Adds fields to the mapping of an index.
    pub fn put_mapping(&self, index: &str, body: &Value) -> Result<(), EsError> {
        let record = |(): &()| Ok(vec![Record::PutMapping { index: index.to_owned(), body: body.clone() }]);
        self.changing(|| self.engine.put_mapping(index, body), record)
    }

    /// Runs the actions of a bulk body, whose answer it returns. All of them are visible to the next search.
    pub fn bulk(&self, default_index: Option<&str>, body: &[u8]) -> Result<Value, EsError> {
        self.changing(
            || self.engine.bulk(default_index, body, true),
            |answer| {
                let items = answer.get("items").and_then(Value::as_array).into_iter().flatten();
                let items = items.filter_map(Value::as_object).flat_map(|item| item.values());
                items.filter_map(|item| self.outcome(item).transpose()).collect()
            },
        )
    }

    /// Writes a document, as `_doc` does, or `_create` with `create`.
    pub fn write_document(&self, index: &str, id: Option<&str>, source: &[u8], create: bool) -> Result<Value, EsError> {
        let write = || self.engine.index_document(index, id, source, create);
        self.changing(write, |answer| Ok(self.outcome(answer)?.into_iter().collect()))
    }

    /// Deletes a document.
    pub fn delete_document(&self, index: &str, id: &str) -> Result<Value, EsError> {
        let delete = || self.engine.delete_document(index, id);
        self.changing(delete, |answer| Ok(self.outcome(answer)?.into_iter().collect()))
    }

    /// A number that is another one after each change.
    pub(super) fn changes(&self) -> u64 {
        self.changes.load(Ordering::Acquire)
    }

    fn changing<T>(
        &self,
        change: impl FnOnce() -> Result<T, EsError>,
        records: impl FnOnce(&T) -> Result<Vec<Record>, EsError>,
    ) -> Result<T, EsError> {
        let counted = || {
            let changed = change();
            // Some of it may have been done, also when it failed.
            self.changes.fetch_add(1, Ordering::AcqRel);
            changed
        };
        self.journal.keep(counted, records)
    }

    /// The record of what became of a document, as an answer tells it; nothing when it was not changed.
    fn outcome(&self, answer: &Value) -> Result<Option<Record>, EsError> {
        let text = |member: &str| answer.get(member).and_then(Value::as_str).unwrap_or_default();
        let (index, id) = (text("_index"), text("_id"));
        match text("result") {
            "deleted" => Ok(Some(Record::Delete { index: index.to_owned(), id: id.to_owned() })),
            "created" | "updated" => {
                let mut written = self.engine.get_document(index, id)?;
                let Some(Value::Object(source)) = written.get_mut("_source").map(Value::take) else { return Ok(None) };
                Ok(Some(Record::Write { index: index.to_owned(), id: id.to_owned(), source }))
            }
            _ => Ok(None),
        }
    }

    /// Where an alias leads.
    pub(super) fn alias_record(&self, alias: &str) -> Record {
        Record::Alias { name: alias.to_owned(), indices: self.alias_targets(alias).unwrap_or_default() }
    }

    /// Records that make all indices, documents and aliases.
    pub fn records(&self) -> Result<impl Iterator<Item = Result<Record, EsError>>, EsError> {
        let aliases: Vec<Record> = self.read().keys().map(|alias| self.alias_record(alias)).collect();
        let indices = self.engine.index_names().into_iter().flat_map(|index| match self.records_of(&index) {
            Ok(records) => records.into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        });
        Ok(indices.collect::<Vec<_>>().into_iter().chain(aliases.into_iter().map(Ok)))
    }

    fn records_of(&self, index: &str) -> Result<Vec<Record>, EsError> {
        let body = json!({ "settings": self.engine.settings(index)?, "mappings": self.engine.mapping(index)? });
        let written = self.engine.documents(index, None)?.into_iter();
        let written = written.map(|(id, source)| Record::Write { index: index.to_owned(), id, source });
        Ok([Record::PutIndex { name: index.to_owned(), body }].into_iter().chain(written).collect())
    }
}
