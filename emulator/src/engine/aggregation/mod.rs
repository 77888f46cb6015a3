//! Aggregations: reading them, and counting over the documents of a search. Each family is a module; the table in
//! `kinds` names them all.

mod extended_stats;
mod filter;
mod geo_distance;
mod histogram;
mod kinds;
mod metric;
mod nested;
mod numbers;
mod order;
mod range;
mod scope;
mod terms;
mod top_hits;
mod weighted_avg;

use std::{fmt::Debug, rc::Rc};

use serde_json::{Map, Value, json};

use super::{
    corpus::Corpus,
    mapping::{Field, FieldKind},
    matches::Matches,
    members::Members,
    request::SearchRequest,
    scalar::Scalar,
};
use crate::error::{EsError, Result};
use scope::Scope;

/// The greatest number of buckets of a search.
const BUCKET_LIMIT: usize = 65_536;

/// One kind of aggregation.
trait Aggregation: Debug + Send + Sync {
    /// The result over the documents, with the aggregations below it in each of its buckets.
    fn collect(&self, scope: &Scope<'_>, documents: &[u32], below: &Aggregations) -> Result<Map<String, Value>>;

    /// The path of the nested objects that the aggregations below it count, if it counts those of a level itself.
    fn level_below<'a>(&'a self, level: Option<&'a str>) -> Option<&'a str> {
        level
    }
}

/// Aggregations by name, as one level of a request has them.
#[derive(Debug, Default)]
pub struct Aggregations(Vec<Named>);

#[derive(Debug)]
struct Named {
    name: String,
    aggregation: Box<dyn Aggregation>,
    below: Aggregations,
    meta: Option<Value>,
    kind: String,
    body: Value,
}

impl Aggregations {
    /// Reads `{name: {kind: {…}, "aggs": {…}, "meta": {…}}, …}`.
    pub fn read(body: &Value) -> Result<Self> {
        let named = body.as_object().ok_or_else(|| EsError::parsing("Expected [START_OBJECT] under [aggs]"))?;
        named.iter().map(|(name, body)| read_named(name, body)).collect::<Result<_>>().map(Self)
    }

    /// The results by name, over the documents that a search has found.
    pub fn results(&self, corpus: &Corpus<'_>, request: &SearchRequest, found: &Matches) -> Result<Value> {
        let scope = Scope { corpus, found, request, level: None, filters: Rc::default(), buckets: Rc::default() };
        self.check(&scope)?;
        scope.buckets.set(0);
        self.collect(&scope, &found.documents().collect::<Vec<_>>()).map(Value::from)
    }

    /// The aggregations as they were given.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let print = |named: &Named| {
            let mut body = Map::from_iter([(named.kind.clone(), named.body.clone())]);
            if !named.below.0.is_empty() {
                body.insert("aggregations".into(), named.below.to_json());
            }
            body.extend(named.meta.clone().map(|meta| ("meta".into(), meta)));
            (named.name.clone(), Value::from(body))
        };
        self.0.iter().map(print).collect::<Map<_, _>>().into()
    }

    /// Finds out what can't be counted, also where there is nothing to count.
    fn check(&self, scope: &Scope<'_>) -> Result<()> {
        for named in &self.0 {
            named.below.check(&scope.at(named.aggregation.level_below(scope.level)))?;
            named.aggregation.collect(scope, &[], &named.below)?;
        }
        Ok(())
    }

    fn collect(&self, scope: &Scope<'_>, documents: &[u32]) -> Result<Map<String, Value>> {
        let result = |named: &Named| {
            let mut result = Map::new();
            result.extend(named.meta.clone().map(|meta| ("meta".into(), meta)));
            result.extend(named.aggregation.collect(scope, documents, &named.below)?);
            Ok((named.name.clone(), result.into()))
        };
        self.0.iter().map(result).collect()
    }

    /// A bucket: its own members, how many documents it has, and what is below it.
    fn bucket(&self, scope: &Scope<'_>, own: Map<String, Value>, documents: &[u32]) -> Result<Map<String, Value>> {
        scope.open_bucket(documents.len())?;
        let mut bucket = own;
        bucket.insert("doc_count".into(), documents.len().into());
        bucket.extend(self.collect(scope, documents)?);
        Ok(bucket)
    }

    /// Fails if there are any, below an aggregation that has no buckets.
    fn refuse_below(&self, kind: &str) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let reason = format!("Aggregator of type [{kind}] cannot accept sub-aggregations");
        Err(EsError::new(400, "aggregation_initialization_exception", reason))
    }
}

fn read_named(name: &str, body: &Value) -> Result<Named> {
    if name.is_empty() || name.contains(['[', ']', '>']) {
        return Err(EsError::parsing(format!(
            "Invalid aggregation name [{name}]. Aggregation names can contain any character except '[', ']', and '>'"
        )));
    }
    let body = body.as_object().ok_or_else(|| {
        EsError::parsing(format!("Aggregation definition for [{name}] starts with a value, expected a [START_OBJECT]."))
    })?;
    let (mut below, mut meta, mut own) = (Aggregations::default(), None, None);
    for (key, value) in body {
        match key.as_str() {
            "aggs" | "aggregations" => below = Aggregations::read(value)?,
            "meta" => meta = Some(value.clone()),
            kind => {
                if let Some((first, _)) = own.replace((kind.to_owned(), value.clone())) {
                    return Err(EsError::parsing(format!(
                        "Found two aggregation type definitions in [{name}]: [{first}] and [{kind}]"
                    )));
                }
            }
        }
    }
    if let Some(global) = below.0.iter().find(|named| named.kind == "global") {
        let inner = &global.name;
        return Err(EsError::new(
            400,
            "aggregation_execution_exception",
            format!(
                "Aggregation [{name}] cannot have a global sub-aggregation [{inner}]. Global aggregations can only be \
                 defined as top level aggregations"
            ),
        ));
    }
    let missing = || EsError::parsing(format!("Missing definition for aggregation [{name}]"));
    let (kind, body) = own.ok_or_else(missing)?;
    let aggregation = kinds::read(name, &kind, &body)?;
    Ok(Named { name: name.into(), aggregation, below, meta, kind, body })
}

/// A bucket's key, and its text where the key alone does not show the value.
fn key_members(kind: Option<&FieldKind>, key: &Scalar) -> Map<String, Value> {
    let mut members = Map::from_iter([("key".to_owned(), key.key())]);
    members.extend(key_text(kind, key).map(|text| ("key_as_string".to_owned(), text.into())));
    members
}

/// The text of a key; `None` where the key shows the value.
fn key_text(kind: Option<&FieldKind>, key: &Scalar) -> Option<String> {
    match (key, kind) {
        (Scalar::Boolean(value), _) => Some(value.to_string()),
        (Scalar::Date(millis), Some(FieldKind::Date(formats))) => Some(formats.print(*millis)),
        _ => None,
    }
}

/// The name of the field that an aggregation counts.
fn take_field(name: &str, kind: &str, members: &mut Members<'_>) -> Result<String> {
    members.refuse(&["script", "value_type"])?;
    members.text("field")?.ok_or_else(|| {
        EsError::illegal_argument(format!(
            "Required one of fields [field, script], but none were specified in the aggregation [{name}] of type [{kind}]."
        ))
    })
}

/// Refuses a value for what a field is missing that no index has: its type would be guessed by the value.
fn refuse_unmapped(field: &str, missing: Option<&Value>) -> Result<()> {
    match missing {
        None => Ok(()),
        Some(_) => Err(EsError::unsupported(&format!("[missing] for the field [{field}], which is not mapped,"))),
    }
}

/// The error for an aggregation that can't count a field of that type.
fn wrong_type(scope: &Scope<'_>, field: &str, mapped: &Field, kind: &str) -> EsError {
    scope.failed(EsError::illegal_argument(format!(
        "Field [{field}] of type [{}] is not supported for aggregation [{kind}]",
        mapped.type_name()
    )))
}

/// The result of an aggregation with several buckets: an object by their keys, or a list.
fn buckets(printed: Vec<(String, Value)>, keyed: bool) -> Map<String, Value> {
    let buckets: Value = if keyed {
        printed.into_iter().collect::<Map<_, _>>().into()
    } else {
        printed.into_iter().map(|(_, bucket)| bucket).collect()
    };
    Map::from_iter([("buckets".to_owned(), buckets)])
}

fn too_many_buckets() -> EsError {
    let reason = format!("Trying to create too many buckets. Must be less than or equal to: [{BUCKET_LIMIT}].");
    EsError::new(400, "too_many_buckets_exception", reason).with("max_buckets", json!(BUCKET_LIMIT))
}
