//! What a text of the language means. A part that has no words after analysis, such as a lone `&`, says nothing: it is
//! left out, instead of matching nothing.

use crate::{
    engine::{
        highlight::HighlightTerms,
        matches::Matches,
        query::{any_fuzzy::AnyFuzzy, any_prefix::AnyPrefix, minimum_should_match, multi_match::MultiMatch},
        shard::Shard,
    },
    error::Result,
};

/// A part of the text.
#[derive(Debug)]
pub(super) enum Tree {
    /// Words or a phrase.
    Text(Box<MultiMatch>),
    /// A word that is only similar.
    Similar(AnyFuzzy),
    /// A word's beginning.
    Prefix(AnyPrefix),
    /// What must match.
    All(Vec<Tree>),
    /// What may match.
    Any(Vec<Tree>),
    /// What must not match.
    Not(Box<Tree>),
}

impl Tree {
    /// The documents that match; `None` if the part says nothing. `least` is how many of the outermost parts that may
    /// match have to.
    pub(super) fn evaluate(&self, shard: &Shard<'_>, least: Option<&str>) -> Result<Option<Matches>> {
        match self {
            Self::Text(text) if text.has_no_words(shard) => Ok(None),
            Self::Text(text) => text.find(shard).map(Some),
            Self::Similar(word) => word.find(shard).map(Some),
            Self::Prefix(prefix) => prefix.find(shard).map(Some),
            Self::Not(tree) => Ok(tree.evaluate(shard, None)?.map(|found| shard.all().without(&found))),
            Self::All(parts) => Ok(found(parts, shard)?.into_iter().reduce(|all, part| all.and(&part))),
            Self::Any(parts) => {
                let found = found(parts, shard)?;
                let least = least.map_or(Ok(1), |least| minimum_should_match::required(least, found.len()))?;
                let is_any = !found.is_empty();
                let matches = Matches::at_least(least.max(1), found.into_iter().map(Ok))?;
                Ok(is_any.then_some(matches))
            }
        }
    }

    pub(super) fn highlight(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        match self {
            Self::Text(text) => text.mark(shard, terms),
            Self::Similar(word) => word.mark(shard, terms),
            Self::Prefix(prefix) => {
                prefix.mark(shard, terms);
                Ok(())
            }
            Self::Not(_) => Ok(()),
            Self::All(parts) | Self::Any(parts) => parts.iter().try_for_each(|part| part.highlight(shard, terms)),
        }
    }
}

fn found(parts: &[Tree], shard: &Shard<'_>) -> Result<Vec<Matches>> {
    parts.iter().filter_map(|part| part.evaluate(shard, None).transpose()).collect()
}
