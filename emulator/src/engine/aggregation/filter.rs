//! Aggregations that choose documents by a query: `filter`, `filters`, `missing` and `global`.

use serde_json::{Map, Value};

use super::{Aggregation, Aggregations, Scope, buckets, take_field};
use crate::{
    engine::{
        members::Members,
        query::{self, Node},
    },
    error::{EsError, Result},
};

#[derive(Debug)]
struct Filter(Node);

/// Reads `filter`.
pub(super) fn read(_: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    Ok(Box::new(Filter(query::read(body)?)))
}

impl Aggregation for Filter {
    fn collect(&self, scope: &Scope<'_>, documents: &[u32], below: &Aggregations) -> Result<Map<String, Value>> {
        below.bucket(scope, Map::new(), &scope.filtered(&self.0, documents)?)
    }
}

#[derive(Debug)]
struct Filters {
    /// With names, in their order, or all without.
    filters: Vec<(Option<String>, Node)>,
    /// The name of the bucket of all other documents.
    other: Option<String>,
}

/// Reads `filters`.
pub(super) fn read_filters(_: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    let mut members = Members::new("filters", body)?;
    let wanted = members.boolean("other_bucket")?;
    let key = members.text("other_bucket_key")?;
    let other = (wanted.unwrap_or(key.is_some())).then(|| key.unwrap_or_else(|| "_other_".into()));
    let mut filters = match members.take("filters") {
        Some(Value::Object(named)) => named
            .iter()
            .map(|(name, filter)| Ok((Some(name.clone()), query::read(filter)?)))
            .collect::<Result<Vec<_>>>()?,
        Some(Value::Array(list)) => {
            list.iter().map(|filter| Ok((None, query::read(filter)?))).collect::<Result<Vec<_>>>()?
        }
        _ => return Err(EsError::illegal_argument("[filters] cannot be empty.")),
    };
    members.boolean("keyed")?;
    members.finish_strictly()?;
    filters.sort_by(|(left, _), (right, _)| left.cmp(right));
    Ok(Box::new(Filters { filters, other }))
}

impl Filters {
    fn buckets(&self, scope: &Scope<'_>, documents: &[u32], below: &Aggregations) -> Result<Vec<(String, Value)>> {
        let mut rest: Vec<u32> = documents.to_vec();
        let mut buckets = Vec::new();
        for (name, filter) in &self.filters {
            let found = scope.filtered(filter, documents)?;
            if self.other.is_some() {
                rest.retain(|document| found.binary_search(document).is_err());
            }
            let bucket = below.bucket(scope, Map::new(), &found)?;
            buckets.push((name.clone().unwrap_or_default(), bucket.into()));
        }
        if let Some(other) = &self.other {
            buckets.push((other.clone(), below.bucket(scope, Map::new(), &rest)?.into()));
        }
        Ok(buckets)
    }
}

impl Aggregation for Filters {
    fn collect(&self, scope: &Scope<'_>, documents: &[u32], below: &Aggregations) -> Result<Map<String, Value>> {
        let keyed = self.filters.iter().all(|(name, _)| name.is_some());
        Ok(buckets(self.buckets(scope, documents, below)?, keyed))
    }
}

#[derive(Debug)]
struct Global;

/// Reads `global`.
pub(super) fn read_global(_: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    Members::new("global", body)?.finish_strictly()?;
    Ok(Box::new(Global))
}

impl Aggregation for Global {
    fn collect(&self, scope: &Scope<'_>, _: &[u32], below: &Aggregations) -> Result<Map<String, Value>> {
        below.bucket(scope, Map::new(), &scope.corpus.all(None).documents().collect::<Vec<_>>())
    }
}

#[derive(Debug)]
struct Missing {
    field: String,
}

/// Reads `missing`.
pub(super) fn read_missing(name: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    let mut members = Members::new("missing", body)?;
    let field = take_field(name, "missing", &mut members)?;
    members.finish_strictly()?;
    Ok(Box::new(Missing { field }))
}

impl Aggregation for Missing {
    fn collect(&self, scope: &Scope<'_>, documents: &[u32], below: &Aggregations) -> Result<Map<String, Value>> {
        scope.field(&self.field)?;
        let without = |document: &u32| scope.corpus.values(&self.field, *document).is_empty();
        below.bucket(scope, Map::new(), &documents.iter().copied().filter(without).collect::<Vec<_>>())
    }
}
