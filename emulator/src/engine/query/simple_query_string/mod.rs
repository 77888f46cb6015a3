//! `simple_query_string`: a small query language in which every text means something and none is an error: words,
//! `"phrases"`, `+` (and), `|` (or), `-` (not), a trailing `*`, `~` (nearly) and parentheses.

mod flags;
mod parser;
mod tree;

use serde_json::{Map, Value, json};

use super::{
    Node, Printed, Query,
    fields::Fields,
    fuzziness::Fuzziness,
    matching::{take_analyzer, take_operator, without_defaults},
    take_boost,
    text_plan::TextQuery,
};
use crate::{
    engine::{highlight::HighlightTerms, matches::Matches, members::Members, shard::Shard},
    error::{EsError, Result},
};
use flags::Flags;
use tree::Tree;

#[derive(Debug)]
struct SimpleQueryString {
    text: String,
    options: Options,
    minimum_should_match: Option<String>,
    printed: Map<String, Value>,
}

/// What a text in the language is looked for with.
#[derive(Debug)]
pub(super) struct Options {
    fields: Fields,
    words: TextQuery,
    fuzziness: Fuzziness,
    flags: Flags,
}

/// Reads `simple_query_string`.
pub(super) fn read(body: &Value) -> Result<Node> {
    let mut members = Members::new("simple_query_string", body)?;
    let missing = || EsError::parsing("[simple_query_string] query text missing");
    let text = members.text("query")?.ok_or_else(missing)?;
    let fields = Fields::take(&mut members)?;
    let mut words = TextQuery::words("");
    words.all = take_operator(&mut members, "default_operator")?;
    words.analyzer = take_analyzer(&mut members)?;
    words.lenient = members.boolean("lenient")?.unwrap_or(fields.is_everything());
    let fuzziness = Fuzziness::edits(
        members.count("fuzzy_prefix_length")?.unwrap_or(0),
        members.count("fuzzy_max_expansions")?.unwrap_or(50),
        members.boolean("fuzzy_transpositions")?.unwrap_or(true),
    );
    let flags = Flags::read(members.text("flags")?.as_deref().unwrap_or("ALL"))?;
    let minimum_should_match = members.text("minimum_should_match")?;
    if members.boolean("analyze_wildcard")?.unwrap_or(false) {
        return Err(EsError::unsupported("[analyze_wildcard: true] in the query [simple_query_string]"));
    }
    members.boolean("auto_generate_synonyms_phrase_query")?;
    members.refuse(&["quote_field_suffix"])?;
    let boost = take_boost(&mut members)?;
    members.finish()?;
    let options = Options { fields, words, fuzziness, flags };
    let printed = without_defaults(body.as_object().unwrap_or(&Map::new()));
    Ok(Node::new(boost, SimpleQueryString { text, options, minimum_should_match, printed }))
}

impl SimpleQueryString {
    /// What the text means for an index, whose fields decide which parts of it say something.
    fn tree(&self, shard: &Shard<'_>) -> Result<Option<Tree>> {
        parser::parse(&self.text, &self.options, &|text| text.has_no_words(shard))
    }
}

impl Query for SimpleQueryString {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        match self.tree(shard)? {
            Some(tree) => tree.evaluate(shard, self.minimum_should_match.as_deref()),
            None => Ok(Matches::none()),
        }
    }

    fn print(&self) -> Printed {
        Printed::new("simple_query_string", json!(self.printed))
    }

    fn highlight(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        self.tree(shard)?.map_or(Ok(()), |tree| tree.highlight(shard, terms))
    }
}
