//! What a query config says is searched and shown: the part that only the template needs.

use super::scalar;
use crate::json::{Number, Value};

/// What is searched and shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Selection {
    /// The fields that are searched; empty means the index's default.
    pub search_fields: Vec<SearchField>,
    /// The fields that a result shows.
    pub result_fields: Vec<ResultField>,
    /// Whether misspelt terms match.
    pub fuzziness: bool,
}

/// A field that is searched.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchField {
    /// The field's name in the index.
    pub field: String,
    /// Its weight; `None` means 1.
    pub weight: Option<Number>,
}

/// A field that a result shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultField {
    /// The field's name in the index.
    pub field: String,
    /// Whether (and how) its text comes with the matches marked.
    pub snippet: Option<Snippet>,
}

/// How a snippet is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Snippet {
    /// The length of a fragment in characters; `None` means the server's default.
    pub size: Option<u32>,
    /// Whether the beginning of the text is given where nothing matches.
    pub fallback: bool,
}

impl Selection {
    pub(super) fn read(config: &Value) -> Self {
        Self {
            search_fields: scalar::members(config.get("search_fields")).map(SearchField::read).collect(),
            result_fields: scalar::members(config.get("result_fields")).map(ResultField::read).collect(),
            fuzziness: scalar::flag(config.get("fuzziness")),
        }
    }
}

impl SearchField {
    fn read((field, options): (&str, &Value)) -> Self {
        Self { field: field.to_owned(), weight: options.get("weight").and_then(Value::as_number).cloned() }
    }
}

impl ResultField {
    fn read((field, options): (&str, &Value)) -> Self {
        Self { field: field.to_owned(), snippet: options.get("snippet").and_then(Snippet::read) }
    }
}

impl Snippet {
    fn read(options: &Value) -> Option<Self> {
        let size = scalar::whole(options.get("size")).filter(|&size| size > 0);
        let is_wanted = !matches!(options, Value::Null | Value::Bool(false));
        is_wanted.then(|| Self { size, fallback: scalar::flag(options.get("fallback")) })
    }
}
