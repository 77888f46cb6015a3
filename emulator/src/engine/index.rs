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
    completion::Input,
    document::{Part, Values},
    mapping::{FieldKind, Mapping},
    scalar::Scalar,
    slots::{Document, NestedObject, Slot, Slots},
    text_index::TextIndex,
};
use crate::error::{EsError, Result};

/// An index.
pub struct Index {
    name: String,
    settings: Value,
    mapping: Mapping,
    slots: Slots,
    numbers: HashMap<String, u32>,
    columns: BTreeMap<String, Column>,
    /// The documents that have a value for a text field, by field.
    texts: BTreeMap<String, Vec<u32>>,
    /// What may be completed, by field, with the documents.
    completions: BTreeMap<String, Vec<(u32, Input)>>,
    inverted: TextIndex,
    next_seq_no: u64,
    /// Whether there were writes since the last commit.
    changed: bool,
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
            slots: Slots::default(),
            numbers: HashMap::new(),
            columns: BTreeMap::new(),
            texts: BTreeMap::new(),
            completions: BTreeMap::new(),
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

    /// What the numbers stand for.
    #[must_use]
    pub fn slots(&self) -> &Slots {
        &self.slots
    }

    /// A document by its id, with its number.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<(u32, &Document)> {
        let number = *self.numbers.get(id)?;
        Some((number, self.slots.document(number)?))
    }

    /// The values of a field that is not text.
    #[must_use]
    pub fn values(&self, field: &str, number: u32) -> &[Scalar] {
        self.columns.get(field).map_or(&[], |column| column.get(number))
    }

    /// The documents that have a text for a text field, deleted ones included.
    #[must_use]
    pub fn with_text(&self, field: &str) -> &[u32] {
        self.texts.get(field).map_or(&[], Vec::as_slice)
    }

    /// The inputs of a completion field with their documents, deleted ones included.
    #[must_use]
    pub fn completions(&self, field: &str) -> &[(u32, Input)] {
        self.completions.get(field).map_or(&[], Vec::as_slice)
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
        let values = Values::read(extended.as_ref().unwrap_or(&self.mapping), id, &source)?;
        if let Some(extended) = extended {
            self.mapping = extended;
        }
        let previous = self.remove(id);
        let version = previous.as_ref().map_or(1, |document| document.version + 1);
        let seq_no = self.take_seq_no();
        let ignored: Vec<String> = values.ignored.iter().cloned().collect();
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
        if self.slots.is_half_gone() || !self.inverted.has_fields(text_fields(&self.mapping)) {
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
        let mut gone = Vec::new();
        let document = self.slots.remove(number, &mut gone);
        for number in gone {
            self.inverted.delete(number);
        }
        document
    }

    fn append(&mut self, document: Document, values: Values) -> Result<()> {
        let root = self.slots.end();
        self.changed = true;
        self.numbers.insert(document.id.clone(), root);
        let mut document = Some(document);
        for part in values.parts {
            let slot = match (&part.place, document.take()) {
                (Some(place), _) => Slot::Nested(Box::new(NestedObject::new(root, place))),
                (None, document) => document.map_or(Slot::Gone, |document| Slot::Document(Box::new(document))),
            };
            self.append_part(slot, part)?;
        }
        Ok(())
    }

    fn append_part(&mut self, slot: Slot, part: Part) -> Result<()> {
        let number = self.slots.end();
        for (field, scalars) in part.scalars {
            self.columns.entry(field).or_default().push(number, scalars);
        }
        for field in part.texts.keys() {
            self.texts.entry(field.clone()).or_default().push(number);
        }
        for (field, inputs) in part.completions {
            self.completions.entry(field).or_default().extend(inputs.into_iter().map(|input| (number, input)));
        }
        let mapping = &self.mapping;
        let tokens = part.texts.iter().filter_map(|(field, texts)| match &mapping.field(field)?.kind {
            FieldKind::Text { analyzer, .. } => Some((field.clone(), analyzer.field_tokens(texts))),
            _ => None,
        });
        if !part.texts.is_empty() {
            self.inverted.add(number, tokens)?;
        }
        self.slots.push(slot);
        Ok(())
    }

    fn rebuild(&mut self) -> Result<()> {
        self.inverted = TextIndex::new(text_fields(&self.mapping))?;
        self.columns.clear();
        self.texts.clear();
        self.completions.clear();
        for document in self.slots.take_documents() {
            // A field that was mapped later may not fit an older source, which then stays without values.
            let values = Values::read(&self.mapping, &document.id, &document.source).unwrap_or_default();
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
