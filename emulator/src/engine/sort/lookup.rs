//! Finding the place of a document by one key. What is the same for all documents is found out once.

use serde_json::Value;

use super::{
    key::{By, Missing, Mode, SortKey},
    nested::{Level, objects},
    place::Place,
};
use crate::{
    engine::{
        corpus::Corpus,
        mapping::{FieldKind, truncated},
        scalar::Scalar,
    },
    error::{EsError, Result},
};

/// A key, with what the indices say of its field.
pub(super) struct Lookup<'a> {
    key: &'a SortKey,
    kind: Option<&'a FieldKind>,
    /// The path of the nested objects that are sorted; `None` for documents.
    level: Option<&'a str>,
    /// The way from there to the objects that have the field.
    levels: Vec<Level<'a>>,
}

impl<'a> Lookup<'a> {
    pub(super) fn new(key: &'a SortKey, corpus: &'a Corpus<'_>, level: Option<&'a str>) -> Result<Self> {
        let name = match &key.by {
            By::Score | By::Document => return Ok(Self { key, kind: None, level, levels: Vec::new() }),
            By::Field(name) => name,
            By::Distance(distance) => &distance.field,
        };
        let field = corpus.column(name)?;
        match &key.by {
            By::Distance(distance) => distance.check(corpus, field)?,
            _ if field.is_none() && !key.may_be_unmapped => return Err(unmapped(corpus, name)),
            _ => {}
        }
        let kind = field.map(|field| &field.kind);
        check_kind(corpus, key, kind)?;
        let levels = match &key.nested {
            Some(nested) => nested.levels(corpus)?,
            None if field.is_some() && corpus.nested_above(name) != level => return Err(without_context(corpus, name)),
            None => Vec::new(),
        };
        Ok(Self { key, kind, level, levels })
    }

    pub(super) fn place(&self, corpus: &Corpus<'_>, document: u32, score: f32) -> Result<Place> {
        let found = match &self.key.by {
            By::Score => return Ok(Place::Score(score)),
            By::Document => return Ok(Place::Document(document)),
            By::Field(name) => self.pick(corpus, name, document, <[Scalar]>::to_vec),
            By::Distance(key) => {
                let nearest = self.pick(corpus, &key.field, document, |points| key.distances(points));
                // What has no point is endlessly far away.
                return Ok(Place::Value(nearest.unwrap_or(Scalar::Double(f64::INFINITY))));
            }
        };
        found.map_or_else(|| self.without_value(), |value| Ok(Place::Value(value)))
    }

    fn without_value(&self) -> Result<Place> {
        match (&self.key.missing, self.kind) {
            (Missing::First, kind) => Ok(Place::First(extreme(kind, self.key.descending))),
            (Missing::Value(value), Some(kind)) => Ok(kind.read(value)?.map_or(Place::Last(Value::Null), Place::Value)),
            (_, kind) => Ok(Place::Last(extreme(kind, !self.key.descending))),
        }
    }

    /// The value that counts, of those that a document or the nested objects in it have.
    fn pick(
        &self,
        corpus: &Corpus<'_>,
        field: &str,
        document: u32,
        read: impl Fn(&[Scalar]) -> Vec<Scalar>,
    ) -> Option<Scalar> {
        let mut values: Vec<Scalar> = objects(corpus, self.level, &self.levels, document)
            .into_iter()
            .flat_map(|at| read(corpus.values(field, at)))
            .collect();
        if !self.levels.is_empty() {
            values.sort();
        }
        self.key.mode.pick(&values)
    }

    /// A value of `search_after`: where the last document of the page before stood.
    pub(super) fn read(&self, value: &Value) -> Result<Place> {
        let number = || value.as_f64().ok_or_else(|| refused(value));
        #[allow(clippy::cast_possible_truncation, reason = "a score has single precision")]
        match &self.key.by {
            By::Score => Ok(Place::Score(number()? as f32)),
            By::Document => {
                let number = truncated(number()?).and_then(|number| u32::try_from(number).ok());
                number.map(Place::Document).ok_or_else(|| refused(value))
            }
            By::Distance(_) if value == "Infinity" => Ok(Place::Value(Scalar::Double(f64::INFINITY))),
            By::Distance(_) => Ok(Place::Value(Scalar::Double(number()?))),
            By::Field(_) => match (value, self.kind) {
                _ if self.without_value().is_ok_and(|place| place.shown() == *value) => self.without_value(),
                (Value::Number(millis), Some(FieldKind::Date(_))) => {
                    millis.as_i64().map(|millis| Place::Value(Scalar::Date(millis))).ok_or_else(|| refused(value))
                }
                (value, Some(kind)) => kind.read(value)?.map(Place::Value).ok_or_else(|| refused(value)),
                (_, None) => self.without_value(),
            },
        }
    }
}

fn refused(value: &Value) -> EsError {
    EsError::illegal_argument(format!("Failed to parse search_after value [{value}]"))
}

fn unmapped(corpus: &Corpus<'_>, name: &str) -> EsError {
    let reason = format!("No mapping found for [{name}] in order to sort on");
    let index = corpus.shards().next().map_or("", |shard| shard.index.name());
    corpus.failed(EsError::new(400, "query_shard_exception", reason).with("index", index))
}

fn without_context(corpus: &Corpus<'_>, name: &str) -> EsError {
    let reason = format!("it is mandatory to set the [nested] context on the nested sort field: [{name}].");
    corpus.failed(EsError::new(400, "query_shard_exception", reason))
}

fn check_kind(corpus: &Corpus<'_>, key: &SortKey, kind: Option<&FieldKind>) -> Result<()> {
    let error = match (&key.by, kind) {
        (By::Field(_), Some(FieldKind::Point)) => EsError::illegal_argument(
            "can't sort on geo_point field without using specific sorting feature, like geo_distance",
        ),
        (_, Some(FieldKind::Keyword { .. })) if !matches!(key.mode, Mode::Min | Mode::Max) => {
            let reason = "we only support AVG, MEDIAN and SUM on number based fields";
            EsError::new(400, "query_shard_exception", reason)
        }
        _ => return Ok(()),
    };
    Err(corpus.failed(error))
}

/// What `sort` shows for a document without a value: the value of the type that comes first or last.
fn extreme(kind: Option<&FieldKind>, greatest: bool) -> Value {
    match (kind, greatest) {
        (None | Some(FieldKind::Keyword { .. } | FieldKind::Text { .. }), _) => Value::Null,
        (Some(FieldKind::Float | FieldKind::Double | FieldKind::Scaled(_)), true) => "Infinity".into(),
        (Some(FieldKind::Float | FieldKind::Double | FieldKind::Scaled(_)), false) => "-Infinity".into(),
        (_, true) => i64::MAX.into(),
        (_, false) => i64::MIN.into(),
    }
}

impl Mode {
    /// The value that counts, of values in ascending order.
    #[allow(clippy::cast_precision_loss, reason = "Elasticsearch averages in doubles too")]
    fn pick(self, values: &[Scalar]) -> Option<Scalar> {
        let first = values.first()?;
        let numbers = || values.iter().filter_map(Scalar::number);
        let sum: f64 = numbers().sum();
        let found = match self {
            Self::Min => return Some(first.clone()),
            Self::Max => return values.last().cloned(),
            Self::Sum => sum,
            Self::Avg => sum / values.len() as f64,
            Self::Median => {
                let middle = numbers().skip((values.len() - 1) / 2).take(2 - values.len() % 2);
                middle.sum::<f64>() / (2 - values.len() % 2) as f64
            }
        };
        Some(first.with_number(found))
    }
}
