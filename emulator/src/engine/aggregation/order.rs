//! The order of the buckets of a `terms` aggregation or a histogram: by count, by key, or by a number of an aggregation below.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::{Aggregations, Scope};
use crate::{
    engine::{mapping::scalar_text, scalar::Scalar},
    error::{EsError, Result},
};

/// What buckets are ordered by, most important first; at last always by key.
#[derive(Debug)]
pub(super) struct Order(Vec<(By, bool)>);

#[derive(Debug)]
enum By {
    Count,
    Key,
    /// The path of a number, such as `rating.value`.
    Below(Vec<String>),
}

/// A bucket before it is printed.
pub(super) struct Bucket {
    pub(super) key: Scalar,
    pub(super) documents: Vec<u32>,
    /// The results of the aggregations below, where the order needs them.
    pub(super) below: Map<String, Value>,
}

impl Bucket {
    /// A bucket of which nothing below has been counted.
    pub(super) fn new(key: Scalar, documents: Vec<u32>) -> Self {
        Self { key, documents, below: Map::new() }
    }
}

impl Order {
    /// Reads `order`: `{by: direction}`, or a list of these.
    pub(super) fn read(order: Option<&Value>) -> Result<Self> {
        let malformed = || EsError::parsing("Must specify at least one field for [order]");
        let parts: Vec<&Map<String, Value>> = match order {
            None => return Ok(Self(vec![(By::Count, true)])),
            Some(Value::Object(one)) => vec![one],
            Some(Value::Array(many)) => {
                many.iter().map(|part| part.as_object().ok_or_else(malformed)).collect::<Result<_>>()?
            }
            Some(_) => return Err(malformed()),
        };
        let keys = parts.into_iter().flatten().map(|(by, direction)| Ok((By::read(by), descending(direction)?)));
        Ok(Self(keys.collect::<Result<_>>()?))
    }

    /// By key alone, ascending.
    pub(super) fn by_key() -> Self {
        Self(vec![(By::Key, false)])
    }

    /// Orders buckets; what is below them is counted first, if the order needs it.
    pub(super) fn arrange(&self, scope: &Scope<'_>, buckets: &mut [Bucket], below: &Aggregations) -> Result<()> {
        if self.needs_below() {
            for bucket in buckets.iter_mut() {
                bucket.below = below.collect(scope, &bucket.documents)?;
            }
        }
        self.sort(buckets);
        Ok(())
    }

    /// Whether the aggregations below must be counted before the buckets can be ordered.
    fn needs_below(&self) -> bool {
        self.0.iter().any(|(by, _)| matches!(by, By::Below(_)))
    }

    /// Orders buckets.
    fn sort(&self, buckets: &mut [Bucket]) {
        buckets.sort_by(|left, right| {
            let each = self.0.iter().map(|(by, descending)| {
                let ordering = by.compare(left, right);
                if *descending { ordering.reverse() } else { ordering }
            });
            each.fold(Ordering::Equal, Ordering::then).then_with(|| left.key.cmp(&right.key))
        });
    }
}

fn descending(direction: &Value) -> Result<bool> {
    match scalar_text(direction)?.to_ascii_lowercase().as_str() {
        "asc" => Ok(false),
        "desc" => Ok(true),
        other => Err(EsError::parsing(format!("Unknown order direction [{other}]"))),
    }
}

impl By {
    fn read(name: &str) -> Self {
        match name {
            "_count" => Self::Count,
            "_key" => Self::Key,
            path => Self::Below(path.split(['>', '.']).map(String::from).collect()),
        }
    }

    fn compare(&self, left: &Bucket, right: &Bucket) -> Ordering {
        match self {
            Self::Count => left.documents.len().cmp(&right.documents.len()),
            Self::Key => left.key.cmp(&right.key),
            Self::Below(path) => number(&left.below, path).total_cmp(&number(&right.below, path)),
        }
    }
}

/// The number at a path of the results; of an aggregation its `value`, of a bucket its `doc_count`.
fn number(results: &Map<String, Value>, path: &[String]) -> f64 {
    let Some((first, rest)) = path.split_first() else { return f64::NEG_INFINITY };
    let last = rest.iter().try_fold(results.get(first), |at, name| Some(at?.get(name)));
    let found = last.flatten().and_then(|at| at.as_f64().or_else(|| at.get("value").or(at.get("doc_count"))?.as_f64()));
    found.unwrap_or(f64::NEG_INFINITY)
}
