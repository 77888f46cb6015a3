//! Reading a document: from its source to the values of each field, by the objects that are documents of their own.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{
    completion::Input,
    geo::{Point, Validation},
    mapping::{Field, FieldKind, Mapping, join, scalar_text},
    scalar::Scalar,
};
use crate::error::{EsError, Result};

/// The greatest number of nested objects in a document, which keeps a hostile one from filling the index.
const NESTED_LIMIT: usize = 10_000;

/// The values of a document, and of the nested objects in it.
#[derive(Debug)]
pub struct Values {
    /// Those of the document itself, then of each nested object, in the order of the source; each after the one that it
    /// lies in.
    pub parts: Vec<Part>,
    /// The fields that have a value which is not indexed.
    pub ignored: BTreeSet<String>,
}

/// A document, or a nested object, with its values by field.
#[derive(Debug, Default)]
pub struct Part {
    /// Where a nested object lies; `None` for the document.
    pub place: Option<Place>,
    /// Of all fields that have exact values.
    pub scalars: BTreeMap<String, Vec<Scalar>>,
    /// Of text fields, in the order in which they stand in the source.
    pub texts: BTreeMap<String, Vec<String>>,
    /// Of completion fields.
    pub completions: BTreeMap<String, Vec<Input>>,
}

/// Where a nested object lies.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its path.
    pub path: String,
    /// The part that it lies in.
    pub parent: usize,
    /// Which of the objects at that path in its parent it is.
    pub offset: usize,
}

impl Values {
    /// Reads the values that a source has for the fields of a mapping. Fields that are not mapped are passed over.
    pub fn read(mapping: &Mapping, id: &str, source: &Map<String, Value>) -> Result<Self> {
        let values = Self::default();
        let mut reader = Reader { mapping, id, values, targets: vec![0], within: 0, counts: BTreeMap::new() };
        reader.object("", source)?;
        Ok(reader.values)
    }
}

impl Default for Values {
    fn default() -> Self {
        Self { parts: vec![Part::default()], ignored: BTreeSet::new() }
    }
}

struct Reader<'a> {
    mapping: &'a Mapping,
    id: &'a str,
    values: Values,
    /// The part that is being read.
    within: usize,
    /// The parts that its values count for.
    targets: Vec<usize>,
    /// How many nested objects of a path a part has so far.
    counts: BTreeMap<(usize, String), usize>,
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
            (Value::Null, field) => match field.and_then(|field| Some((field, field.null_value.as_ref()?))) {
                Some((field, value)) => self.field(path, field, value),
                None => Ok(()),
            },
            (Value::Array(_), Some(field)) if matches!(field.kind, FieldKind::Point) && Point::is_list(value) => {
                self.field(path, field, value)
            }
            (Value::Array(values), _) => values.iter().try_for_each(|value| self.value(path, value)),
            (_, Some(field)) => self.field(path, field, value),
            (Value::Object(object), None) if self.mapping.nested(path).is_some() => self.nested(path, object),
            (Value::Object(object), None) => self.object(path, object),
            (_, None) if self.mapping.is_object(path) => Err(not_an_object(path)),
            (_, None) => Ok(()),
        }
    }

    fn nested(&mut self, path: &str, object: &Map<String, Value>) -> Result<()> {
        let part = self.values.parts.len();
        if part > NESTED_LIMIT {
            return Err(EsError::illegal_argument(format!(
                "The number of nested documents has exceeded the allowed limit of [{NESTED_LIMIT}]."
            )));
        }
        let beside = self.counts.entry((self.within, path.into())).or_default();
        let place = Place { path: path.into(), parent: self.within, offset: *beside };
        *beside += 1;
        self.values.parts.push(Part { place: Some(place), ..Part::default() });
        let options = self.mapping.nested(path);
        let mut targets = vec![part];
        if options.is_some_and(|nested| nested.in_parent) {
            targets.extend(&self.targets);
        }
        if options.is_some_and(|nested| nested.in_root) && !targets.contains(&0) {
            targets.push(0);
        }
        let outer = (std::mem::replace(&mut self.within, part), std::mem::replace(&mut self.targets, targets));
        let read = self.object(path, object);
        (self.within, self.targets) = outer;
        read
    }

    fn field(&mut self, path: &str, field: &Field, value: &Value) -> Result<()> {
        let targets = self.targets.clone();
        self.store(path, field, value, &targets)?;
        for (path, field) in self.mapping.multi_fields(path) {
            self.store(path, field, value, &targets)?;
        }
        for target in &field.copy_to {
            if let Some(field) = self.mapping.field(target) {
                self.store(target, field, value, &[self.part_of(target)])?;
            }
        }
        Ok(())
    }

    /// The part that a field belongs to, seen from the one that is being read.
    fn part_of(&self, field: &str) -> usize {
        let wanted = self.mapping.nested_above(field);
        let mut part = self.within;
        while let Some(place) = self.values.parts.get(part).and_then(|part| part.place.as_ref()) {
            if Some(place.path.as_str()) == wanted {
                break;
            }
            part = place.parent;
        }
        part
    }

    fn store(&mut self, path: &str, field: &Field, value: &Value, targets: &[usize]) -> Result<()> {
        // An empty text is no number, and no mistake either.
        if field.kind.is_number() && value == "" {
            return Ok(());
        }
        match Found::read(path, field, value) {
            Ok(Some(found)) => {
                for target in targets {
                    if let Some(part) = self.values.parts.get_mut(*target) {
                        part.add(path, found.clone());
                    }
                }
            }
            Ok(None) => {
                self.values.ignored.insert(path.into());
            }
            Err(_) if field.ignore_malformed => {
                self.values.ignored.insert(path.into());
            }
            Err(cause) => return Err(self.refusal(path, field, value, cause)),
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

/// What a value says for a field.
#[derive(Clone)]
enum Found {
    Scalar(Scalar),
    Text(String),
    Completions(Vec<Input>),
}

impl Found {
    /// Reads a value; `None` if it is not indexed.
    fn read(path: &str, field: &Field, value: &Value) -> Result<Option<Self>> {
        Ok(Some(match &field.kind {
            FieldKind::Text { .. } => Self::Text(scalar_text(value)?),
            FieldKind::Completion(options) => Self::Completions(options.inputs(value)?),
            FieldKind::Point => {
                let place = format!("[{path}]");
                Self::Scalar(Scalar::Point(Point::read(value)?.validated(Validation::Strict, &place)?.stored()))
            }
            kind => return Ok(kind.read(value)?.map(Self::Scalar)),
        }))
    }
}

impl Part {
    fn add(&mut self, path: &str, found: Found) {
        match found {
            Found::Scalar(scalar) => self.scalars.entry(path.into()).or_default().push(scalar),
            Found::Text(text) => self.texts.entry(path.into()).or_default().push(text),
            Found::Completions(inputs) => self.completions.entry(path.into()).or_default().extend(inputs),
        }
    }
}

fn not_an_object(path: &str) -> EsError {
    let reason =
        format!("object mapping for [{path}] tried to parse field [{path}] as object, but found a concrete value");
    EsError::new(400, "document_parsing_exception", reason)
}
