//! The queries that look for a text in one field: `match`, `match_phrase`, `match_phrase_prefix` and
//! `match_bool_prefix`.

use serde_json::{Map, Value, json};

use super::{
    Node, Printed, Query,
    fuzziness::Fuzziness,
    on_one_field, take_boost,
    text_plan::{Mode, TextQuery},
};
use crate::{
    engine::{
        analysis::Analyzer, highlight::HighlightTerms, mapping::scalar_text, matches::Matches, members::Members,
        shard::Shard,
    },
    error::{EsError, Result},
};

/// The number of terms that the last word of a phrase stands for as a prefix.
pub(super) const PHRASE_PREFIX_EXPANSIONS: usize = 50;

#[derive(Debug)]
struct Match {
    name: &'static str,
    field: String,
    query: TextQuery,
    printed: Map<String, Value>,
}

/// Reads `match`.
pub(super) fn read_match(body: &Value) -> Result<Node> {
    read("match", body, |members, query| {
        members.refuse(&["fuzzy_rewrite"])?;
        members.boolean("auto_generate_synonyms_phrase_query")?;
        query.lenient = members.boolean("lenient")?.unwrap_or(false);
        query.empty_matches_all = take_zero_terms(members)?;
        take_word_options(members, query)
    })
}

/// Reads `match_phrase`.
pub(super) fn read_match_phrase(body: &Value) -> Result<Node> {
    read("match_phrase", body, |members, query| {
        query.mode = Mode::Phrase(take_slop(members)?);
        query.empty_matches_all = take_zero_terms(members)?;
        Ok(())
    })
}

/// Reads `match_phrase_prefix`.
pub(super) fn read_match_phrase_prefix(body: &Value) -> Result<Node> {
    read("match_phrase_prefix", body, |members, query| {
        let expansions = members.count("max_expansions")?.unwrap_or(PHRASE_PREFIX_EXPANSIONS);
        query.mode = Mode::PhrasePrefix(take_slop(members)?, expansions);
        query.empty_matches_all = take_zero_terms(members)?;
        Ok(())
    })
}

/// Reads `match_bool_prefix`.
pub(super) fn read_match_bool_prefix(body: &Value) -> Result<Node> {
    read("match_bool_prefix", body, |members, query| {
        members.refuse(&["fuzzy_rewrite"])?;
        query.mode = Mode::BoolPrefix;
        take_word_options(members, query)
    })
}

/// Reads `fuzzy`: a word that is only similar, without analysis.
pub(super) fn read_fuzzy(body: &Value) -> Result<Node> {
    let (field, options) = on_one_field("fuzzy", "value", body)?;
    let mut members = Members::of("fuzzy", &options);
    let value = members.text("value")?.ok_or_else(|| EsError::illegal_argument("value cannot be null"))?;
    let mut query = TextQuery::words(&value);
    query.analyzer = Some(Analyzer::Keyword);
    query.fuzziness = Some(Fuzziness::take_or_auto(&mut members)?);
    members.refuse(&["rewrite"])?;
    let boost = take_boost(&mut members)?;
    members.finish()?;
    Ok(Node::new(boost, Match { name: "fuzzy", field, query, printed: without_defaults(&options) }))
}

fn read(
    name: &'static str,
    body: &Value,
    take_options: impl Fn(&mut Members<'_>, &mut TextQuery) -> Result<()>,
) -> Result<Node> {
    let (field, options) = on_one_field(name, "query", body)?;
    let mut members = Members::of(name, &options);
    let text =
        members.take("query").ok_or_else(|| EsError::parsing(format!("[{name}] unknown token: no text specified")))?;
    let mut query = TextQuery::words(&scalar_text(text)?);
    query.analyzer = take_analyzer(&mut members)?;
    take_options(&mut members, &mut query)?;
    let boost = take_boost(&mut members)?;
    members.finish()?;
    Ok(Node::new(boost, Match { name, field, query, printed: without_defaults(&options) }))
}

/// The options as they were given, but for those that are what they would be anyway.
pub(super) fn without_defaults(options: &Map<String, Value>) -> Map<String, Value> {
    const DEFAULTS: [(&str, &[&str]); 11] = [
        ("operator", &["or", "OR"]),
        ("prefix_length", &["0"]),
        ("max_expansions", &["50"]),
        ("fuzzy_transpositions", &["true"]),
        ("lenient", &["false"]),
        ("zero_terms_query", &["none", "NONE"]),
        ("auto_generate_synonyms_phrase_query", &["true"]),
        ("slop", &["0"]),
        ("type", &["best_fields"]),
        ("tie_breaker", &[]),
        ("boost", &[]),
    ];
    let is_default = |name: &str, value: &Value| {
        let text = scalar_text(value).unwrap_or_default();
        let rule = DEFAULTS.iter().find(|(known, _)| *known == name);
        value.is_null() || name == "boost" || rule.is_some_and(|(_, values)| values.contains(&text.as_str()))
    };
    options.iter().filter(|(name, value)| !is_default(name, value)).map(|(n, v)| (n.clone(), v.clone())).collect()
}

/// Takes the options that say how many of the words must match, and how exactly.
pub(super) fn take_word_options(members: &mut Members<'_>, query: &mut TextQuery) -> Result<()> {
    query.all = take_operator(members, "operator")?;
    query.minimum_should_match = members.text("minimum_should_match")?;
    query.fuzziness = Fuzziness::take(members)?;
    Ok(())
}

/// Takes an operator: whether it is `and`.
pub(super) fn take_operator(members: &mut Members<'_>, name: &str) -> Result<bool> {
    match members.text(name)?.map(|operator| operator.to_ascii_lowercase()).as_deref() {
        None | Some("or") => Ok(false),
        Some("and") => Ok(true),
        Some(other) => {
            Err(EsError::illegal_argument(format!("operator needs to be either OR or AND, but not [{other}]")))
        }
    }
}

/// Takes `analyzer`.
pub fn take_analyzer(members: &mut Members<'_>) -> Result<Option<Analyzer>> {
    let Some(name) = members.text("analyzer")? else { return Ok(None) };
    match Analyzer::named(&name) {
        Some(analyzer) => Ok(Some(analyzer)),
        None => Err(EsError::illegal_argument(format!("analyzer [{name}] not found"))),
    }
}

/// Takes `slop`.
pub(super) fn take_slop(members: &mut Members<'_>) -> Result<u32> {
    Ok(members.count("slop")?.map_or(0, |slop| u32::try_from(slop).unwrap_or(u32::MAX)))
}

/// Takes `zero_terms_query`: whether a text without terms matches everything.
pub(super) fn take_zero_terms(members: &mut Members<'_>) -> Result<bool> {
    match members.text("zero_terms_query")?.map(|value| value.to_ascii_lowercase()).as_deref() {
        None | Some("none") => Ok(false),
        Some("all") => Ok(true),
        Some(other) => Err(EsError::parsing(format!("Unsupported zero_terms_query value [{other}]"))),
    }
}

impl Query for Match {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        self.query.evaluate(shard, &self.field)
    }

    fn print(&self) -> Printed {
        Printed::new(self.name, json!(self.printed)).on(&self.field)
    }

    fn highlight(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        self.query.highlight(shard, &self.field, terms)
    }
}
