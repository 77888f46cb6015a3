//! Reading a document: from its source to the values of each field.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{
    mapping::{Field, FieldKind, Mapping, join, scalar_text},
    scalar::Scalar,
};
use crate::error::{EsError, Result};

/// The values of a document, by field.
#[derive(Debug, Default)]
pub struct FieldValues {
    /// Of all fields but texts.
    pub scalars: BTreeMap<String, Vec<Scalar>>,
    /// Of text fields, in the order in which they stand in the source.
    pub texts: BTreeMap<String, Vec<String>>,
    /// The fields that have a value which is not indexed.
    pub ignored: Vec<String>,
}

impl FieldValues {
    /// Reads the values that a source has for the fields of a mapping. Fields that are not mapped are passed over.
    pub fn read(mapping: &Mapping, id: &str, source: &Map<String, Value>) -> Result<Self> {
        let mut reader = Reader { mapping, id, values: Self::default() };
        reader.object("", source)?;
        Ok(reader.values)
    }
}

struct Reader<'a> {
    mapping: &'a Mapping,
    id: &'a str,
    values: FieldValues,
}

impl Reader<'_> {
    fn object(&mut self, path: &str, object: &Map<String, Value>) -> Result<()> {
        for (name, value) in object {
            self.value(&join(path, name), value)?;
        }
        Ok(())
    }

    fn value(&mut self, path: &str, value: &Value) -> Result<()> {
        if self.mapping.is_disabled(path) {
            return Ok(());
        }
        match (value, self.mapping.field(path)) {
            (Value::Null, _) => Ok(()),
            (Value::Array(values), _) => values.iter().try_for_each(|value| self.value(path, value)),
            (_, Some(field)) => self.field(path, field, value),
            (Value::Object(object), None) => self.object(path, object),
            (_, None) if self.mapping.is_object(path) => Err(not_an_object(path)),
            (_, None) => Ok(()),
        }
    }

    fn field(&mut self, path: &str, field: &Field, value: &Value) -> Result<()> {
        self.store(path, field, value)?;
        for (path, field) in self.mapping.multi_fields(path) {
            self.store(path, field, value)?;
        }
        for target in &field.copy_to {
            if let Some(field) = self.mapping.field(target) {
                self.store(target, field, value)?;
            }
        }
        Ok(())
    }

    fn store(&mut self, path: &str, field: &Field, value: &Value) -> Result<()> {
        let refuse = |cause| self.refusal(path, field, value, cause);
        if let FieldKind::Text { .. } = field.kind {
            let text = scalar_text(value).map_err(refuse)?;
            self.values.texts.entry(path.into()).or_default().push(text);
            return Ok(());
        }
        match field.kind.read(value).map_err(refuse)? {
            Some(scalar) => self.values.scalars.entry(path.into()).or_default().push(scalar),
            None => self.values.ignored.push(path.into()),
        }
        Ok(())
    }

    fn refusal(&self, path: &str, field: &Field, value: &Value, cause: EsError) -> EsError {
        let preview: String = scalar_text(value).unwrap_or_else(|_| value.to_string()).chars().take(100).collect();
        let reason = format!(
            "failed to parse field [{path}] of type [{}] in document with id '{}'. Preview of field's value: '{preview}'",
            field.type_name(),
            self.id
        );
        EsError::new(400, "document_parsing_exception", reason).caused_by(cause)
    }
}

fn not_an_object(path: &str) -> EsError {
    let reason =
        format!("object mapping for [{path}] tried to parse field [{path}] as object, but found a concrete value");
    EsError::new(400, "document_parsing_exception", reason)
}

/// The scalars that a source has at a field's path, as texts, in their order. A name may hold dots of its own.
#[must_use]
pub fn texts_at(source: &Map<String, Value>, path: &str) -> Vec<String> {
    let mut texts = Vec::new();
    collect_members(source, path, &mut texts);
    texts
}

fn collect_members(object: &Map<String, Value>, path: &str, texts: &mut Vec<String>) {
    for (name, value) in object {
        match path.strip_prefix(name.as_str()) {
            Some("") => collect_values(value, None, texts),
            Some(rest) => {
                if let Some(below) = rest.strip_prefix('.') {
                    collect_values(value, Some(below), texts);
                }
            }
            None => {}
        }
    }
}

fn collect_values(value: &Value, below: Option<&str>, texts: &mut Vec<String>) {
    match (value, below) {
        (Value::Array(values), _) => values.iter().for_each(|value| collect_values(value, below, texts)),
        (Value::Object(object), Some(path)) => collect_members(object, path, texts),
        (_, None) => texts.extend(scalar_text(value)),
        _ => {}
    }
}
