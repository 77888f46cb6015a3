//! A word that is only similar, in any of several fields, as the query languages write it: `word~`.

use super::{
    Fuzziness, Printed, Query,
    fields::Fields,
    plan::{having, mark, no_fuzziness},
    prefix,
};
use crate::{
    engine::{budget, highlight::HighlightTerms, mapping::FieldKind, matches::Matches, shard::Shard},
    error::Result,
};

/// The word, which is not cut up, and where it is looked for.
#[derive(Debug)]
pub(super) struct AnyFuzzy {
    pub(super) text: String,
    pub(super) fuzziness: Fuzziness,
    pub(super) fields: Fields,
    /// Whether a field that has no words just does not match.
    pub(super) lenient: bool,
}

impl AnyFuzzy {
    pub(super) fn find(&self, shard: &Shard<'_>) -> Result<Matches> {
        let mut found = Vec::new();
        for (field, boost) in self.fields.resolve(shard) {
            found.push(self.in_field(shard, &field)?.constant(boost));
        }
        Ok(Matches::best_of(found, 0.0))
    }

    fn in_field(&self, shard: &Shard<'_>, field: &str) -> Result<Matches> {
        let Some(mapped) = shard.index.mapping().field(field) else { return Ok(Matches::none()) };
        match (prefix::normalised(shard, field, &self.text), &mapped.kind) {
            (Some(text), FieldKind::Text { .. }) => self.like_term(shard, field, &text),
            (Some(text), _) => having(shard, field, &text, self.fuzziness.of(&text)),
            (None, _) if self.lenient => Ok(Matches::none()),
            (None, _) => Err(no_fuzziness(field, mapped.type_name())),
        }
    }

    fn like_term(&self, shard: &Shard<'_>, field: &str, text: &str) -> Result<Matches> {
        let index = shard.index.text_index();
        let Some(fuzzy) = self.fuzziness.of(text) else { return index.term(field, text) };
        shard.spend(budget::TERMS)?;
        let similar: Vec<String> = index.similar_terms(field, text, fuzzy)?.into_iter().map(|(_, term)| term).collect();
        index.any_term(field, &similar)
    }

    pub(super) fn mark(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        for (field, _) in self.fields.resolve(shard) {
            if let Some(text) = prefix::normalised(shard, &field, &self.text) {
                let fuzzy = self.fuzziness.of(&text);
                mark(&field, text, fuzzy, terms)?;
            }
        }
        Ok(())
    }
}

impl Query for AnyFuzzy {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        self.find(shard)
    }

    fn print(&self) -> Printed {
        Printed::new("fuzzy", self.text.as_str().into())
    }

    fn highlight(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        self.mark(shard, terms)
    }
}
