//! Aggregations that give numbers, not buckets.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Aggregation, Aggregations, Scope, refuse_unmapped, take_field, wrong_type};
use crate::{
    engine::{
        date::Zone,
        mapping::{Field, FieldKind, scalar_text},
        members::Members,
        scalar::Scalar,
    },
    error::Result,
};

#[derive(Debug)]
struct Metric {
    kind: Kind,
    field: String,
    missing: Option<Value>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Avg,
    Cardinality,
    Max,
    Min,
    Stats,
    Sum,
    ValueCount,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Avg => "avg",
            Self::Cardinality => "cardinality",
            Self::Max => "max",
            Self::Min => "min",
            Self::Stats => "stats",
            Self::Sum => "sum",
            Self::ValueCount => "value_count",
        }
    }
}

macro_rules! readers {
    ($($reader:ident: $kind:ident),*) => {$(
        /// Reads the metric.
        pub(super) fn $reader(name: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
            read(Kind::$kind, name, body)
        }
    )*};
}

readers! {
    read_avg: Avg, read_cardinality: Cardinality, read_max: Max, read_min: Min, read_stats: Stats, read_sum: Sum,
    read_value_count: ValueCount
}

fn read(kind: Kind, name: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    let mut members = Members::new(kind.name(), body)?;
    let field = take_field(name, kind.name(), &mut members)?;
    let missing = members.take("missing").cloned();
    members.refuse(&["format"])?;
    if kind == Kind::Cardinality {
        // Counts are exact here, so that the threshold up to which they are does not matter.
        members.count("precision_threshold")?;
        members.text("execution_hint")?;
    }
    members.finish_strictly()?;
    Ok(Box::new(Metric { kind, field, missing }))
}

impl Metric {
    fn values(&self, scope: &Scope<'_>, field: &Field, documents: &[u32]) -> Result<Vec<Scalar>> {
        let missing = scope.missing(&field.kind, self.missing.as_ref(), (None, &Zone::default()))?;
        let mut values = Vec::new();
        for document in documents {
            match scope.corpus.values(&self.field, *document) {
                [] => values.extend(missing.clone()),
                found => values.extend_from_slice(found),
            }
        }
        Ok(values)
    }
}

impl Aggregation for Metric {
    fn collect(&self, scope: &Scope<'_>, documents: &[u32], below: &Aggregations) -> Result<Map<String, Value>> {
        below.refuse_below(self.kind.name())?;
        let Some(field) = scope.field(&self.field)? else {
            refuse_unmapped(&self.field, self.missing.as_ref())?;
            return Ok(Numbers::default().print(self.kind, None));
        };
        let any_type = matches!(self.kind, Kind::Cardinality | Kind::ValueCount);
        if !any_type && matches!(field.kind, FieldKind::Keyword { .. } | FieldKind::Point) {
            return Err(wrong_type(scope, &self.field, field, self.kind.name()));
        }
        let values = self.values(scope, field, documents)?;
        if any_type {
            let count = match self.kind {
                Kind::ValueCount => values.len(),
                _ => values.into_iter().collect::<BTreeSet<_>>().len(),
            };
            return Ok(Map::from_iter([("value".to_owned(), count.into())]));
        }
        Ok(Numbers::of(&values).print(self.kind, Some(&field.kind)))
    }
}

#[derive(Debug, Default)]
struct Numbers {
    count: usize,
    sum: f64,
    min: Option<f64>,
    max: Option<f64>,
}

impl Numbers {
    fn of(values: &[Scalar]) -> Self {
        values.iter().filter_map(Scalar::number).fold(Self::default(), |all, value| Self {
            count: all.count + 1,
            sum: all.sum + value,
            min: Some(all.min.map_or(value, |min| min.min(value))),
            max: Some(all.max.map_or(value, |max| max.max(value))),
        })
    }

    fn print(&self, kind: Kind, field: Option<&FieldKind>) -> Map<String, Value> {
        #[allow(clippy::cast_precision_loss, reason = "Elasticsearch's average is a double too")]
        let avg = (self.count > 0).then(|| self.sum / self.count as f64);
        let all = [("min", self.min), ("max", self.max), ("avg", avg), ("sum", Some(self.sum))];
        match kind {
            Kind::Stats => self.print_stats(&all, field),
            Kind::Cardinality | Kind::ValueCount => Map::from_iter([("value".to_owned(), self.count.into())]),
            one => {
                let value = all.iter().find(|(name, _)| *name == one.name()).and_then(|(_, value)| *value);
                let mut members = Map::from_iter([("value".to_owned(), value.into())]);
                let text = as_text(value, field).and_then(|text| scalar_text(&text).ok());
                members.extend(text.map(|text| ("value_as_string".to_owned(), text.into())));
                members
            }
        }
    }

    fn print_stats(&self, all: &[(&str, Option<f64>)], field: Option<&FieldKind>) -> Map<String, Value> {
        let mut members = Map::from_iter([("count".to_owned(), self.count.into())]);
        members.extend(all.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())));
        let shown = if self.count == 0 { &[] } else { all };
        let texts =
            shown.iter().filter_map(|(name, value)| Some((format!("{name}_as_string"), as_text(*value, field)?)));
        members.extend(texts);
        members
    }
}

/// The text of a number where the field's type has one of its own; a boolean is one.
fn as_text(value: Option<f64>, field: Option<&FieldKind>) -> Option<Value> {
    let value = value?;
    match field? {
        FieldKind::Date(formats) => crate::engine::mapping::truncated(value).map(|millis| formats.print(millis).into()),
        FieldKind::Boolean => Some((value != 0.0).into()),
        _ => None,
    }
}
