//! CSV with a header: a document for each record, a member for each value that is not empty.
//!
//! A value is a number or a boolean if its field is mapped so. Where the mapping does not say, it is one if every value
//! of the column is; numbers that begin with a zero, such as post codes, are texts.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};
use serde_json::{Map, Number, Value};

use super::Entry;
use super::file::Failure;

/// What the values of a column are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Integer,
    Number,
    Boolean,
    Text,
}

/// The kinds that values are tried for, the narrowest first.
const KINDS: [Kind; 4] = [Kind::Integer, Kind::Number, Kind::Boolean, Kind::Text];

/// The entries of a file, for an index with these types of fields.
pub fn entries(text: &str, types: &BTreeMap<String, String>) -> Result<Vec<Entry>, Failure> {
    let mut reader = ReaderBuilder::new().from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| failure(&error))?.clone();
    let records: Vec<StringRecord> = reader.records().collect::<Result<_, _>>().map_err(|error| failure(&error))?;
    let column = |(place, name)| {
        let values = records.iter().filter_map(|record| record.get(place)).filter(|value| !value.is_empty());
        let mapped = types.get(name).map(|mapped| mapped_kind(mapped));
        (name, mapped.unwrap_or_else(|| kind_of(&values.collect::<Vec<_>>())))
    };
    let columns: Vec<(&str, Kind)> = header.iter().enumerate().map(column).collect();
    Ok(records.iter().map(|record| entry(record, &columns)).collect())
}

fn entry(record: &StringRecord, columns: &[(&str, Kind)]) -> Entry {
    let members = columns.iter().zip(record).filter(|(_, text)| !text.is_empty());
    let document: Map<String, Value> =
        members.map(|((name, kind), text)| ((*name).to_owned(), kind.value(text))).collect();
    let line = record.position().map_or(1, |position| usize::try_from(position.line()).unwrap_or(usize::MAX));
    Entry { line, lines: format!("{{\"index\":{{}}}}\n{}\n", Value::from(document)) }
}

fn failure(error: &csv::Error) -> Failure {
    let line = error.position().map_or(1, |position| usize::try_from(position.line()).unwrap_or(usize::MAX));
    Failure::new(line, error)
}

fn mapped_kind(mapped: &str) -> Kind {
    match mapped {
        "byte" | "short" | "integer" | "long" | "unsigned_long" => Kind::Integer,
        "half_float" | "float" | "double" | "scaled_float" => Kind::Number,
        "boolean" => Kind::Boolean,
        _ => Kind::Text,
    }
}

/// The narrowest kind that all values are of; without values there is nothing to tell.
fn kind_of(values: &[&str]) -> Kind {
    let fits = |kind: &&Kind| values.iter().all(|value| kind.read(value).is_some());
    KINDS.iter().find(fits).copied().unwrap_or(Kind::Text)
}

impl Kind {
    /// The value that a text is of this kind; a text that is none stays a text, for the engine to refuse.
    fn value(self, text: &str) -> Value {
        self.read(text).unwrap_or_else(|| text.into())
    }

    fn read(self, text: &str) -> Option<Value> {
        let digits = text.trim_start_matches('-');
        let has_zero = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
        match self {
            Self::Integer if !has_zero => text.parse::<i64>().ok().map(Value::from),
            Self::Number if !has_zero => Number::from_f64(text.parse().ok()?).map(Value::from),
            Self::Boolean => text.to_ascii_lowercase().parse::<bool>().ok().map(Value::from),
            Self::Text => Some(text.into()),
            _ => None,
        }
    }
}
