//! One key of a sort: reading it, and printing it back.

use serde_json::{Map, Value, json};

use super::{distance::DistanceKey, nested::NestedSort};
use crate::{
    engine::{mapping::scalar_text, members::Members},
    error::{EsError, Result},
};

#[derive(Debug)]
pub(super) struct SortKey {
    pub(super) by: By,
    pub(super) descending: bool,
    pub(super) missing: Missing,
    pub(super) mode: Mode,
    pub(super) may_be_unmapped: bool,
    pub(super) nested: Option<NestedSort>,
}

#[derive(Debug, PartialEq)]
pub(super) enum By {
    Score,
    Document,
    Field(String),
    Distance(DistanceKey),
}

/// Where documents without a value go.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Missing {
    First,
    Last,
    Value(Value),
}

/// Which of a document's values counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Min,
    Max,
    Sum,
    Avg,
    Median,
}

const MODES: [(&str, Mode); 5] =
    [("min", Mode::Min), ("max", Mode::Max), ("sum", Mode::Sum), ("avg", Mode::Avg), ("median", Mode::Median)];

impl SortKey {
    /// Reads one element of `sort`: a name, or an object with one or more keys.
    pub(super) fn read_each(body: &Value) -> Result<Vec<Self>> {
        match body {
            Value::String(name) => Ok(vec![Self::new(name, None, &Map::new())?]),
            Value::Object(keys) => keys
                .iter()
                .map(|(name, options)| match options {
                    Value::Object(options) => Self::new(name, None, options),
                    direction => Self::new(name, Some(scalar_text(direction)?), &Map::new()),
                })
                .collect(),
            _ => Err(EsError::illegal_argument(
                "malformed sort format, within the sort array, an object, or an actual string are allowed",
            )),
        }
    }

    fn new(name: &str, direction: Option<String>, options: &Map<String, Value>) -> Result<Self> {
        if let "_script" | "_id" | "_shard_doc" = name {
            return Err(EsError::unsupported(&format!("[{name}] in [sort]")));
        }
        let mut members = Members::of("field_sort", options);
        let direction = members.text("order")?.or(direction);
        let descending = descending(direction)?.unwrap_or(name == "_score");
        let missing = match members.take("missing") {
            None => Missing::Last,
            Some(Value::String(text)) if text == "_first" => Missing::First,
            Some(Value::String(text)) if text == "_last" => Missing::Last,
            Some(value) => Missing::Value(value.clone()),
        };
        let mode = members.text("mode")?.map(|name| Mode::named(&name)).transpose()?;
        let may_be_unmapped = members.take("unmapped_type").is_some();
        let nested = members.take("nested").map(NestedSort::read).transpose()?;
        members.refuse(&["numeric_type", "format", "nested_path", "nested_filter"])?;
        let by = match name {
            "_score" => By::Score,
            "_doc" => By::Document,
            "_geo_distance" => By::Distance(DistanceKey::take(&mut members)?),
            field => By::Field(field.into()),
        };
        members.finish_strictly()?;
        let mode = mode.unwrap_or(Mode::default_of(descending));
        if matches!(by, By::Distance(_)) && mode == Mode::Sum {
            return Err(EsError::illegal_argument("sort_mode [sum] isn't supported for sorting by geo distance"));
        }
        Ok(Self { by, descending, missing, mode, may_be_unmapped, nested })
    }

    pub(super) fn to_json(&self) -> Value {
        let mut options = Map::new();
        let name = match &self.by {
            By::Score => "_score",
            By::Document => "_doc",
            By::Field(name) => name,
            By::Distance(key) => {
                key.to_json(&mut options);
                "_geo_distance"
            }
        };
        options.insert("order".into(), if self.descending { "desc" } else { "asc" }.into());
        match &self.missing {
            Missing::First => options.insert("missing".into(), "_first".into()),
            Missing::Value(value) => options.insert("missing".into(), value.clone()),
            Missing::Last => None,
        };
        if self.mode != Mode::default_of(self.descending) {
            options.insert("mode".into(), self.mode.name().into());
        }
        options.extend(self.nested.as_ref().map(|nested| ("nested".to_owned(), nested.to_json())));
        json!({ name: options })
    }
}

fn descending(direction: Option<String>) -> Result<Option<bool>> {
    match direction.map(|direction| direction.to_ascii_lowercase()).as_deref() {
        None => Ok(None),
        Some("asc") => Ok(Some(false)),
        Some("desc") => Ok(Some(true)),
        Some(other) => Err(EsError::illegal_argument(format!("Unknown SortOrder [{other}]"))),
    }
}

impl Mode {
    fn default_of(descending: bool) -> Self {
        if descending { Self::Max } else { Self::Min }
    }

    fn named(name: &str) -> Result<Self> {
        let found = MODES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, mode)| *mode);
        found.ok_or_else(|| EsError::illegal_argument(format!("Unknown SortMode [{name}]")))
    }

    fn name(self) -> &'static str {
        MODES.iter().find(|(_, mode)| *mode == self).map_or("", |(name, _)| name)
    }
}
