//! Dynamic mapping: which fields a document adds, by the JSON types of its values.

use serde_json::{Map, Value, json};

use super::{Dynamic, Mapping, join};
use crate::{
    engine::date::{DateFormats, Rounding},
    error::{EsError, Result},
};

/// How deep objects may be nested in one another.
const DEPTH_LIMIT: usize = 20;

/// The formats in which a string is taken for a date, and the definition that the field then gets.
const DATE_FORMATS: [(&str, Option<&str>); 2] = [
    ("strict_date_optional_time", None),
    ("yyyy/MM/dd HH:mm:ss||yyyy/MM/dd", Some("yyyy/MM/dd HH:mm:ss||yyyy/MM/dd||epoch_millis")),
];

impl Mapping {
    /// The mapping with the fields that a document adds to it, or `None` if it adds nothing.
    pub fn extended_by(&self, source: &Map<String, Value>) -> Result<Option<Self>> {
        let mut found = Vec::new();
        self.discover("", source, 1, &mut found)?;
        if found.is_empty() {
            return Ok(None);
        }
        let mut extended = self.clone();
        for (path, definition) in found {
            // The same path may stand in several elements of an array; the first one decides.
            if extended.field(&path).is_none() {
                extended.add_field(&path, &definition)?;
            }
        }
        extended.check_size()?;
        Ok(Some(extended))
    }

    fn discover(
        &self,
        path: &str,
        object: &Map<String, Value>,
        depth: usize,
        found: &mut Vec<(String, Map<String, Value>)>,
    ) -> Result<()> {
        if depth > DEPTH_LIMIT {
            return Err(EsError::illegal_argument(format!("Limit of mapping depth [{DEPTH_LIMIT}] has been exceeded")));
        }
        for (name, value) in object {
            let name = join(path, name);
            if self.field(&name).is_some() || self.is_disabled(&name) {
                continue;
            }
            self.discover_value(path, &name, value, depth, found)?;
        }
        Ok(())
    }

    fn discover_value(
        &self,
        parent: &str,
        name: &str,
        value: &Value,
        depth: usize,
        found: &mut Vec<(String, Map<String, Value>)>,
    ) -> Result<()> {
        match value {
            Value::Object(object) => self.discover(name, object, depth + 1, found),
            Value::Array(values) => {
                values.iter().try_for_each(|value| self.discover_value(parent, name, value, depth, found))
            }
            // An object does not become a field.
            _ if self.is_object(name) => Ok(()),
            _ => {
                let Some(definition) = definition(value) else { return Ok(()) };
                match self.dynamic(parent) {
                    Dynamic::Add => found.push((name.into(), definition)),
                    Dynamic::Ignore => {}
                    Dynamic::Refuse => return Err(refused(parent, name)),
                }
                Ok(())
            }
        }
    }
}

fn refused(parent: &str, name: &str) -> EsError {
    let parent = if parent.is_empty() { "_doc" } else { parent };
    let reason = format!("mapping set to strict, dynamic introduction of [{name}] within [{parent}] is not allowed");
    EsError::new(400, "strict_dynamic_mapping_exception", reason)
}

fn definition(value: &Value) -> Option<Map<String, Value>> {
    let definition = match value {
        Value::Bool(_) => json!({ "type": "boolean" }),
        Value::Number(number) if number.is_f64() => json!({ "type": "float" }),
        Value::Number(_) => json!({ "type": "long" }),
        Value::String(text) => string_definition(text),
        _ => return None,
    };
    definition.as_object().cloned()
}

fn string_definition(text: &str) -> Value {
    // A text that is a number is never taken for a date, though `2020` could be one.
    let reads = |formats: &str| DateFormats::new(formats).is_ok_and(|it| it.read(text, Rounding::Down).is_ok());
    if text.parse::<f64>().is_err() {
        for (formats, stored) in DATE_FORMATS {
            if reads(formats) {
                return stored.map_or(json!({ "type": "date" }), |format| json!({ "type": "date", "format": format }));
            }
        }
    }
    json!({ "type": "text", "fields": { "keyword": { "type": "keyword", "ignore_above": 256 } } })
}
