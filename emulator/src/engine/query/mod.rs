//! The query DSL: reading it, printing it back, and finding the documents that match. Each kind of query is a module;
//! the table `KINDS` names them all.

mod any_fuzzy;
mod any_prefix;
mod bool;
mod boosting;
mod exists;
mod fields;
mod fuzziness;
mod geo_bounding_box;
mod geo_distance;
mod geo_field;
mod ids;
mod match_all;
mod matching;
mod minimum_should_match;
mod multi_match;
mod nested;
mod plan;
mod prefix;
mod query_string;
mod range;
mod regexp;
mod scalar_ranges;
mod simple_query_string;
mod term;
mod text_plan;
mod wildcard;

use std::fmt::Debug;

pub use fuzziness::Fuzziness;
pub use matching::take_analyzer;

use serde_json::{Map, Value, json};

use super::{
    highlight::HighlightTerms, hits::Inner, matches::Matches, members::Members, scalar::shortest, shard::Shard,
};
use crate::error::{EsError, Result};

/// One kind of query.
pub trait Query: Debug + Send + Sync {
    /// The documents that match, with their scores before the boost.
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches>;

    /// The query in its written-out form, without its boost.
    fn print(&self) -> Printed;

    /// Adds the terms that highlighting should mark. Queries without terms add none.
    fn highlight(&self, _shard: &Shard<'_>, _terms: &mut HighlightTerms) -> Result<()> {
        Ok(())
    }

    /// Whether it is a part of a text that says nothing, and so is left out of the whole.
    fn is_void(&self, _shard: &Shard<'_>) -> bool {
        false
    }

    /// Whether nothing can match, as one can tell before anything is searched. What is required beside it is not looked at
    /// then, be it wrong or not.
    fn is_never(&self, _shard: &Shard<'_>) -> bool {
        false
    }

    /// Adds the inner hits that it asks for, but not those within them.
    fn inner_hits<'a>(&'a self, _found: &mut Vec<Inner<'a>>) {}
}

/// A query in its written-out form: `{name: {…members}}`, or `{name: {field: {…members}}}` for a query on one field.
pub struct Printed {
    name: &'static str,
    field: Option<String>,
    members: Map<String, Value>,
}

/// A query and its boost.
#[derive(Debug)]
pub struct Node {
    boost: f32,
    query: Box<dyn Query>,
}

type Reader = fn(&Value) -> Result<Node>;

/// The kinds of query that the engine has.
const KINDS: [(&str, Reader); 25] = [
    ("bool", bool::read),
    ("boosting", boosting::read),
    ("constant_score", bool::read_constant_score),
    ("exists", exists::read),
    ("geo_bounding_box", geo_bounding_box::read),
    ("geo_distance", geo_distance::read),
    ("ids", ids::read),
    ("match", matching::read_match),
    ("match_all", match_all::read),
    ("match_bool_prefix", matching::read_match_bool_prefix),
    ("match_none", match_all::read_none),
    ("match_phrase", matching::read_match_phrase),
    ("match_phrase_prefix", matching::read_match_phrase_prefix),
    ("multi_match", multi_match::read),
    ("nested", nested::read),
    ("prefix", prefix::read),
    ("query_string", query_string::read),
    ("range", range::read),
    ("regexp", regexp::read),
    ("simple_query_string", simple_query_string::read),
    ("term", term::read),
    ("terms", term::read_terms),
    ("dis_max", bool::read_dis_max),
    ("fuzzy", matching::read_fuzzy),
    ("wildcard", wildcard::read),
];

/// Kinds of query that Elasticsearch has and this engine does not.
const UNSUPPORTED: [&str; 32] = [
    "combined_fields",
    "distance_feature",
    "function_score",
    "geo_grid",
    "geo_polygon",
    "geo_shape",
    "has_child",
    "has_parent",
    "intervals",
    "knn",
    "more_like_this",
    "parent_id",
    "percolate",
    "pinned",
    "rank_feature",
    "rule",
    "script",
    "script_score",
    "semantic",
    "shape",
    "span_containing",
    "span_first",
    "span_multi",
    "span_near",
    "span_not",
    "span_or",
    "span_term",
    "span_within",
    "sparse_vector",
    "terms_set",
    "text_expansion",
    "wrapper",
];

/// Reads a query: an object with the kind as its only member.
pub fn read(value: &Value) -> Result<Node> {
    let Value::Object(object) = value else {
        return Err(EsError::parsing("[_na] query malformed, must start with start_object"));
    };
    let mut members = object.iter();
    let Some((kind, body)) = members.next() else {
        return Err(EsError::illegal_argument("query malformed, empty clause found"));
    };
    if !body.is_object() {
        return Err(EsError::parsing(format!("[{kind}] query malformed, no start_object after query name")));
    }
    let node = read_kind(kind, body)?;
    if members.next().is_some() {
        return Err(EsError::parsing(format!(
            "[{kind}] malformed query, expected [END_OBJECT] but found [FIELD_NAME]"
        )));
    }
    Ok(node)
}

/// Whether Elasticsearch has a query of that name.
#[must_use]
pub fn is_kind(name: &str) -> bool {
    KINDS.iter().any(|(known, _)| *known == name) || UNSUPPORTED.contains(&name)
}

fn read_kind(kind: &str, body: &Value) -> Result<Node> {
    if let Some((_, read)) = KINDS.iter().find(|(name, _)| *name == kind) {
        return read(body);
    }
    if UNSUPPORTED.contains(&kind) {
        return Err(EsError::unsupported(&format!("the query [{kind}]")));
    }
    let cause = EsError::new(400, "named_object_not_found_exception", format!("unknown field [{kind}]"));
    Err(EsError::parsing(format!("unknown query [{kind}]")).caused_by(cause))
}

impl Node {
    fn new(boost: f32, query: impl Query + 'static) -> Self {
        Self { boost, query: Box::new(query) }
    }

    /// The documents that match, with their scores.
    pub fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        let matches = self.query.evaluate(shard)?;
        shard.spend(shard.index.slots().count() + matches.len())?;
        #[allow(clippy::float_cmp, reason = "1 is what a query has that was given no boost")]
        Ok(if self.boost == 1.0 { matches } else { matches.map_scores(|score| score * self.boost) })
    }

    /// The query in its written-out form.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let Printed { name, field, mut members } = self.query.print();
        #[allow(clippy::float_cmp, reason = "1 is what a query has that was given no boost")]
        if self.boost != 1.0 {
            members.insert("boost".into(), shortest(self.boost));
        }
        match field {
            Some(field) => json!({ name: { field: members } }),
            None => json!({ name: members }),
        }
    }

    /// Adds the terms that highlighting should mark.
    pub fn highlight(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        self.query.highlight(shard, terms)
    }

    /// Adds the inner hits that it asks for.
    pub fn inner_hits<'a>(&'a self, found: &mut Vec<Inner<'a>>) {
        self.query.inner_hits(found);
    }
}

impl Printed {
    fn new(name: &'static str, members: Value) -> Self {
        let members = match members {
            Value::Object(members) => members.into_iter().filter(|(_, value)| !value.is_null()).collect(),
            _ => Map::new(),
        };
        Self { name, field: None, members }
    }

    fn on(self, field: &str) -> Self {
        Self { field: Some(field.into()), ..self }
    }
}

/// The boost of a query: 1 if it has none, and never negative. Names, which only change the response, are refused.
fn take_boost(members: &mut Members<'_>) -> Result<f32> {
    members.refuse(&["_name"])?;
    let boost = members.float("boost")?.unwrap_or(1.0);
    if boost < 0.0 {
        return Err(EsError::illegal_argument(format!("negative [boost] are not allowed, found [{boost}]")));
    }
    Ok(boost)
}

/// The field and options of a query on one field, from its short form `{field: value}` or its long form
/// `{field: {key: value, …}}`.
fn on_one_field(query: &str, key: &str, body: &Value) -> Result<(String, Map<String, Value>)> {
    let mut fields = body.as_object().into_iter().flatten();
    let Some((field, value)) = fields.next() else {
        return Err(EsError::parsing(format!("[{query}] query malformed, no field")));
    };
    if let Some((second, _)) = fields.next() {
        return Err(EsError::parsing(format!(
            "[{query}] query doesn't support multiple fields, found [{field}] and [{second}]"
        )));
    }
    match value {
        Value::Object(options) => Ok((field.clone(), options.clone())),
        Value::Array(_) => Err(EsError::parsing(format!("[{query}] query does not support an array for [{field}]"))),
        value => Ok((field.clone(), Map::from_iter([(key.to_owned(), value.clone())]))),
    }
}

/// The beginning of what is said of a query that can't be made.
const FAILED: &str = "failed to create query: ";

/// What made an evaluation fail.
#[must_use]
pub fn cause_of_failure(mut error: EsError) -> EsError {
    match error.caused_by.take() {
        Some(cause) if error.reason.starts_with(FAILED) => *cause,
        cause => EsError { caused_by: cause, ..error },
    }
}

/// An error of evaluation, as Elasticsearch reports what it finds out only with the mapping at hand.
fn failed(cause: EsError) -> EsError {
    EsError::new(400, "query_shard_exception", format!("{FAILED}{}", cause.reason)).caused_by(cause)
}
