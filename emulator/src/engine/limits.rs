//! Limits on what a search body may hold, checked before it is read: how deep queries and aggregations lie in one
//! another, and how many queries there are.

use serde_json::Value;

use super::query;
use crate::error::{EsError, Result};

/// How deep queries may be nested: the default of Elasticsearch's `indices.query.bool.max_nested_depth`.
const QUERY_DEPTH: usize = 30;

/// How deep aggregations may be nested.
const AGGREGATION_DEPTH: usize = 30;

/// The greatest number of queries in a search, and of words that one query looks for. Elasticsearch derives its own from
/// the memory that it has.
pub const CLAUSES: usize = 16_384;

/// Checks a search body.
pub fn check(body: &Value) -> Result<()> {
    let mut found = Found::default();
    found.walk(body, 0, 0);
    if found.list > CLAUSES {
        let cause = EsError::new(400, "too_many_clauses", format!("maxClauseCount is set to {CLAUSES}"));
        let reason = format!("failed to create query: {}", cause.reason);
        return Err(EsError::new(400, "query_shard_exception", reason).caused_by(cause));
    }
    if found.queries > CLAUSES {
        return Err(too_many_clauses());
    }
    if found.query_depth > QUERY_DEPTH {
        return Err(EsError::illegal_argument(format!(
            "The nested depth of the query exceeds the maximum nested depth for queries set in \
             [indices.query.bool.max_nested_depth]: [{QUERY_DEPTH}]"
        )));
    }
    if found.aggregation_depth > AGGREGATION_DEPTH {
        return Err(EsError::unsupported(&format!("aggregations nested deeper than {AGGREGATION_DEPTH} times")));
    }
    Ok(())
}

/// The greatest number of names or patterns in a list of fields.
pub const NAMES: usize = 1024;

/// Checks how many names or patterns a list of fields has.
pub fn check_names(list: &str, count: usize) -> Result<()> {
    if count <= NAMES {
        return Ok(());
    }
    Err(EsError::illegal_argument(format!("[{list}] has too many fields, limit: {NAMES}, got: {count}")))
}

/// The error for a search that asks for too much in all.
pub fn too_many_clauses() -> EsError {
    let reason = format!("Query contains too many nested clauses; maxClauseCount is set to {CLAUSES}");
    EsError::new(400, "too_many_nested_clauses", reason)
}

#[derive(Default)]
struct Found {
    queries: usize,
    /// The greatest number of clauses in one list.
    list: usize,
    query_depth: usize,
    aggregation_depth: usize,
}

impl Found {
    fn walk(&mut self, value: &Value, queries: usize, aggregations: usize) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.walk(value, queries, aggregations)),
            Value::Object(members) => {
                for (name, value) in members {
                    let is_query = usize::from(value.is_object() && query::is_kind(name));
                    let is_aggregation = usize::from(name == "aggs" || name == "aggregations");
                    let (queries, aggregations) = (queries + is_query, aggregations + is_aggregation);
                    self.queries += is_query;
                    let is_list = ["must", "filter", "should", "must_not"].contains(&name.as_str());
                    self.list = self.list.max(value.as_array().filter(|_| is_list).map_or(0, Vec::len));
                    self.query_depth = self.query_depth.max(queries);
                    self.aggregation_depth = self.aggregation_depth.max(aggregations);
                    self.walk(value, queries, aggregations);
                }
            }
            _ => {}
        }
    }
}
