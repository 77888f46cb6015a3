//! A search body: reading it, strictly, and printing it back.

use serde_json::{Map, Value};

use super::{
    aggregation::Aggregations,
    highlight::Highlight,
    mapping::{scalar_text, truncated},
    members::token,
    query::{self, Node},
    sort::Sort,
    source_filter::SourceFilter,
};
use crate::error::{EsError, Result};

/// How many hits a response has if the request does not say.
pub const DEFAULT_SIZE: usize = 10;

/// How far hits are counted, if the request does not say.
const DEFAULT_TRACKING: usize = 10_000;

/// A search body that has been read and found to be the language of this engine.
#[derive(Debug, Default)]
pub struct SearchRequest {
    pub(super) query: Option<Node>,
    pub(super) from: Option<usize>,
    pub(super) size: Option<usize>,
    pub(super) sort: Option<Sort>,
    pub(super) aggregations: Option<Aggregations>,
    pub(super) post_filter: Option<Node>,
    pub(super) highlight: Option<Highlight>,
    pub(super) source: Option<SourceFilter>,
    pub(super) track_total_hits: Option<Tracking>,
    pub(super) track_scores: bool,
    pub(super) min_score: Option<f64>,
    pub(super) timeout: Option<String>,
}

/// How far hits are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tracking {
    /// Not at all: the response has no total.
    None,
    /// To the last.
    All,
    /// To this number.
    UpTo(usize),
}

/// Parts of a search body that Elasticsearch has and this engine does not.
const UNSUPPORTED: [&str; 22] = [
    "collapse",
    "docvalue_fields",
    "explain",
    "ext",
    "fields",
    "indices_boost",
    "knn",
    "pit",
    "profile",
    "rank",
    "rescore",
    "retriever",
    "runtime_mappings",
    "script_fields",
    "search_after",
    "seq_no_primary_term",
    "slice",
    "stats",
    "stored_fields",
    "suggest",
    "terminate_after",
    "version",
];

impl SearchRequest {
    /// Reads a search body.
    pub fn read(body: &Value) -> Result<Self> {
        let members =
            body.as_object().ok_or_else(|| EsError::parsing("Expected [START_OBJECT] but found another value"))?;
        let mut request = Self::default();
        for (name, value) in members {
            request.read_member(name, value)?;
        }
        Ok(request)
    }

    fn read_member(&mut self, name: &str, value: &Value) -> Result<()> {
        match name {
            "query" => self.query = Some(query::read(value)?),
            "from" => self.from = Some(count("from", value)?),
            "size" => self.size = Some(count("size", value)?),
            "sort" => self.sort = Some(Sort::read(value)?),
            "aggs" | "aggregations" => self.aggregations = Some(Aggregations::read(value)?),
            "post_filter" => self.post_filter = Some(query::read(value)?),
            "highlight" => self.highlight = Some(Highlight::read(value)?),
            "_source" => self.source = Some(SourceFilter::read(value)?),
            "track_total_hits" => self.track_total_hits = Some(tracking(value)?),
            "track_scores" => self.track_scores = value == &Value::Bool(true),
            "min_score" => self.min_score = Some(number("min_score", value)?),
            "timeout" => self.timeout = Some(scalar_text(value)?),
            _ if UNSUPPORTED.contains(&name) && is_empty(value) => {}
            _ if UNSUPPORTED.contains(&name) => return Err(EsError::unsupported(&format!("[{name}] in a search"))),
            _ => return Err(EsError::parsing(format!("Unknown key for a {} in [{name}].", token(value)))),
        }
        Ok(())
    }

    /// The request as Elasticsearch prints it back: shorthands of queries written out, their defaults left out.
    /// Aggregations and highlighting are printed as they were given.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let members = [
            ("from", self.from.map(Value::from)),
            ("size", self.size.map(Value::from)),
            ("timeout", self.timeout.clone().map(Value::from)),
            ("query", self.query.as_ref().map(Node::to_json)),
            ("post_filter", self.post_filter.as_ref().map(Node::to_json)),
            ("min_score", self.min_score.map(Value::from)),
            ("_source", self.source.as_ref().map(SourceFilter::to_json)),
            ("sort", self.sort.as_ref().map(Sort::to_json)),
            ("track_scores", self.track_scores.then_some(Value::Bool(true))),
            ("track_total_hits", self.track_total_hits.map(Tracking::to_json)),
            ("aggregations", self.aggregations.as_ref().map(Aggregations::to_json)),
            ("highlight", self.highlight.as_ref().map(Highlight::to_json)),
        ];
        let present = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Value::Object(present.collect::<Map<_, _>>())
    }

    /// How far hits are counted.
    #[must_use]
    pub fn tracking(&self) -> Tracking {
        self.track_total_hits.unwrap_or(Tracking::UpTo(DEFAULT_TRACKING))
    }
}

impl Tracking {
    #[allow(clippy::wrong_self_convention, reason = "it is small enough to be copied")]
    fn to_json(self) -> Value {
        match self {
            Self::None => false.into(),
            Self::All => true.into(),
            Self::UpTo(count) => count.into(),
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Array(values) => values.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Null | Value::Bool(false) => true,
        _ => false,
    }
}

fn number(name: &str, value: &Value) -> Result<f64> {
    let text =
        scalar_text(value).map_err(|_| EsError::parsing(format!("Unknown key for a {} in [{name}].", token(value))))?;
    let refusal = || EsError::new(400, "number_format_exception", format!("For input string: \"{text}\""));
    text.parse::<f64>().ok().filter(|number| number.is_finite()).ok_or_else(refusal)
}

fn count(name: &str, value: &Value) -> Result<usize> {
    let number = number(name, value)?;
    let count = truncated(number).and_then(|count| usize::try_from(count).ok());
    count.ok_or_else(|| EsError::illegal_argument(format!("[{name}] parameter cannot be negative but was [{number}]")))
}

fn tracking(value: &Value) -> Result<Tracking> {
    match scalar_text(value)?.as_str() {
        "true" => Ok(Tracking::All),
        "false" => Ok(Tracking::None),
        _ => count("track_total_hits", value).map(Tracking::UpTo),
    }
}
