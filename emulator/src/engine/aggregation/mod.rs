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
mod terms;
mod top_hits;
mod weighted_avg;

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    fmt::Debug,
    rc::Rc,
    sync::Arc,
};

use serde_json::{Map, Value, json};

use super::{
    corpus::Corpus,
    date::{DateFormats, Rounding, Zone},
    mapping::{Field, FieldKind, scalar_text, truncated},
    matches::Matches,
    members::Members,
    query::Node,
    request::SearchRequest,
    scalar::Scalar,
};
use crate::error::{EsError, Result};

/// The greatest number of buckets of a search.
const BUCKET_LIMIT: usize = 65_536;

/// The number of filters whose matches are kept while a search counts.
const KEPT_FILTERS: usize = 256;

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

/// The search that aggregations count in.
pub struct Scope<'a> {
    corpus: &'a Corpus<'a>,
    /// What was found, with its scores.
    found: &'a Matches,
    request: &'a SearchRequest,
    /// The path of the nested objects that are counted; `None` for the documents.
    level: Option<&'a str>,
    /// What each filter matches. A filter below a `terms` aggregation is asked once for each bucket.
    filters: Rc<RefCell<HashMap<*const Node, Rc<Matches>>>>,
    /// How many buckets there are so far, at all levels.
    buckets: Rc<Cell<usize>>,
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

impl Scope<'_> {
    /// The same search, counting at another level.
    fn at<'b>(&'b self, level: Option<&'b str>) -> Scope<'b> {
        Scope {
            corpus: self.corpus,
            found: self.found,
            request: self.request,
            level,
            filters: Rc::clone(&self.filters),
            buckets: Rc::clone(&self.buckets),
        }
    }

    /// Counts a bucket of so many documents; an error, if there are too many.
    fn open_bucket(&self, documents: usize) -> Result<()> {
        self.corpus.spend(documents)?;
        self.buckets.set(self.buckets.get() + 1);
        if self.buckets.get() > BUCKET_LIMIT { Err(too_many_buckets()) } else { Ok(()) }
    }

    /// Those of the documents that a filter matches.
    fn filtered(&self, filter: &Node, documents: &[u32]) -> Result<Vec<u32>> {
        let known = self.filters.borrow().get(&std::ptr::from_ref(filter)).cloned();
        let matches = if let Some(matches) = known {
            matches
        } else {
            let matches = Rc::new(self.corpus.filter(filter, self.level)?);
            let mut known = self.filters.borrow_mut();
            // Many filters are not many times below a bucket as well; to keep them all would only cost memory.
            if known.len() < KEPT_FILTERS {
                known.insert(filter, Rc::clone(&matches));
            }
            matches
        };
        Ok(documents.iter().copied().filter(|document| matches.contains(*document)).collect())
    }

    /// The field of an aggregation; `None` if no index has it.
    fn field(&self, name: &str) -> Result<Option<&Field>> {
        self.corpus.column(name)
    }

    /// What stands in for a missing value of a field: of any size for numbers, and date math for dates, in these formats
    /// instead of the field's, and this zone.
    fn missing(
        &self,
        kind: &FieldKind,
        value: Option<&Value>,
        dates: (Option<&DateFormats>, &Zone),
    ) -> Result<Option<Scalar>> {
        let Some(value) = value else { return Ok(None) };
        stand_in(kind, &scalar_text(value)?, dates, self.corpus.now()).map(Some).map_err(|cause| self.failed(cause))
    }

    /// An error that shows only with the indices at hand.
    fn failed(&self, cause: EsError) -> EsError {
        self.corpus.failed(cause)
    }
}

fn stand_in(kind: &FieldKind, text: &str, dates: (Option<&DateFormats>, &Zone), now: i64) -> Result<Scalar> {
    let number = || {
        let cause = || EsError::new(400, "number_format_exception", format!("For input string: \"{text}\""));
        text.parse::<f64>().ok().filter(|number| number.is_finite()).ok_or_else(cause)
    };
    Ok(match kind {
        FieldKind::Integer { .. } => match text.parse().ok().or(truncated(number()?).filter(|_| is_whole(text))) {
            Some(whole) => Scalar::Long(whole),
            None => Scalar::Double(number()?),
        },
        FieldKind::Float | FieldKind::Double | FieldKind::Scaled(_) => Scalar::Double(number()?),
        FieldKind::Date(own) => {
            let (formats, zone) = dates;
            Scalar::Date(formats.unwrap_or(own).read_math(text, Rounding::Down, now, zone)?)
        }
        FieldKind::Boolean => match text {
            "true" => Scalar::Boolean(true),
            "false" => Scalar::Boolean(false),
            _ => {
                let reason = format!("Cannot parse boolean [{text}], expected either [true] or [false]");
                return Err(EsError::illegal_argument(reason));
            }
        },
        _ => Scalar::Keyword(Arc::from(text)),
    })
}

fn is_whole(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(|number| number.fract() == 0.0)
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
