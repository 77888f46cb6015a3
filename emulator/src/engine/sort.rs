//! Sorting: the keys of a search, and the order that they give.

use std::cmp::Ordering;

use serde_json::{Map, Value, json};

use super::{
    corpus::Corpus,
    mapping::{FieldKind, scalar_text},
    members::Members,
    scalar::{Scalar, shortest},
};
use crate::error::{EsError, Result};

/// What documents are sorted by, most important first.
#[derive(Debug, Default)]
pub struct Sort(Vec<SortKey>);

#[derive(Debug)]
struct SortKey {
    by: By,
    descending: bool,
    missing: Missing,
    /// Whether the greatest value of a document counts; if not, the smallest.
    greatest: bool,
    may_be_unmapped: bool,
}

#[derive(Debug, PartialEq)]
enum By {
    Score,
    Document,
    Field(String),
}

#[derive(Debug, Clone, PartialEq)]
enum Missing {
    First,
    Last,
    Value(Value),
}

/// The place of a document in one key's order, before its direction.
#[derive(Debug, Clone)]
enum Place {
    Score(f32),
    Document(u32),
    Value(Scalar),
    /// Before all others, whatever the direction.
    First(Value),
    /// After all others, whatever the direction.
    Last(Value),
}

impl Sort {
    /// Reads `sort`: a name, an object, or a list of both.
    pub fn read(body: &Value) -> Result<Self> {
        let keys = match body {
            Value::Array(keys) => {
                keys.iter().map(read_keys).collect::<Result<Vec<_>>>()?.into_iter().flatten().collect()
            }
            one => read_keys(one)?,
        };
        Ok(Self(keys))
    }

    /// Whether scores alone decide, best first, as without `sort`.
    #[must_use]
    pub fn is_by_score(&self) -> bool {
        self.0.iter().all(|key| key.by == By::Score && key.descending)
    }

    /// Whether a score is among the keys.
    #[must_use]
    pub fn needs_score(&self) -> bool {
        self.0.iter().any(|key| key.by == By::Score)
    }

    /// The keys written out.
    #[must_use]
    pub fn to_json(&self) -> Value {
        self.0.iter().map(SortKey::to_json).collect()
    }

    /// Sorts documents with their scores; what is equal stays in document order. Returns each with its `sort` values.
    pub fn order(&self, corpus: &Corpus<'_>, documents: Vec<(u32, f32)>) -> Result<Vec<(u32, f32, Vec<Value>)>> {
        if self.is_by_score() {
            let mut documents = documents;
            documents.sort_by(|(_, left), (_, right)| right.total_cmp(left));
            return Ok(documents.into_iter().map(|(document, score)| (document, score, Vec::new())).collect());
        }
        let fields = self.0.iter().map(|key| key.kind(corpus)).collect::<Result<Vec<_>>>()?;
        let place = |(document, score): (u32, f32)| {
            let keys = self.0.iter().zip(&fields);
            let places = keys.map(|(key, kind)| key.place(corpus, *kind, document, score)).collect::<Result<Vec<_>>>();
            places.map(|places| (document, score, places))
        };
        let mut placed = documents.into_iter().map(place).collect::<Result<Vec<_>>>()?;
        placed.sort_by(|(.., left), (.., right)| self.compare(left, right));
        let shown = |places: Vec<Place>| places.into_iter().map(Place::shown).collect();
        Ok(placed.into_iter().map(|(document, score, places)| (document, score, shown(places))).collect())
    }

    fn compare(&self, left: &[Place], right: &[Place]) -> Ordering {
        let each = self.0.iter().zip(left.iter().zip(right)).map(|(key, (left, right))| key.compare(left, right));
        each.fold(Ordering::Equal, Ordering::then)
    }
}

fn read_keys(body: &Value) -> Result<Vec<SortKey>> {
    match body {
        Value::String(name) => Ok(vec![SortKey::new(name, None, &Map::new())?]),
        Value::Object(keys) => keys
            .iter()
            .map(|(name, options)| match options {
                Value::Object(options) => SortKey::new(name, None, options),
                direction => SortKey::new(name, Some(scalar_text(direction)?), &Map::new()),
            })
            .collect(),
        _ => Err(EsError::illegal_argument(
            "malformed sort format, within the sort array, an object, or an actual string are allowed",
        )),
    }
}

impl SortKey {
    fn new(name: &str, direction: Option<String>, options: &Map<String, Value>) -> Result<Self> {
        let by = match name {
            "_score" => By::Score,
            "_doc" => By::Document,
            "_geo_distance" | "_script" | "_id" => return Err(EsError::unsupported(&format!("[{name}] in [sort]"))),
            field => By::Field(field.into()),
        };
        let mut members = Members::of("field_sort", options);
        let direction = members.text("order")?.or(direction);
        let descending = match direction.map(|direction| direction.to_ascii_lowercase()).as_deref() {
            None => by == By::Score,
            Some("asc") => false,
            Some("desc") => true,
            Some(other) => return Err(EsError::illegal_argument(format!("Unknown SortOrder [{other}]"))),
        };
        let missing = match members.take("missing") {
            None => Missing::Last,
            Some(Value::String(text)) if text == "_first" => Missing::First,
            Some(Value::String(text)) if text == "_last" => Missing::Last,
            Some(value) => Missing::Value(value.clone()),
        };
        let greatest = match members.text("mode")?.as_deref() {
            None => descending,
            Some("max") => true,
            Some("min") => false,
            Some(other) => return Err(EsError::unsupported(&format!("[mode: {other}] in [sort]"))),
        };
        let may_be_unmapped = members.take("unmapped_type").is_some();
        members.refuse(&["nested", "numeric_type", "format", "nested_path", "nested_filter"])?;
        members.finish_strictly()?;
        Ok(Self { by, descending, missing, greatest, may_be_unmapped })
    }

    fn to_json(&self) -> Value {
        let name = match &self.by {
            By::Score => "_score",
            By::Document => "_doc",
            By::Field(name) => name,
        };
        let mut options = Map::new();
        options.insert("order".into(), if self.descending { "desc" } else { "asc" }.into());
        match &self.missing {
            Missing::First => options.insert("missing".into(), "_first".into()),
            Missing::Value(value) => options.insert("missing".into(), value.clone()),
            Missing::Last => None,
        };
        if self.greatest != self.descending {
            options.insert("mode".into(), if self.greatest { "max" } else { "min" }.into());
        }
        json!({ name: options })
    }

    fn kind<'a>(&self, corpus: &Corpus<'a>) -> Result<Option<&'a FieldKind>> {
        let By::Field(name) = &self.by else { return Ok(None) };
        match corpus.column(name)? {
            Some(field) => Ok(Some(&field.kind)),
            None if self.may_be_unmapped => Ok(None),
            None => {
                let index = corpus.shards().next().map_or("", |shard| shard.index.name());
                let reason = format!("No mapping found for [{name}] in order to sort on");
                let cause = EsError::new(400, "query_shard_exception", reason).with("index", index);
                Err(EsError::all_shards_failed(index, cause))
            }
        }
    }

    fn place(&self, corpus: &Corpus<'_>, kind: Option<&FieldKind>, document: u32, score: f32) -> Result<Place> {
        let name = match &self.by {
            By::Score => return Ok(Place::Score(score)),
            By::Document => return Ok(Place::Document(document)),
            By::Field(name) => name,
        };
        let values = corpus.values(name, document);
        let value = if self.greatest { values.last() } else { values.first() };
        match (value, &self.missing, kind) {
            (Some(value), ..) => Ok(Place::Value(value.clone())),
            (None, Missing::First, _) => Ok(Place::First(extreme(kind, self.descending))),
            (None, Missing::Value(value), Some(kind)) => Ok(match kind.read(value)? {
                Some(value) => Place::Value(value),
                None => Place::Last(Value::Null),
            }),
            (None, ..) => Ok(Place::Last(extreme(kind, !self.descending))),
        }
    }

    fn compare(&self, left: &Place, right: &Place) -> Ordering {
        let direct = |ordering: Ordering| if self.descending { ordering.reverse() } else { ordering };
        match (left, right) {
            (Place::Score(left), Place::Score(right)) => direct(left.total_cmp(right)),
            (Place::Document(left), Place::Document(right)) => direct(left.cmp(right)),
            (Place::Value(left), Place::Value(right)) => direct(left.cmp(right)),
            _ => left.rank().cmp(&right.rank()),
        }
    }
}

/// What `sort` shows for a document without a value: the value of the type that comes first or last.
fn extreme(kind: Option<&FieldKind>, greatest: bool) -> Value {
    match (kind, greatest) {
        (None | Some(FieldKind::Keyword { .. } | FieldKind::Text { .. }), _) => Value::Null,
        (Some(FieldKind::Float | FieldKind::Double), true) => "Infinity".into(),
        (Some(FieldKind::Float | FieldKind::Double), false) => "-Infinity".into(),
        (_, true) => i64::MAX.into(),
        (_, false) => i64::MIN.into(),
    }
}

impl Place {
    fn rank(&self) -> u8 {
        match self {
            Self::First(_) => 0,
            Self::Last(_) => 2,
            _ => 1,
        }
    }

    fn shown(self) -> Value {
        match self {
            Self::Score(score) => shortest(score),
            Self::Document(document) => document.into(),
            Self::Value(value) => value.sort_value(),
            Self::First(value) | Self::Last(value) => value,
        }
    }
}
