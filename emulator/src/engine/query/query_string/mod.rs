//! `query_string`: Lucene's query language: words, `"phrases"`, `*` and `?`, `~`, `^`, `field:value`, ranges, `AND`, `OR`,
//! `NOT`, `+`, `-` and parentheses. Only regular expressions are refused.

mod lexer;
mod parser;
mod range;

use serde_json::{Map, Value, json};

use super::{
    Node, Printed, Query,
    fields::Fields,
    matching::{take_analyzer, take_operator, without_defaults},
    take_boost,
    text_plan::TextQuery,
};
use crate::{
    engine::{highlight::HighlightTerms, matches::Matches, members::Members, shard::Shard},
    error::{EsError, Result},
};

#[derive(Debug)]
struct QueryString {
    /// The query that the text means. Whether a text can be read counts only when it is searched for, so that a query
    /// with a bad one can still be printed.
    tree: Result<Node>,
    printed: Map<String, Value>,
}

/// Reads `query_string`.
pub(super) fn read(body: &Value) -> Result<Node> {
    let mut members = Members::new("query_string", body)?;
    let missing = || EsError::parsing("[query_string] must be provided with a [query]");
    let text = members.text("query")?.ok_or_else(missing)?;
    let named = Fields::take(&mut members)?;
    let default_field = members.text("default_field")?;
    let fields = default_field.filter(|_| named.is_everything()).map_or(named, |field| Fields::one(&field));
    let mut words = TextQuery::words("");
    words.all = take_operator(&mut members, "default_operator")?;
    words.analyzer = take_analyzer(&mut members)?;
    let least = members.text("minimum_should_match")?;
    words.lenient = members.boolean("lenient")?.unwrap_or(fields.is_everything());
    if members.boolean("analyze_wildcard")?.unwrap_or(false) {
        return Err(EsError::unsupported("[analyze_wildcard: true] in the query [query_string]"));
    }
    members.boolean("allow_leading_wildcard")?;
    members.refuse(&REFUSED)?;
    let boost = take_boost(&mut members)?;
    members.finish()?;
    let tree = parser::parse(&text, &fields, &words, least).map_err(|cause| unreadable(&text, cause));
    Ok(Node::new(boost, QueryString { tree, printed: without_defaults(body.as_object().unwrap_or(&Map::new())) }))
}

/// Options that Elasticsearch has and this engine does not.
const REFUSED: [&str; 14] = [
    "auto_generate_synonyms_phrase_query",
    "enable_position_increments",
    "escape",
    "fuzziness",
    "fuzzy_max_expansions",
    "fuzzy_prefix_length",
    "fuzzy_rewrite",
    "fuzzy_transpositions",
    "max_determinized_states",
    "phrase_slop",
    "quote_analyzer",
    "quote_field_suffix",
    "rewrite",
    "tie_breaker",
];

fn unreadable(text: &str, cause: EsError) -> EsError {
    EsError::new(400, "query_shard_exception", format!("Failed to parse query [{text}]")).caused_by(cause)
}

impl QueryString {
    fn tree(&self) -> Result<&Node> {
        self.tree.as_ref().map_err(Clone::clone)
    }
}

impl Query for QueryString {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        self.tree()?.evaluate(shard)
    }

    fn print(&self) -> Printed {
        Printed::new("query_string", json!(self.printed))
    }

    fn highlight(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        self.tree()?.highlight(shard, terms)
    }
}
