//! `prefix`: values, or terms of a text field, that begin with a text.

use serde_json::{Value, json};

use super::{Node, Printed, Query, on_one_field, take_boost};
use crate::{
    engine::{
        analysis::Analyzer, budget, cut::lowercase, highlight::HighlightTerms, mapping::FieldKind, matches::Matches,
        members::Members, scalar::Scalar, shard::Shard,
    },
    error::{EsError, Result},
};

#[derive(Debug)]
struct Prefix {
    field: String,
    value: String,
    case_insensitive: bool,
}

/// Reads `prefix`.
pub(super) fn read(body: &Value) -> Result<Node> {
    let (field, options) = on_one_field("prefix", "value", body)?;
    let mut members = Members::of("prefix", &options);
    let value = members.text("value")?.ok_or_else(|| EsError::illegal_argument("value cannot be null"))?;
    let case_insensitive = members.boolean("case_insensitive")?.unwrap_or(false);
    members.refuse(&["rewrite"])?;
    let boost = take_boost(&mut members)?;
    members.finish()?;
    Ok(Node::new(boost, Prefix { field, value, case_insensitive }))
}

impl Query for Prefix {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        matching(shard, &self.field, &self.value, &|candidate, text| candidate.starts_with(text), self.case_insensitive)
    }

    fn print(&self) -> Printed {
        let case_insensitive = self.case_insensitive.then_some(true);
        Printed::new("prefix", json!({ "value": self.value, "case_insensitive": case_insensitive })).on(&self.field)
    }

    fn highlight(&self, _: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        if self.case_insensitive {
            let prefix = self.value.to_ascii_lowercase();
            terms.add_test(&self.field, move |term| term.to_ascii_lowercase().starts_with(&prefix));
        } else {
            terms.add_prefix(&self.field, self.value.clone());
        }
        Ok(())
    }
}

/// The documents with a keyword, or a term of a text field, that compares with the text, by any case of its ASCII letters if asked for.
pub(super) fn matching(
    shard: &Shard<'_>,
    field: &str,
    text: &str,
    compare: &dyn Fn(&str, &str) -> bool,
    case_insensitive: bool,
) -> Result<Matches> {
    let wanted = if case_insensitive { text.to_ascii_lowercase() } else { text.to_owned() };
    let holds = |candidate: &str| {
        if case_insensitive { compare(&candidate.to_ascii_lowercase(), &wanted) } else { compare(candidate, &wanted) }
    };
    matching_by(shard, "prefix", field, if case_insensitive { "" } else { text }, &holds)
}

/// The documents with a keyword, or a term of a text field, of which the test holds. Terms are known to begin with a
/// prefix; `query` names the query in errors.
pub(super) fn matching_by(
    shard: &Shard<'_>,
    query: &str,
    field: &str,
    prefix: &str,
    holds: &dyn Fn(&str) -> bool,
) -> Result<Matches> {
    shard.spend(budget::TERMS)?;
    match shard.index.mapping().field(field).map(|mapped| &mapped.kind) {
        None => Ok(Matches::none()),
        Some(FieldKind::Text { .. }) => {
            let mut terms = shard.index.text_index().terms_with_prefix(field, prefix, usize::MAX)?;
            terms.retain(|term| holds(term));
            shard.index.text_index().any_term(field, &terms)
        }
        Some(FieldKind::Keyword { .. }) => {
            Ok(shard.scan(field, |value| matches!(value, Scalar::Keyword(text) if holds(text))))
        }
        Some(_) => Err(no_terms(shard, query, field)),
    }
}

/// The error for a query about the beginnings or patterns of values that are no texts.
pub(super) fn no_terms(shard: &Shard<'_>, query: &str, field: &str) -> EsError {
    let type_name = shard.index.mapping().field(field).map_or("", |mapped| mapped.type_name());
    let reason = format!(
        "Can only use {query} queries on keyword and text fields - not on [{field}] which is of type [{type_name}]"
    );
    EsError::new(400, "query_shard_exception", reason).with("index", shard.index.name())
}

/// The documents with a value that begins with a text as a person writes it: in lower case for a text field. `None` if
/// the field has no texts at all.
pub(super) fn of_words(shard: &Shard<'_>, field: &str, text: &str) -> Option<Result<Matches>> {
    let prefix = normalised(shard, field, text)?;
    Some(matching(shard, field, &prefix, &|candidate, text| candidate.starts_with(text), false))
}

/// A prefix as the field's terms are written.
pub(super) fn normalised(shard: &Shard<'_>, field: &str, text: &str) -> Option<String> {
    match shard.index.mapping().field(field)?.kind {
        FieldKind::Text { search_analyzer: Analyzer::Whitespace | Analyzer::Keyword, .. }
        | FieldKind::Keyword { .. } => Some(text.to_owned()),
        FieldKind::Text { .. } => Some(lowercase(text)),
        _ => None,
    }
}
