//! One index: its mapping, its documents by number, the columns of their values and the text index.
//!
//! A document that is written again gets a new number, so numbers are the order of writing, as in Lucene. When the
//! mapping gets a new text field, or half of the numbers belong to documents that are gone, everything is built anew
//! from the sources; documents then also have the values of fields that were mapped after they were written, which in
//! Elasticsearch takes an `_update_by_query`.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use super::{
    column::Column,
    document::FieldValues,
    mapping::{FieldKind, Mapping},
    scalar::Scalar,
    text_index::TextIndex,
};
use crate::error::{EsError, Result};

/// An index.
pub struct Index {
    name: String,
    settings: Value,
    mapping: Mapping,
    documents: Vec<Option<Document>>,
    numbers: HashMap<String, u32>,
    columns: BTreeMap<String, Column>,
    /// The documents that have a value for a text field, by field.
    texts: BTreeMap<String, Vec<u32>>,
    inverted: TextIndex,
    next_seq_no: u64,
    /// Whether there were writes since the last commit.
    changed: bool,
}

/// A document as it was written.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// Its source.
    pub source: Map<String, Value>,
    /// How often it was written.
    pub version: u64,
    /// The number of the write among all writes to the index.
    pub seq_no: u64,
    /// The fields with a value that was too long to be indexed.
    pub ignored: Vec<String>,
}

/// What a write did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Whether there was no such document before.
    pub created: bool,
    /// The document's version now.
    pub version: u64,
    /// The number of the write.
    pub seq_no: u64,
}

impl Index {
    /// An empty index.
    pub fn new(name: &str, settings: Value, mapping: Mapping) -> Result<Self> {
        let inverted = TextIndex::new(text_fields(&mapping))?;
        Ok(Self {
            name: name.into(),
            settings,
            mapping,
            documents: Vec::new(),
            numbers: HashMap::new(),
            columns: BTreeMap::new(),
            texts: BTreeMap::new(),
            inverted,
            next_seq_no: 0,
            changed: false,
        })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The settings that it was created with.
    #[must_use]
    pub fn settings(&self) -> &Value {
        &self.settings
    }

    /// Its mapping.
    #[must_use]
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Its text fields.
    #[must_use]
    pub fn text_index(&self) -> &TextIndex {
        &self.inverted
    }

    /// One more than the greatest document number.
    #[must_use]
    pub fn end(&self) -> u32 {
        u32::try_from(self.documents.len()).unwrap_or(u32::MAX)
    }

    /// The numbers of all documents.
    pub fn live(&self) -> impl Iterator<Item = u32> {
        (0..).zip(&self.documents).filter(|(_, document)| document.is_some()).map(|(number, _)| number)
    }

    /// How many documents there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.numbers.len()
    }

    /// A document by its number.
    #[must_use]
    pub fn document(&self, number: u32) -> Option<&Document> {
        self.documents.get(number as usize)?.as_ref()
    }

    /// A document by its id, with its number.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<(u32, &Document)> {
        let number = *self.numbers.get(id)?;
        Some((number, self.document(number)?))
    }

    /// The values of a field that is not text.
    #[must_use]
    pub fn values(&self, field: &str, number: u32) -> &[Scalar] {
        self.columns.get(field).map_or(&[], |column| column.get(number))
    }

    /// The documents that have a text for a text field.
    #[must_use]
    pub fn with_text(&self, field: &str) -> &[u32] {
        self.texts.get(field).map_or(&[], Vec::as_slice)
    }

    /// Adds fields to the mapping.
    pub fn put_mapping(&mut self, body: &Value) -> Result<()> {
        self.mapping.merge(body)?;
        self.changed = true;
        Ok(())
    }

    /// Writes a document. It is found by text only after the next commit.
    pub fn write(&mut self, id: &str, source: Map<String, Value>) -> Result<Written> {
        check_id(id)?;
        let extended = self.mapping.extended_by(&source)?;
        let values = FieldValues::read(extended.as_ref().unwrap_or(&self.mapping), id, &source)?;
        if let Some(extended) = extended {
            self.mapping = extended;
        }
        let previous = self.remove(id);
        let version = previous.as_ref().map_or(1, |document| document.version + 1);
        let seq_no = self.take_seq_no();
        let ignored = values.ignored.clone();
        self.append(Document { id: id.into(), source, version, seq_no, ignored }, values)?;
        Ok(Written { created: previous.is_none(), version, seq_no })
    }

    /// Deletes a document; `None` if there is none.
    pub fn delete(&mut self, id: &str) -> Option<Written> {
        let version = self.remove(id)?.version + 1;
        Some(Written { created: false, version, seq_no: self.take_seq_no() })
    }

    /// Whether there were writes that searches don't see yet.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.changed
    }

    /// Makes all writes visible to searches.
    pub fn commit(&mut self) -> Result<()> {
        let half_gone = self.documents.len() > 2 * self.count() + 1000;
        if half_gone || !self.inverted.has_fields(text_fields(&self.mapping)) {
            self.rebuild()?;
        }
        self.inverted.commit()?;
        self.changed = false;
        Ok(())
    }

    fn take_seq_no(&mut self) -> u64 {
        self.next_seq_no += 1;
        self.next_seq_no - 1
    }

    fn remove(&mut self, id: &str) -> Option<Document> {
        let number = self.numbers.remove(id)?;
        self.changed = true;
        self.inverted.delete(number);
        self.documents.get_mut(number as usize)?.take()
    }

    fn append(&mut self, document: Document, values: FieldValues) -> Result<()> {
        let number = self.end();
        self.changed = true;
        for (field, scalars) in values.scalars {
            self.columns.entry(field).or_default().push(number, scalars);
        }
        for field in values.texts.keys() {
            self.texts.entry(field.clone()).or_default().push(number);
        }
        let mapping = &self.mapping;
        let tokens = values.texts.iter().filter_map(|(field, texts)| match &mapping.field(field)?.kind {
            FieldKind::Text { analyzer, .. } => Some((field.clone(), analyzer.field_tokens(texts))),
            _ => None,
        });
        self.inverted.add(number, tokens)?;
        self.numbers.insert(document.id.clone(), number);
        self.documents.push(Some(document));
        Ok(())
    }

    fn rebuild(&mut self) -> Result<()> {
        self.inverted = TextIndex::new(text_fields(&self.mapping))?;
        self.columns.clear();
        self.texts.clear();
        for document in std::mem::take(&mut self.documents).into_iter().flatten() {
            // A field that was mapped later may not fit an older source, which then stays without values.
            let values = FieldValues::read(&self.mapping, &document.id, &document.source).unwrap_or_default();
            self.append(document, values)?;
        }
        Ok(())
    }
}

fn text_fields(mapping: &Mapping) -> impl Iterator<Item = &str> {
    mapping.fields().filter(|(_, field)| matches!(field.kind, FieldKind::Text { .. })).map(|(name, _)| name)
}

fn check_id(id: &str) -> Result<()> {
    const LONGEST: usize = 512;
    if id.len() <= LONGEST {
        return Ok(());
    }
    Err(EsError::illegal_argument(format!(
        "id is too long, must be no longer than {LONGEST} bytes but was: {}",
        id.len()
    )))
}
