//! `wildcard`: values, or terms of a text field, in which `*` stands for any letters and `?` for one.

use regex::{Regex, RegexBuilder};
use serde_json::{Value, json};

use super::{Node, Printed, Query, fields::Fields, on_one_field, prefix, take_boost, term};
use crate::{
    engine::{
        cut::lowercase, highlight::HighlightTerms, mapping::FieldKind, matches::Matches, members::Members, shard::Shard,
    },
    error::{EsError, Result},
};

/// How large a pattern may become when it is compiled.
const PATTERN_BYTES: usize = 1_000_000;

#[derive(Debug)]
struct Wildcard {
    field: String,
    value: String,
    case_insensitive: bool,
    pattern: Regex,
}

/// Reads `wildcard`.
pub(super) fn read(body: &Value) -> Result<Node> {
    let (field, options) = on_one_field("wildcard", "value", body)?;
    let mut members = Members::of("wildcard", &options);
    let value = members.text("value")?.or(members.text("wildcard")?);
    let value = value.ok_or_else(|| EsError::illegal_argument("value cannot be null"))?;
    let case_insensitive = members.boolean("case_insensitive")?.unwrap_or(false);
    members.refuse(&["rewrite"])?;
    let boost = take_boost(&mut members)?;
    members.finish()?;
    let pattern = compiled(&value, case_insensitive)?;
    Ok(Node::new(boost, Wildcard { field, value, case_insensitive, pattern }))
}

/// The pattern as a regular expression for the whole text, which takes linear time. A backslash makes a sign a letter.
fn compiled(pattern: &str, case_insensitive: bool) -> Result<Regex> {
    let mut expression = String::from("^");
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '*' => expression.push_str(".*"),
            '?' => expression.push('.'),
            '\\' => expression.push_str(&regex::escape(&letters.next().unwrap_or('\\').to_string())),
            // Case is that of ASCII letters only.
            _ if case_insensitive && letter.is_ascii_alphabetic() => {
                expression.extend(['[', letter.to_ascii_lowercase(), letter.to_ascii_uppercase(), ']']);
            }
            _ => expression.push_str(&regex::escape(&letter.to_string())),
        }
    }
    expression.push('$');
    let mut builder = RegexBuilder::new(&expression);
    builder.dot_matches_new_line(true).size_limit(PATTERN_BYTES);
    builder.build().map_err(|_| EsError::illegal_argument("the wildcard pattern is too long"))
}

impl Query for Wildcard {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        Ok(prefix::matching_by(shard, "wildcard", &self.field, "", &|text| self.pattern.is_match(text))?.constant(1.0))
    }

    fn print(&self) -> Printed {
        let case_insensitive = self.case_insensitive.then_some(true);
        let members = json!({ "wildcard": self.value, "case_insensitive": case_insensitive });
        Printed::new("wildcard", members).on(&self.field)
    }

    fn highlight(&self, _: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        mark(&self.field, &self.pattern, terms);
        Ok(())
    }
}

/// Adds the terms that a pattern matches.
fn mark(field: &str, pattern: &Regex, terms: &mut HighlightTerms) {
    let pattern = pattern.clone();
    terms.add_test(field, move |term| pattern.is_match(term));
}

/// A pattern in any of several fields: those that have texts. Terms of text fields are compared in lower case.
#[derive(Debug)]
pub(super) struct AnyWildcard {
    written: Regex,
    lower: Regex,
    fields: Fields,
    /// Whether a field that has no words just does not match.
    lenient: bool,
}

impl AnyWildcard {
    pub(super) fn new(pattern: &str, fields: Fields, lenient: bool) -> Result<Self> {
        let (written, lower) = (compiled(pattern, false)?, compiled(&lowercase(pattern), false)?);
        Ok(Self { written, lower, fields, lenient })
    }

    /// Fails for a field that has no words, unless that is forgiven.
    fn check(&self, shard: &Shard<'_>) -> Result<()> {
        let mapping = shard.index.mapping();
        let wordless = |field: &str| mapping.field(field).is_some() && !term::has_terms(shard, field);
        let fields = self.fields.resolve(shard);
        match fields.iter().find(|(field, _)| !self.lenient && wordless(field)) {
            Some((field, _)) => Err(prefix::no_terms(shard, "wildcard", field)),
            None => Ok(()),
        }
    }

    /// The fields that have texts, each with its boost and the pattern for it.
    fn each(&self, shard: &Shard<'_>) -> Vec<(String, f32, &Regex)> {
        let mapping = shard.index.mapping();
        let pattern_of = |field: &str| match mapping.field(field)?.kind {
            FieldKind::Text { .. } => Some(&self.lower),
            FieldKind::Keyword { .. } => Some(&self.written),
            _ => None,
        };
        let fields = self.fields.resolve(shard).into_iter();
        fields.filter_map(|(field, boost)| pattern_of(&field).map(|pattern| (field, boost, pattern))).collect()
    }
}

impl Query for AnyWildcard {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        self.check(shard)?;
        let each = self.each(shard).into_iter().map(|(field, boost, pattern)| {
            let found = prefix::matching_by(shard, "wildcard", &field, "", &|text| pattern.is_match(text))?;
            Ok(found.constant(boost))
        });
        Ok(Matches::best_of(each.collect::<Result<_>>()?, 0.0))
    }

    fn print(&self) -> Printed {
        Printed::new("wildcard", self.fields.to_json())
    }

    fn highlight(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        self.each(shard).into_iter().for_each(|(field, _, pattern)| mark(&field, pattern, terms));
        Ok(())
    }
}
