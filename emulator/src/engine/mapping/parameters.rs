//! The parameters of fields: which mean something here, which change nothing, and which are refused.

use serde_json::Value;

use super::field::failed;
use crate::error::{EsError, Result};

/// Parameters that any type takes and that change nothing here, when they have these values.
const HARMLESS: [(&str, &[&str]); 10] = [
    ("index", &["true"]),
    ("doc_values", &["true"]),
    ("store", &["true", "false"]),
    ("norms", &["true"]),
    ("coerce", &["true"]),
    ("ignore_z_value", &["true"]),
    ("eager_global_ordinals", &["true", "false"]),
    ("index_options", &["positions", "offsets", "docs", "freqs"]),
    ("term_vector", &["no", "yes", "with_positions", "with_offsets", "with_positions_offsets"]),
    ("split_queries_on_whitespace", &["false"]),
];

/// The types whose values can be malformed, and the keyword.
const NOT_TEXTS: [&str; 12] = [
    "boolean",
    "byte",
    "date",
    "double",
    "float",
    "geo_point",
    "half_float",
    "integer",
    "keyword",
    "long",
    "scaled_float",
    "short",
];

/// Parameters that mean something here, with the types that they belong to.
const PARAMETERS: [(&str, &[&str]); 11] = [
    ("analyzer", &["text", "completion"]),
    ("search_analyzer", &["text", "completion"]),
    ("preserve_separators", &["completion"]),
    ("preserve_position_increments", &["completion"]),
    ("max_input_length", &["completion"]),
    ("scaling_factor", &["scaled_float"]),
    ("ignore_malformed", &NOT_TEXTS),
    ("null_value", &NOT_TEXTS),
    ("ignore_above", &["keyword"]),
    ("format", &["date"]),
    ("meta", &[]),
];

/// Refuses a parameter that the type does not have, or a value of it that can't be honoured.
pub(super) fn check_parameter(name: &str, type_name: &str, parameter: &str, value: &Value) -> Result<()> {
    if ["type", "fields", "copy_to"].contains(&parameter) {
        return Ok(());
    }
    if let Some((_, types)) = PARAMETERS.iter().find(|(known, _)| *known == parameter)
        && (types.is_empty() || types.contains(&type_name))
    {
        return Ok(());
    }
    let text = value.as_str().map_or_else(|| value.to_string(), String::from);
    match HARMLESS.iter().find(|(known, _)| *known == parameter) {
        Some((_, values)) if values.contains(&text.as_str()) => Ok(()),
        Some(_) => Err(EsError::unsupported(&format!("[{parameter}: {text}] on field [{name}]"))),
        None => Err(failed(format!("unknown parameter [{parameter}] on mapper [{name}] of type [{type_name}]"))),
    }
}
