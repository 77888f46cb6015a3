//! The `fields` of a hit: values of chosen fields, as `fields` takes them from the source, by the mapping, and as
//! `docvalue_fields` takes them from the columns.

mod columns;
mod source;
mod value;

use serde_json::{Map, Value, json};

use super::{
    date::DateFormats,
    limits,
    mapping::{Field, scalar_text},
    members::Members,
    shard::Shard,
    slots::Document,
};
use crate::error::{EsError, Result};

/// Fields to be shown, by name or pattern.
#[derive(Debug, Default)]
pub struct FieldList(Vec<Wanted>);

/// One name or pattern, and how its dates are printed.
#[derive(Debug)]
struct Wanted {
    pattern: String,
    format: Option<Format>,
    printed: Value,
}

/// How a value is printed, if not as its type is by default.
#[derive(Debug)]
enum Format {
    Dates(DateFormats),
    /// Points as `POINT (lon lat)`.
    WellKnownText,
}

impl FieldList {
    /// Reads a list of names, patterns, and objects with a `format`. `owner` names it in errors.
    pub fn read(owner: &str, body: &Value) -> Result<Self> {
        let Value::Array(list) = body else {
            return Err(EsError::parsing(format!("Unknown key for a {} in [{owner}].", super::members::token(body))));
        };
        limits::check_names(owner, list.len())?;
        list.iter().map(|one| Wanted::read(owner, one)).collect::<Result<_>>().map(Self)
    }

    /// The list as it was given.
    #[must_use]
    pub fn to_json(&self) -> Value {
        self.0.iter().map(|wanted| wanted.printed.clone()).collect()
    }

    /// The values in a document's source.
    #[must_use]
    pub fn of_source(&self, shard: &Shard<'_>, document: &Document) -> Map<String, Value> {
        source::values(self, shard.index.mapping(), None, &document.source)
    }

    /// The values in the columns, of the document or nested object of that number.
    pub fn of_columns(&self, shard: &Shard<'_>, number: u32) -> Result<Map<String, Value>> {
        columns::values(self, shard, number)
    }
}

/// The values of a field that a source has at a path, as texts: those that the field would index.
#[must_use]
pub fn texts(field: &Field, path: &str, source: &Map<String, Value>) -> Vec<String> {
    source::of_field(path, field, None, source).iter().filter_map(|value| scalar_text(value).ok()).collect()
}

impl Wanted {
    fn read(owner: &str, body: &Value) -> Result<Self> {
        if let Value::String(pattern) = body {
            let printed = json!({ "field": pattern });
            return Ok(Self { pattern: pattern.clone(), format: None, printed });
        }
        let mut members = Members::new(owner, body)?;
        let missing = || EsError::illegal_argument(format!("Required [field] in [{owner}]"));
        let pattern = members.text("field")?.ok_or_else(missing)?;
        let format = members.text("format")?.map(|format| Format::read(&format)).transpose()?.flatten();
        members.refuse(&["include_unmapped"])?;
        members.finish_strictly()?;
        Ok(Self { pattern, format, printed: body.clone() })
    }
}

impl Format {
    /// Reads a format. `None` for one that names the default.
    fn read(text: &str) -> Result<Option<Self>> {
        match text {
            "use_field_mapping" | "geojson" => Ok(None),
            "wkt" => Ok(Some(Self::WellKnownText)),
            other => DateFormats::new(other).map(|formats| Some(Self::Dates(formats))),
        }
    }
}
