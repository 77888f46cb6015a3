//! `term` and `terms`: exact values. On a text field they are compared with its terms, without analysis.

use serde_json::{Value, json};

use super::{Node, Printed, Query, failed, on_one_field, scalar_ranges::ScalarRanges, take_boost};
use crate::{
    engine::{
        highlight::HighlightTerms,
        mapping::{FieldKind, scalar_text},
        matches::Matches,
        members::Members,
        shard::Shard,
    },
    error::{EsError, Result},
};

/// The greatest number of values in a `terms` query.
const TERMS_LIMIT: usize = 65_536;

#[derive(Debug)]
struct Term {
    field: String,
    value: Value,
    case_insensitive: bool,
}

/// Reads `term`.
pub(super) fn read(body: &Value) -> Result<Node> {
    let (field, options) = on_one_field("term", "value", body)?;
    let mut members = Members::of("term", &options);
    let value = members.take("value").cloned().ok_or_else(|| EsError::illegal_argument("value cannot be null"))?;
    if value.is_object() || value.is_array() {
        return Err(EsError::parsing("[term] query does not support [value] that is an object or an array"));
    }
    let case_insensitive = members.boolean("case_insensitive")?.unwrap_or(false);
    let boost = take_boost(&mut members)?;
    members.finish()?;
    Ok(Node::new(boost, Term { field, value, case_insensitive }))
}

/// Whether an index has no such field.
pub(super) fn is_unmapped(shard: &Shard<'_>, field: &str) -> bool {
    shard.index.mapping().field(field).is_none() && field != "_id"
}

impl Query for Term {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        if self.case_insensitive {
            let text = scalar_text(&self.value)?;
            // Lucene's automaton for no letters in any case accepts none.
            if text.is_empty() {
                return Ok(Matches::none());
            }
            return super::prefix::matching(shard, &self.field, &text, &|candidate, text| candidate == text, true);
        }
        one_of(shard, &self.field, std::slice::from_ref(&self.value))
    }

    fn is_never(&self, shard: &Shard<'_>) -> bool {
        is_unmapped(shard, &self.field)
    }

    fn print(&self) -> Printed {
        let case_insensitive = self.case_insensitive.then_some(true);
        Printed::new("term", json!({ "value": self.value, "case_insensitive": case_insensitive })).on(&self.field)
    }

    fn highlight(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        if !has_terms(shard, &self.field) {
            return Ok(());
        }
        let text = scalar_text(&self.value)?;
        if self.case_insensitive {
            terms.add_test(&self.field, move |term| term.eq_ignore_ascii_case(&text));
        } else {
            terms.add_term(&self.field, text);
        }
        Ok(())
    }
}

#[derive(Debug)]
struct Terms {
    field: String,
    values: Vec<Value>,
}

/// Reads `terms`.
pub(super) fn read_terms(body: &Value) -> Result<Node> {
    let mut members = Members::new("terms", body)?;
    let boost = take_boost(&mut members)?;
    let mut fields = body.as_object().into_iter().flatten().filter(|(name, _)| *name != "boost");
    let (Some((field, values)), None) = (fields.next(), fields.next()) else {
        return Err(EsError::parsing("[terms] query requires one field name and a list of values"));
    };
    let values = match values {
        Value::Array(values) => values.iter().filter(|value| !value.is_null()).cloned().collect::<Vec<_>>(),
        Value::Object(_) => return Err(EsError::unsupported("the terms lookup of the query [terms]")),
        _ => return Err(EsError::parsing("[terms] query does not support a single value, it needs a list")),
    };
    if values.len() > TERMS_LIMIT {
        return Err(EsError::illegal_argument(format!(
            "The number of terms [{}] used in the Terms Query request has exceeded the allowed maximum of [{TERMS_LIMIT}].",
            values.len()
        )));
    }
    Ok(Node::new(boost, Terms { field: field.clone(), values }))
}

impl Query for Terms {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        Ok(one_of(shard, &self.field, &self.values)?.constant(1.0))
    }

    fn is_never(&self, shard: &Shard<'_>) -> bool {
        self.values.is_empty() || is_unmapped(shard, &self.field)
    }

    fn print(&self) -> Printed {
        Printed::new("terms", json!({ &self.field: self.values }))
    }

    fn highlight(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        for value in self.values.iter().filter(|_| has_terms(shard, &self.field)) {
            terms.add_term(&self.field, scalar_text(value)?);
        }
        Ok(())
    }
}

/// Whether the values of a field are texts, which can be marked.
pub(super) fn has_terms(shard: &Shard<'_>, field: &str) -> bool {
    let kind = shard.index.mapping().field(field).map(|field| &field.kind);
    matches!(kind, Some(FieldKind::Text { .. } | FieldKind::Keyword { .. }))
}

/// The documents in which a field has one of the values. One keyword or boolean is scored by how rare it is.
pub(super) fn one_of(shard: &Shard<'_>, field: &str, values: &[Value]) -> Result<Matches> {
    let Some(mapped) = shard.index.mapping().field(field) else {
        return if field == "_id" { ids(shard, values) } else { Ok(Matches::none()) };
    };
    match (&mapped.kind, values) {
        (FieldKind::Text { .. }, [one]) => shard.index.text_index().term(field, &scalar_text(one)?),
        (FieldKind::Text { .. }, many) => {
            let terms = many.iter().map(scalar_text).collect::<Result<Vec<_>>>()?;
            shard.index.text_index().any_term(field, &terms)
        }
        (FieldKind::Point, _) => Err(failed(EsError::illegal_argument(format!(
            "Geometry fields do not support exact searching, use dedicated geometry queries instead: [{field}]"
        )))),
        (FieldKind::Completion(_), values) => inputs(shard, field, values),
        (kind, values) => {
            let ranges = ScalarRanges::new(kind, values.iter(), shard.now)?;
            let found = shard.scan(field, |value| ranges.contains(value));
            let scored = matches!(kind, FieldKind::Keyword { .. } | FieldKind::Boolean);
            Ok(if scored { shard.rarity(found) } else { found })
        }
    }
}

/// The documents with an input of a completion field, in the form that it is compared in.
fn inputs(shard: &Shard<'_>, field: &str, values: &[Value]) -> Result<Matches> {
    let wanted = values.iter().map(scalar_text).collect::<Result<Vec<_>>>()?;
    let found = shard.index.completions(field).iter().filter(|(_, input)| wanted.contains(&input.form));
    let mut found: Vec<u32> = found.map(|(number, _)| *number).collect();
    found.dedup();
    found.retain(|number| shard.index.slots().is_at(shard.level, *number));
    Ok(Matches::with_score(found.into_iter(), 1.0))
}

fn ids(shard: &Shard<'_>, values: &[Value]) -> Result<Matches> {
    let mut found = Vec::new();
    for value in values {
        found.extend(shard.index.find(&scalar_text(value)?).map(|(number, _)| (number, 1.0)));
    }
    found.sort_by_key(|(number, _)| *number);
    found.dedup_by_key(|(number, _)| *number);
    Ok(Matches::from_unsorted(found))
}
