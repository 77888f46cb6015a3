//! `regexp`: values, or terms of a text field, that match a pattern as a whole.

use regex::Regex;
use serde_json::{Value, json};

use super::{Node, Printed, Query, failed, on_one_field, prefix, take_boost};
use crate::{
    engine::{highlight::HighlightTerms, matches::Matches, members::Members, pattern, shard::Shard},
    error::{EsError, Result},
};

#[derive(Debug)]
struct Regexp {
    field: String,
    value: String,
    case_insensitive: bool,
    /// The pattern, or what is wrong with it, which counts only when it is searched for.
    pattern: Result<Regex>,
}

/// Reads `regexp`.
pub(super) fn read(body: &Value) -> Result<Node> {
    let (field, options) = on_one_field("regexp", "value", body)?;
    let mut members = Members::of("regexp", &options);
    let value = members.text("value")?.ok_or_else(|| EsError::illegal_argument("value cannot be null"))?;
    let case_insensitive = members.boolean("case_insensitive")?.unwrap_or(false);
    if members.text("flags")?.is_some_and(|flags| flags != "ALL") {
        return Err(EsError::unsupported("[flags] other than [ALL] in [regexp]"));
    }
    // Matching takes linear time here, however large the pattern's automaton is.
    members.count("max_determinized_states")?;
    members.refuse(&["rewrite", "flags_value"])?;
    let boost = take_boost(&mut members)?;
    members.finish()?;
    let pattern = pattern::compile(&value, case_insensitive, "Regexp Query request");
    match pattern {
        Err(error) if error.is_unsupported() => Err(error),
        pattern => Ok(Node::new(boost, Regexp { field, value, case_insensitive, pattern })),
    }
}

impl Query for Regexp {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        let pattern = self.pattern.as_ref().map_err(|cause| failed(cause.clone()))?;
        Ok(prefix::matching_by(shard, "regexp", &self.field, "", &|text| pattern.is_match(text))?.constant(1.0))
    }

    fn print(&self) -> Printed {
        let case_insensitive = self.case_insensitive.then_some(true);
        let members = json!({ "value": self.value, "case_insensitive": case_insensitive });
        Printed::new("regexp", members).on(&self.field)
    }

    fn highlight(&self, _: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        if let Ok(pattern) = self.pattern.clone() {
            terms.add_test(&self.field, move |term| pattern.is_match(term));
        }
        Ok(())
    }
}
