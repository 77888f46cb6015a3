//! Hits: which of the documents that were found are shown, in which order, and what of each. A search has them, and so
//! have the aggregation `top_hits` and the inner hits of a `nested` query.

mod inner;
mod printer;

use serde_json::{Map, Value, json};

use super::{
    collapse::Collapse,
    corpus::Corpus,
    fields::FieldList,
    highlight::Highlight,
    mapping::{scalar_text, truncated},
    matches::Matches,
    members::token,
    query::Node,
    sort::Sort,
    source_filter::SourceFilter,
};
use crate::error::{EsError, Result};
pub use inner::{Inner, InnerHits};
pub use printer::Printer;

/// Which hits are shown, and what of each.
#[derive(Debug, Default)]
pub struct Page {
    /// How many of the first are left out.
    pub from: Option<usize>,
    /// How many are shown at most.
    pub size: Option<usize>,
    /// Their order; by score, if there is none.
    pub sort: Option<Sort>,
    /// Whether scores are shown though something else decides.
    pub track_scores: bool,
    /// What is shown of the source.
    pub source: Option<SourceFilter>,
    /// What is marked.
    pub highlight: Option<Highlight>,
    /// Values from the source.
    pub fields: Option<FieldList>,
    /// Values from the columns.
    pub docvalue_fields: Option<FieldList>,
    /// What is shown beside values.
    pub metadata: Metadata,
}

/// What a hit shows of the document as such.
#[derive(Debug, Default)]
pub struct Metadata {
    /// Whether stored fields, and so ids and sources, are left out.
    pub without_stored: bool,
    /// Whether versions are shown.
    pub version: bool,
    /// Whether the numbers of writes are shown.
    pub seq_no: bool,
}

/// Which of the documents found make the page.
#[derive(Default)]
pub struct Selection<'a> {
    /// Only those after these values of the sort.
    pub after: Option<&'a [Value]>,
    /// Only the first for each value of a field.
    pub collapse: Option<&'a Collapse>,
    /// What has already been filtered by; it may ask for inner hits.
    pub filter: Option<&'a Node>,
}

impl Page {
    /// Reads a member of a request. Whether it is one of a page's.
    pub fn read_member(&mut self, name: &str, value: &Value) -> Result<bool> {
        match name {
            "from" => self.from = Some(count("from", value)?),
            "size" => self.size = Some(count("size", value)?),
            "sort" => self.sort = Some(Sort::read(value)?),
            "track_scores" => self.track_scores = value == &Value::Bool(true),
            "_source" => self.source = Some(SourceFilter::read(value)?),
            "highlight" => self.highlight = Some(Highlight::read(value)?),
            "fields" => self.fields = Some(FieldList::read(name, value)?),
            "docvalue_fields" => self.docvalue_fields = Some(FieldList::read(name, value)?),
            "stored_fields" => self.metadata.without_stored = is_none(value)?,
            "version" => self.metadata.version = value == &Value::Bool(true),
            "seq_no_primary_term" => self.metadata.seq_no = value == &Value::Bool(true),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The members as Elasticsearch prints them back: those that come before a query's `_source`, and the others.
    #[must_use]
    pub fn to_json(&self) -> Map<String, Value> {
        let members = [
            ("from", self.from.map(Value::from)),
            ("size", self.size.map(Value::from)),
            ("_source", self.source.as_ref().map(SourceFilter::to_json)),
            ("version", self.metadata.version.then_some(Value::Bool(true))),
            ("seq_no_primary_term", self.metadata.seq_no.then_some(Value::Bool(true))),
            ("stored_fields", self.metadata.without_stored.then(|| "_none_".into())),
            ("docvalue_fields", self.docvalue_fields.as_ref().map(FieldList::to_json)),
            ("fields", self.fields.as_ref().map(FieldList::to_json)),
            ("sort", self.sort.as_ref().map(Sort::to_json)),
            ("track_scores", self.track_scores.then_some(Value::Bool(true))),
            ("highlight", self.highlight.as_ref().map(Highlight::to_json)),
        ];
        members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }

    /// The hits among the documents found: `max_score` and `hits`. `query` is what is marked, and may have inner hits;
    /// `size` counts if the page does not say.
    pub fn hits(
        &self,
        corpus: &Corpus<'_>,
        found: &Matches,
        query: Option<&Node>,
        size: usize,
        selection: &Selection<'_>,
    ) -> Result<Map<String, Value>> {
        Printer::new(corpus, self, query, None).with_inner_hits(selection.filter)?.hits(found, size, selection)
    }

    /// Whether scores are known when the hits are printed.
    fn is_scored(&self) -> bool {
        self.track_scores || self.sort.as_ref().is_none_or(|sort| sort.is_by_score() || sort.needs_score())
    }
}

/// The hits of documents that are all counted, as `top_hits` and inner hits show them.
pub fn counted(total: usize, hits: Map<String, Value>) -> Value {
    let mut members = Map::from_iter([("total".to_owned(), json!({ "value": total, "relation": "eq" }))]);
    members.extend(hits);
    json!({ "hits": members })
}

/// Reads `stored_fields`: whether it is `_none_`. Sources are all that is stored here.
fn is_none(value: &Value) -> Result<bool> {
    match value {
        Value::String(name) if name == "_none_" => Ok(true),
        Value::Array(names) if names.iter().all(|name| name == "_none_") && !names.is_empty() => Ok(true),
        _ => Err(EsError::unsupported("[stored_fields] with another value than [_none_]")),
    }
}

/// A number of a request.
pub fn number(name: &str, value: &Value) -> Result<f64> {
    let text =
        scalar_text(value).map_err(|_| EsError::parsing(format!("Unknown key for a {} in [{name}].", token(value))))?;
    let refusal = || EsError::new(400, "number_format_exception", format!("For input string: \"{text}\""));
    text.parse::<f64>().ok().filter(|number| number.is_finite()).ok_or_else(refusal)
}

/// A number of a request that counts something.
pub fn count(name: &str, value: &Value) -> Result<usize> {
    let number = number(name, value)?;
    let count = truncated(number).and_then(|count| usize::try_from(count).ok());
    count.ok_or_else(|| EsError::illegal_argument(format!("[{name}] parameter cannot be negative but was [{number}]")))
}
