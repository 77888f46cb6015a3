//! A mapping: the fields of an index by their full path (`author.name`, `title.keyword`), given at creation, added
//! later, or found in documents.

mod dynamic;
mod field;
mod nested;
mod parameters;
mod value;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

pub use field::{Field, FieldKind, analyzers};
pub use nested::Nested;
pub use value::{scalar_text, scaled, truncated};

use super::wildcard;
use crate::error::{EsError, Result};
use field::failed;

/// The greatest number of fields, which keeps a hostile document from growing the index without end.
const FIELD_LIMIT: usize = 1000;

/// What happens to a field that is not mapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dynamic {
    /// It is added.
    #[default]
    Add,
    /// It is left out of the index.
    Ignore,
    /// The document is refused.
    Refuse,
}

/// The fields of an index.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    fields: BTreeMap<String, Field>,
    /// Objects that say something about themselves, by path; the root is the empty path.
    objects: BTreeMap<String, ObjectOptions>,
}

#[derive(Debug, Clone, Default)]
struct ObjectOptions {
    dynamic: Option<Dynamic>,
    disabled: bool,
    /// For objects that are documents of their own.
    nested: Option<Nested>,
    definition: Map<String, Value>,
}

impl Mapping {
    /// Reads a mapping: `{"properties": …, "dynamic": …}`.
    pub fn new(body: &Value) -> Result<Self> {
        let mut mapping = Self::default();
        mapping.merge(body)?;
        Ok(mapping)
    }

    /// Adds the fields of another mapping body. A field that exists keeps its type.
    pub fn merge(&mut self, body: &Value) -> Result<()> {
        let object = body.as_object().ok_or_else(|| failed("expected an object"))?;
        let mut merged = self.clone();
        merged.add_object("", object)?;
        merged.check_size()?;
        *self = merged;
        Ok(())
    }

    fn check_size(&self) -> Result<()> {
        if self.fields.len() > FIELD_LIMIT {
            return Err(EsError::illegal_argument(format!("Limit of total fields [{FIELD_LIMIT}] has been exceeded")));
        }
        Ok(())
    }

    fn add_object(&mut self, path: &str, object: &Map<String, Value>) -> Result<()> {
        let mut options = ObjectOptions { nested: Nested::read(object), ..ObjectOptions::default() };
        if object.contains_key("type") {
            self.check_nesting(path, &options)?;
        }
        for (parameter, value) in object {
            match (parameter.as_str(), value) {
                ("type", _) => {}
                (_, Value::Bool(_)) if options.nested.is_some() && Nested::PARAMETERS.contains(&parameter.as_str()) => {
                }
                ("properties", Value::Object(properties)) => self.add_properties(path, properties)?,
                ("dynamic", _) => options.dynamic = Some(dynamic(value)?),
                ("enabled", Value::Bool(enabled)) => options.disabled = !enabled,
                ("_source" | "_meta" | "date_detection", _) if path.is_empty() => check_root(parameter, value)?,
                _ if path.is_empty() => return Err(unsupported_root(parameter, value)),
                _ => {
                    return Err(failed(format!("unknown parameter [{parameter}] on mapper [{path}] of type [object]")));
                }
            }
        }
        options.definition.clone_from(object);
        options.definition.shift_remove("properties");
        if !options.definition.is_empty() {
            self.objects.insert(path.into(), options);
        }
        Ok(())
    }

    /// Objects that are documents of their own can't become part of their parents, nor the other way round.
    fn check_nesting(&self, path: &str, options: &ObjectOptions) -> Result<()> {
        let is_nested = self.nested(path).is_some();
        if is_nested == options.nested.is_some() || (!is_nested && !self.is_object(path)) {
            return Ok(());
        }
        let [from, to] = if is_nested { ["nested", "non-nested"] } else { ["non-nested", "nested"] };
        Err(EsError::illegal_argument(format!("cannot change object mapping [{path}] from {from} to {to}")))
    }

    fn add_properties(&mut self, path: &str, properties: &Map<String, Value>) -> Result<()> {
        for (name, definition) in properties {
            let name = join(path, name);
            let definition =
                definition.as_object().ok_or_else(|| failed(format!("Expected map for property [{name}]")))?;
            match definition.get("type").and_then(Value::as_str) {
                None | Some("object" | "nested") => self.add_object(&name, definition)?,
                Some(_) => self.add_field(&name, definition)?,
            }
        }
        Ok(())
    }

    fn add_field(&mut self, name: &str, definition: &Map<String, Value>) -> Result<()> {
        self.insert(name, Field::new(name, definition)?)?;
        let multi_fields = definition.get("fields").and_then(Value::as_object);
        for (suffix, definition) in multi_fields.into_iter().flatten() {
            let definition = definition.as_object().ok_or_else(|| failed(format!("bad multi-field [{suffix}]")))?;
            let path = join(name, suffix);
            let field = Field { parent: Some(name.into()), ..Field::new(&path, definition)? };
            self.insert(&path, field)?;
        }
        Ok(())
    }

    fn insert(&mut self, name: &str, field: Field) -> Result<()> {
        if let Some(existing) = self.fields.get(name) {
            let (old, new) = (existing.type_name(), field.type_name());
            if old != new {
                return Err(EsError::illegal_argument(format!(
                    "mapper [{name}] cannot be changed from type [{old}] to [{new}]"
                )));
            }
            for parameter in ["analyzer", "format"] {
                unchanged(name, parameter, existing, &field)?;
            }
        }
        self.fields.insert(name.into(), field);
        Ok(())
    }

    /// The mapping as JSON: `{"properties": …}`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut root = Value::Object(Map::new());
        for (path, options) in &self.objects {
            extend_at(&mut root, &object_pointer(path), &options.definition);
        }
        for (path, field) in &self.fields {
            let pointer = match &field.parent {
                Some(parent) => {
                    let suffix = path.get(parent.len() + 1..).unwrap_or_default();
                    [object_pointer(parent), vec!["fields", suffix]].concat()
                }
                None => object_pointer(path),
            };
            extend_at(&mut root, &pointer, &field.definition);
        }
        root
    }

    /// The field of that full path.
    #[must_use]
    pub fn field(&self, path: &str) -> Option<&Field> {
        self.fields.get(path)
    }

    /// All fields, by path.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &Field)> {
        self.fields.iter().map(|(path, field)| (path.as_str(), field))
    }

    /// The multi-fields of a field, by path.
    pub fn multi_fields<'a>(&'a self, parent: &'a str) -> impl Iterator<Item = (&'a str, &'a Field)> {
        let below = self.fields.range(format!("{parent}.")..).take_while(move |(path, _)| path.starts_with(parent));
        below
            .filter(move |(_, field)| field.parent.as_deref() == Some(parent))
            .map(|(path, field)| (path.as_str(), field))
    }

    /// The paths of the fields that a name or pattern means.
    #[must_use]
    pub fn expand(&self, pattern: &str) -> Vec<&str> {
        self.fields.keys().map(String::as_str).filter(|path| wildcard::matches(pattern, path)).collect()
    }

    /// Whether documents have an object, not a value, at that path.
    #[must_use]
    pub fn is_object(&self, path: &str) -> bool {
        let prefix = format!("{path}.");
        self.objects.contains_key(path)
            || (!self.fields.contains_key(path)
                && self.fields.range(prefix.clone()..).next().is_some_and(|(below, _)| below.starts_with(&prefix)))
    }

    /// Whether the object at that path is kept in the source only.
    #[must_use]
    pub fn is_disabled(&self, path: &str) -> bool {
        self.objects.get(path).is_some_and(|options| options.disabled)
    }

    /// What happens to an unknown field directly below the object at that path.
    #[must_use]
    pub fn dynamic(&self, path: &str) -> Dynamic {
        let own = self.objects.get(path).and_then(|options| options.dynamic);
        match (own, path.rsplit_once('.')) {
            (Some(dynamic), _) => dynamic,
            (None, Some((parent, _))) => self.dynamic(parent),
            (None, None) if path.is_empty() => Dynamic::default(),
            (None, None) => self.dynamic(""),
        }
    }
}

/// A path of a name below another.
#[must_use]
pub fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.into() } else { format!("{path}.{name}") }
}

fn dynamic(value: &Value) -> Result<Dynamic> {
    match scalar_text(value)?.as_str() {
        "true" => Ok(Dynamic::Add),
        "false" => Ok(Dynamic::Ignore),
        "strict" => Ok(Dynamic::Refuse),
        other => Err(EsError::unsupported(&format!("[dynamic: {other}] in a mapping"))),
    }
}

fn check_root(parameter: &str, value: &Value) -> Result<()> {
    let harmless = match parameter {
        "_source" => value.get("enabled") == Some(&json!(true)),
        "date_detection" => value == &json!(true),
        _ => true,
    };
    if harmless { Ok(()) } else { Err(EsError::unsupported(&format!("[{parameter}: {value}] in a mapping"))) }
}

fn unsupported_root(parameter: &str, value: &Value) -> EsError {
    const KNOWN: [&str; 7] = [
        "date_detection",
        "dynamic_date_formats",
        "dynamic_templates",
        "numeric_detection",
        "runtime",
        "_routing",
        "_source",
    ];
    if KNOWN.contains(&parameter) {
        return EsError::unsupported(&format!("[{parameter}] in a mapping"));
    }
    failed(format!("Root mapping definition has unsupported parameters:  [{parameter} : {value}]"))
}

fn unchanged(name: &str, parameter: &str, old: &Field, new: &Field) -> Result<()> {
    let (old, new) = (old.definition.get(parameter), new.definition.get(parameter));
    if old == new {
        return Ok(());
    }
    let show = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or("default").to_owned();
    Err(EsError::illegal_argument(format!(
        "Mapper for [{name}] conflicts with existing mapper:\n\tCannot update parameter [{parameter}] from [{}] to [{}]",
        show(old),
        show(new)
    )))
}

fn object_pointer(path: &str) -> Vec<&str> {
    path.split('.').filter(|name| !name.is_empty()).flat_map(|name| ["properties", name]).collect()
}

/// Puts members into the object at a pointer, making the objects on the way.
fn extend_at(root: &mut Value, pointer: &[&str], members: &Map<String, Value>) {
    let mut at = root;
    for name in pointer {
        let Value::Object(object) = at else { return };
        at = object.entry(*name).or_insert_with(|| Value::Object(Map::new()));
    }
    if let Value::Object(object) = at {
        object.extend(members.clone());
    }
}
