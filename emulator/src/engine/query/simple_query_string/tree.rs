//! What a text of the language means.

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
    /// The documents that match. `least` is how many of the outermost parts that may match have to.
    pub(super) fn evaluate(&self, shard: &Shard<'_>, least: Option<&str>) -> Result<Matches> {
        match self {
            Self::Text(text) => match least {
                Some(least) => text.with_least(least).find(shard),
                None => text.find(shard),
            },
            // Whatever does not match may match.
            Self::Not(_) if required(least, 1)? > 1 => Ok(Matches::none()),
            Self::Similar(word) => word.find(shard),
            Self::Prefix(prefix) => prefix.find(shard),
            Self::Not(tree) => Ok(shard.all().without(&tree.evaluate(shard, None)?)),
            Self::All(parts) => {
                let found = found(parts, shard).collect::<Result<Vec<_>>>()?;
                let all = found.into_iter().reduce(|all, part| all.and(&part)).unwrap_or_default();
                // Where nothing may be left out, no number of those that may is reached.
                Ok(if required(least, 0)? > 0 { Matches::none() } else { all })
            }
            Self::Any(parts) => Matches::at_least(required(least, parts.len())?.max(1), found(parts, shard)),
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

fn required(least: Option<&str>, parts: usize) -> Result<usize> {
    least.map_or(Ok(0), |least| minimum_should_match::required(least, parts))
}

fn found(parts: &[Tree], shard: &Shard<'_>) -> impl Iterator<Item = Result<Matches>> {
    parts.iter().map(|part| part.evaluate(shard, None))
}
