//! A search body: reading it, strictly, and printing it back.

use serde_json::{Map, Value};

use super::{
    aggregation::Aggregations,
    collapse::Collapse,
    hits::{Page, count, number},
    limits,
    mapping::scalar_text,
    members::token,
    query::{self, Node},
    suggest::Suggest,
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
    pub(super) page: Page,
    pub(super) aggregations: Option<Aggregations>,
    pub(super) post_filter: Option<Node>,
    pub(super) collapse: Option<Collapse>,
    pub(super) search_after: Option<Vec<Value>>,
    pub(super) suggest: Option<Suggest>,
    pub(super) track_total_hits: Option<Tracking>,
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
const UNSUPPORTED: [&str; 14] = [
    "explain",
    "ext",
    "indices_boost",
    "knn",
    "pit",
    "profile",
    "rank",
    "rescore",
    "retriever",
    "runtime_mappings",
    "script_fields",
    "slice",
    "stats",
    "terminate_after",
];

impl SearchRequest {
    /// Reads a search body.
    pub fn read(body: &Value) -> Result<Self> {
        let members =
            body.as_object().ok_or_else(|| EsError::parsing("Expected [START_OBJECT] but found another value"))?;
        limits::check(body)?;
        let mut request = Self::default();
        for (name, value) in members {
            request.read_member(name, value)?;
        }
        Ok(request)
    }

    fn read_member(&mut self, name: &str, value: &Value) -> Result<()> {
        if self.page.read_member(name, value)? {
            return Ok(());
        }
        match name {
            "query" => self.query = Some(query::read(value)?),
            "aggs" | "aggregations" => self.aggregations = Some(Aggregations::read(value)?),
            "post_filter" => self.post_filter = Some(query::read(value)?),
            "track_total_hits" => self.track_total_hits = Some(tracking(value)?),
            "min_score" => self.min_score = Some(number("min_score", value)?),
            "collapse" => self.collapse = Some(Collapse::read(value)?),
            "search_after" => self.search_after = Some(search_after(value)?),
            "suggest" => self.suggest = Some(Suggest::read(value)?),
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
        let mut page = self.page.to_json();
        let mut of_page = |name: &'static str| (name, page.shift_remove(name));
        let members = [
            of_page("from"),
            of_page("size"),
            ("timeout", self.timeout.clone().map(Value::from)),
            ("query", self.query.as_ref().map(Node::to_json)),
            ("post_filter", self.post_filter.as_ref().map(Node::to_json)),
            ("min_score", self.min_score.map(Value::from)),
            of_page("version"),
            of_page("seq_no_primary_term"),
            of_page("_source"),
            of_page("stored_fields"),
            of_page("docvalue_fields"),
            of_page("fields"),
            of_page("sort"),
            of_page("track_scores"),
            ("track_total_hits", self.track_total_hits.map(Tracking::to_json)),
            ("search_after", self.search_after.clone().map(Value::from)),
            ("aggregations", self.aggregations.as_ref().map(Aggregations::to_json)),
            of_page("highlight"),
            ("collapse", self.collapse.as_ref().map(Collapse::to_json)),
            ("suggest", self.suggest.as_ref().map(Suggest::to_json)),
        ];
        let present = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Value::Object(present.collect::<Map<_, _>>())
    }

    /// Whether only suggestions are asked for: then nothing is searched.
    #[must_use]
    pub fn is_suggest_only(&self) -> bool {
        self.suggest.is_some() && self.query.is_none() && self.aggregations.is_none()
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

fn tracking(value: &Value) -> Result<Tracking> {
    match scalar_text(value)?.as_str() {
        "true" => Ok(Tracking::All),
        "false" => Ok(Tracking::None),
        _ => count("track_total_hits", value).map(Tracking::UpTo),
    }
}

fn search_after(value: &Value) -> Result<Vec<Value>> {
    match value {
        Value::Array(values) if !values.is_empty() => Ok(values.clone()),
        Value::Array(_) => Err(EsError::illegal_argument("Values must contains at least one value.")),
        other => {
            Err(EsError::parsing(format!("Expected [START_ARRAY] in [search_after] but found [{}]", token(other))))
        }
    }
}
