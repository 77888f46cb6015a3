//! One field of a mapping: its type and parameters, and how a JSON value becomes its values.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{
    parameters::check_parameter,
    value::{boolean, finite, integer, scalar_text, scaled},
};
use crate::{
    engine::{
        analysis::Analyzer,
        completion::CompletionOptions,
        date::{DateFormats, Rounding},
        geo::{Point, Validation},
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
    /// Whether a value that can't be read is left out of the index instead of refused.
    pub ignore_malformed: bool,
    /// What stands in for a null.
    pub null_value: Option<Value>,
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
    /// An exact string; longer ones than `ignore_above` are not indexed.
    Keyword {
        /// The greatest length, in UTF-16 units as in Java.
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
    /// 64 bits, rounded to multiples of one part in so many.
    Scaled(f64),
    /// `true` or `false`.
    Boolean,
    /// Milliseconds since 1970, read by the field's formats.
    Date(DateFormats),
    /// A point on Earth.
    Point,
    /// Texts that are completed from their beginning.
    Completion(CompletionOptions),
}

/// The numeric types and their ranges.
const INTEGERS: [(&str, i64, i64); 4] = [
    ("long", i64::MIN, i64::MAX),
    ("integer", i32::MIN as i64, i32::MAX as i64),
    ("short", i16::MIN as i64, i16::MAX as i64),
    ("byte", i8::MIN as i64, i8::MAX as i64),
];

/// Types that Elasticsearch has and this engine does not.
const UNSUPPORTED: [&str; 30] = [
    "aggregate_metric_double",
    "alias",
    "annotated_text",
    "binary",
    "constant_keyword",
    "counted_keyword",
    "date_nanos",
    "date_range",
    "dense_vector",
    "double_range",
    "flattened",
    "float_range",
    "geo_shape",
    "histogram",
    "integer_range",
    "ip",
    "ip_range",
    "join",
    "long_range",
    "match_only_text",
    "passthrough",
    "percolator",
    "point",
    "rank_feature",
    "rank_features",
    "search_as_you_type",
    "semantic_text",
    "sparse_vector",
    "token_count",
    "unsigned_long",
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
        Ok(Self {
            kind: FieldKind::new(name, type_name, &definition)?,
            copy_to: strings(definition.get("copy_to")),
            ignore_malformed: definition.get("ignore_malformed").is_some_and(|value| value == true || value == "true"),
            null_value: definition.get("null_value").filter(|value| !value.is_null()).cloned(),
            definition,
            parent: None,
        })
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
            "scaled_float" => match definition.get("scaling_factor").and_then(Value::as_f64) {
                Some(factor) if factor > 0.0 => Ok(Self::Scaled(factor)),
                _ => Err(failed(format!("Field [{name}] misses required parameter [scaling_factor]"))),
            },
            "boolean" => Ok(Self::Boolean),
            "geo_point" => Ok(Self::Point),
            "completion" => Ok(Self::Completion(CompletionOptions::new(name, definition)?)),
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
        let [analyzer, search_analyzer] = analyzers(name, definition, Analyzer::Standard)?;
        Ok(Self::Text { analyzer, search_analyzer })
    }

    /// Whether a search of all fields takes in those of this type.
    #[must_use]
    pub fn is_searched(&self) -> bool {
        !matches!(self, Self::Point)
    }

    /// Whether it is a type of numbers.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Integer { .. } | Self::Float | Self::Double | Self::Scaled(_))
    }

    /// The value of a field that is neither text nor completion, from a document. `None` if it is left out of the index.
    pub fn read(&self, value: &Value) -> Result<Option<Scalar>> {
        if let Self::Point = self {
            let point = Point::read(value)?.validated(Validation::Strict, "a geo_point")?;
            return Ok(Some(Scalar::Point(point.stored())));
        }
        let text = scalar_text(value)?;
        let scalar = match self {
            Self::Text { .. } | Self::Completion(_) | Self::Point => return Ok(None),
            Self::Keyword { ignore_above } => {
                return Ok((text.encode_utf16().count() <= *ignore_above).then(|| Scalar::Keyword(Arc::from(text))));
            }
            Self::Integer { min, max } => Scalar::Long(integer(&text, *min, *max)?),
            Self::Float => Scalar::Float(finite(&text)?),
            Self::Double => Scalar::Double(finite(&text)?),
            Self::Scaled(factor) => Scalar::Double(scaled(finite(&text)?, *factor)),
            Self::Boolean => Scalar::Boolean(boolean(&text)?),
            Self::Date(formats) => Scalar::Date(formats.read(&text, Rounding::Down)?),
        };
        Ok(Some(scalar))
    }
}

/// The analyzers of a field, for documents and for queries.
pub fn analyzers(name: &str, definition: &Map<String, Value>, default: Analyzer) -> Result<[Analyzer; 2]> {
    let named = |parameter: &str| match definition.get(parameter) {
        None => Ok(None),
        Some(value) => match Analyzer::named(value.as_str().unwrap_or_default()) {
            Some(analyzer) => Ok(Some(analyzer)),
            None => Err(failed(format!("analyzer [{value}] has not been configured in mappings of field [{name}]"))),
        },
    };
    let analyzer = named("analyzer")?.unwrap_or(default);
    Ok([analyzer, named("search_analyzer")?.unwrap_or(analyzer)])
}
