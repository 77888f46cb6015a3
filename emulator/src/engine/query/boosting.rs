//! `boosting`: what matches, with lower scores for what also matches something else.

use serde_json::{Value, json};

use super::{Node, Printed, Query, take_boost};
use crate::{
    engine::{
        highlight::HighlightTerms, hits::Inner, matches::Matches, members::Members, scalar::shortest, shard::Shard,
    },
    error::{EsError, Result},
};

#[derive(Debug)]
struct Boosting {
    positive: Node,
    negative: Node,
    negative_boost: f32,
}

/// Reads `boosting`.
pub(super) fn read(body: &Value) -> Result<Node> {
    let mut members = Members::new("boosting", body)?;
    let mut query = |name: &str| {
        let missing = || EsError::parsing(format!("[boosting] query requires '{name}' query to be set'"));
        super::read(members.take(name).ok_or_else(missing)?)
    };
    let (positive, negative) = (query("positive")?, query("negative")?);
    let negative_boost = members.float("negative_boost")?.filter(|boost| *boost >= 0.0);
    let missing = || EsError::parsing("[boosting] query requires 'negative_boost' to be set to be a positive value'");
    let negative_boost = negative_boost.ok_or_else(missing)?;
    let boost = take_boost(&mut members)?;
    members.finish()?;
    Ok(Node::new(boost, Boosting { positive, negative, negative_boost }))
}

impl Query for Boosting {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        let found = self.positive.evaluate(shard)?;
        let lowered = self.negative.evaluate(shard)?;
        Ok(found.map_each(
            |document, score| {
                if lowered.contains(document) { score * self.negative_boost } else { score }
            },
        ))
    }

    fn print(&self) -> Printed {
        Printed::new(
            "boosting",
            json!({
                "positive": self.positive.to_json(),
                "negative": self.negative.to_json(),
                "negative_boost": shortest(self.negative_boost),
            }),
        )
    }

    fn highlight(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        self.positive.highlight(shard, terms)
    }

    fn inner_hits<'a>(&'a self, found: &mut Vec<Inner<'a>>) {
        self.positive.inner_hits(found);
        self.negative.inner_hits(found);
    }

    fn is_never(&self, shard: &Shard<'_>) -> bool {
        self.positive.query.is_never(shard)
    }
}
