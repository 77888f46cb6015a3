//! One field of a mapping: its type and parameters, and how a JSON value becomes its values.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::{
    engine::{
        analysis::Analyzer,
        date::{DateFormats, Rounding},
        scalar::Scalar,
    },
    error::{EsError, Result},
};

/// A field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its type.
    pub kind: FieldKind,
    /// Its parameters as they were given, `type` included and `fields` not.
    pub definition: Map<String, Value>,
    /// The fields that get a copy of its values.
    pub copy_to: Vec<String>,
    /// For a multi-field: the field whose values it takes.
    pub parent: Option<String>,
}

/// The types that the engine has.
#[derive(Debug, Clone)]
pub enum FieldKind {
    /// Analysed text.
    Text {
        /// For documents.
        analyzer: Analyzer,
        /// For queries.
        search_analyzer: Analyzer,
    },
    /// An exact string; longer ones than `ignore_above` characters are not indexed.
    Keyword {
        /// The greatest length in characters.
        ignore_above: usize,
    },
    /// An integer, within the range of its type.
    Integer {
        /// The smallest value.
        min: i64,
        /// The greatest value.
        max: i64,
    },
    /// 32 bits, as `float` and `half_float`.
    Float,
    /// 64 bits.
    Double,
    /// `true` or `false`.
    Boolean,
    /// Milliseconds since 1970, read by the field's formats.
    Date(DateFormats),
}

/// The numeric types and their ranges.
const INTEGERS: [(&str, i64, i64); 4] = [
    ("long", i64::MIN, i64::MAX),
    ("integer", i32::MIN as i64, i32::MAX as i64),
    ("short", i16::MIN as i64, i16::MAX as i64),
    ("byte", i8::MIN as i64, i8::MAX as i64),
];

/// Types that Elasticsearch has and this engine does not.
const UNSUPPORTED: [&str; 34] = [
    "aggregate_metric_double",
    "alias",
    "annotated_text",
    "binary",
    "completion",
    "constant_keyword",
    "counted_keyword",
    "date_nanos",
    "date_range",
    "dense_vector",
    "double_range",
    "flattened",
    "float_range",
    "geo_point",
    "geo_shape",
    "histogram",
    "integer_range",
    "ip",
    "ip_range",
    "join",
    "long_range",
    "match_only_text",
    "nested",
    "passthrough",
    "percolator",
    "point",
    "rank_feature",
    "rank_features",
    "scaled_float",
    "search_as_you_type",
    "semantic_text",
    "sparse_vector",
    "token_count",
    "unsigned_long",
];

/// Parameters that any type takes and that change nothing here, when they have these values.
const HARMLESS: [(&str, &[&str]); 9] = [
    ("index", &["true"]),
    ("doc_values", &["true"]),
    ("store", &["true", "false"]),
    ("norms", &["true"]),
    ("coerce", &["true"]),
    ("eager_global_ordinals", &["true", "false"]),
    ("index_options", &["positions", "offsets", "docs", "freqs"]),
    ("term_vector", &["no", "yes", "with_positions", "with_offsets", "with_positions_offsets"]),
    ("split_queries_on_whitespace", &["false"]),
];

/// Parameters that mean something here, with the types that they belong to.
const PARAMETERS: [(&str, &[&str]); 5] = [
    ("analyzer", &["text"]),
    ("search_analyzer", &["text"]),
    ("ignore_above", &["keyword"]),
    ("format", &["date"]),
    ("meta", &[]),
];

impl Field {
    /// Reads a field's definition.
    pub fn new(name: &str, definition: &Map<String, Value>) -> Result<Self> {
        let type_name = definition.get("type").and_then(Value::as_str).unwrap_or_default();
        for (parameter, value) in definition {
            check_parameter(name, type_name, parameter, value)?;
        }
        let mut definition = definition.clone();
        definition.shift_remove("fields");
        let copy_to = strings(definition.get("copy_to"));
        Ok(Self { kind: FieldKind::new(name, type_name, &definition)?, definition, copy_to, parent: None })
    }

    /// Elasticsearch's name for the field's type.
    #[must_use]
    pub fn type_name(&self) -> &str {
        self.definition.get("type").and_then(Value::as_str).unwrap_or_default()
    }
}

fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).map(String::from).collect(),
        _ => Vec::new(),
    }
}

fn check_parameter(name: &str, type_name: &str, parameter: &str, value: &Value) -> Result<()> {
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

/// The error for a mapping that can't be read.
pub(super) fn failed(reason: impl Into<String>) -> EsError {
    let reason = reason.into();
    let cause = EsError::new(400, "mapper_parsing_exception", reason.clone());
    EsError::new(400, "mapper_parsing_exception", format!("Failed to parse mapping: {reason}")).caused_by(cause)
}

impl FieldKind {
    fn new(name: &str, type_name: &str, definition: &Map<String, Value>) -> Result<Self> {
        if let Some((_, min, max)) = INTEGERS.iter().find(|(known, ..)| *known == type_name) {
            return Ok(Self::Integer { min: *min, max: *max });
        }
        match type_name {
            "text" => Self::text(name, definition),
            "keyword" => {
                let limit = definition.get("ignore_above").and_then(Value::as_u64);
                Ok(Self::Keyword { ignore_above: limit.and_then(|limit| limit.try_into().ok()).unwrap_or(usize::MAX) })
            }
            "float" | "half_float" => Ok(Self::Float),
            "double" => Ok(Self::Double),
            "boolean" => Ok(Self::Boolean),
            "date" => match definition.get("format").and_then(Value::as_str) {
                Some(format) => Ok(Self::Date(DateFormats::new(format)?)),
                None => Ok(Self::Date(DateFormats::default())),
            },
            "" => Err(failed(format!("No type specified for field [{name}]"))),
            _ if UNSUPPORTED.contains(&type_name) => {
                Err(EsError::unsupported(&format!("the type [{type_name}] of field [{name}]")))
            }
            _ => Err(failed(format!("The mapper type [{type_name}] declared on field [{name}] does not exist."))),
        }
    }

    fn text(name: &str, definition: &Map<String, Value>) -> Result<Self> {
        let named = |parameter: &str| match definition.get(parameter) {
            None => Ok(None),
            Some(value) => match Analyzer::named(value.as_str().unwrap_or_default()) {
                Some(analyzer) => Ok(Some(analyzer)),
                None => {
                    Err(failed(format!("analyzer [{value}] has not been configured in mappings of field [{name}]")))
                }
            },
        };
        let analyzer = named("analyzer")?.unwrap_or(Analyzer::Standard);
        Ok(Self::Text { analyzer, search_analyzer: named("search_analyzer")?.unwrap_or(analyzer) })
    }

    /// The value of a field that is not text, from a document. `None` if it is left out of the index.
    pub fn read(&self, value: &Value) -> Result<Option<Scalar>> {
        let text = scalar_text(value)?;
        let scalar = match self {
            Self::Text { .. } => return Ok(None),
            Self::Keyword { ignore_above } => {
                return Ok((text.chars().count() <= *ignore_above).then(|| Scalar::Keyword(Arc::from(text))));
            }
            Self::Integer { min, max } => Scalar::Long(integer(&text, *min, *max)?),
            Self::Float => Scalar::Float(finite(&text)?),
            Self::Double => Scalar::Double(finite(&text)?),
            Self::Boolean => Scalar::Boolean(boolean(&text)?),
            Self::Date(formats) => Scalar::Date(formats.read(&text, Rounding::Down)?),
        };
        Ok(Some(scalar))
    }
}

/// A JSON scalar as text: strings bare, anything else as it is written.
pub fn scalar_text(value: &Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(value) => Ok(value.to_string()),
        Value::Object(_) => Err(EsError::new(400, "illegal_state_exception", "Can't get text on a START_OBJECT")),
        _ => Err(EsError::new(400, "illegal_state_exception", "Can't get text on a START_ARRAY or a null")),
    }
}

fn not_a_number(text: &str) -> EsError {
    EsError::new(400, "number_format_exception", format!("For input string: \"{text}\""))
}

fn integer(text: &str, min: i64, max: i64) -> Result<i64> {
    let value = match text.parse::<i64>() {
        Ok(value) => value,
        // A fraction is cut off, as with Elasticsearch's `coerce`.
        Err(_) => truncated(text.parse::<f64>().map_err(|_| not_a_number(text))?)
            .ok_or_else(|| EsError::illegal_argument(format!("Value [{text}] is out of range for a long")))?,
    };
    if (min..=max).contains(&value) {
        return Ok(value);
    }
    Err(EsError::illegal_argument(format!("Value [{text}] is out of range [{min}, {max}]")))
}

/// The integer part, if 64 bits can hold it.
pub fn truncated(value: f64) -> Option<i64> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    #[allow(clippy::cast_possible_truncation, reason = "the range is checked")]
    (-LIMIT..LIMIT).contains(&value).then_some(value.trunc() as i64)
}

fn finite<T: std::str::FromStr + Into<f64> + Copy>(text: &str) -> Result<T> {
    let value = text.parse::<T>().map_err(|_| not_a_number(text))?;
    if value.into().is_finite() {
        return Ok(value);
    }
    Err(EsError::illegal_argument(format!("number type supports only finite values, but got [{text}]")))
}

fn boolean(text: &str) -> Result<bool> {
    match text {
        "true" => Ok(true),
        "false" | "" => Ok(false),
        _ => Err(EsError::illegal_argument(format!(
            "Failed to parse value [{text}] as only [true] or [false] are allowed."
        ))),
    }
}
