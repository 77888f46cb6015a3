//! `nested`: documents by the nested objects in them, each of which is matched as a whole.

use serde_json::{Value, json};

use super::{Node, Printed, Query, failed, take_boost};
use crate::{
    engine::{
        highlight::HighlightTerms,
        hits::{Inner, InnerHits},
        matches::Matches,
        members::Members,
        shard::Shard,
    },
    error::{EsError, Result},
};

#[derive(Debug)]
struct Nested {
    path: String,
    query: Node,
    score_mode: ScoreMode,
    ignore_unmapped: bool,
    inner_hits: Option<InnerHits>,
}

/// How the scores of the nested objects make the document's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ScoreMode {
    Avg,
    Max,
    Min,
    None,
    Sum,
}

const SCORE_MODES: [(&str, ScoreMode); 5] = [
    ("avg", ScoreMode::Avg),
    ("max", ScoreMode::Max),
    ("min", ScoreMode::Min),
    ("none", ScoreMode::None),
    ("sum", ScoreMode::Sum),
];

/// Reads `nested`.
pub(super) fn read(body: &Value) -> Result<Node> {
    let mut members = Members::new("nested", body)?;
    let path = members.text("path")?;
    let query = members.take("query").map(super::read).transpose()?;
    let score_mode = members.text("score_mode")?.map_or(Ok(ScoreMode::Avg), |name| ScoreMode::named(&name))?;
    let ignore_unmapped = members.boolean("ignore_unmapped")?.unwrap_or(false);
    let inner_hits = members.take("inner_hits");
    let boost = take_boost(&mut members)?;
    members.finish()?;
    let missing = |name: &str| EsError::illegal_argument(format!("[nested] requires '{name}' field"));
    let path = path.ok_or_else(|| missing("path"))?;
    let query = query.ok_or_else(|| missing("query"))?;
    let inner_hits = inner_hits.map(|body| InnerHits::read(body, &path)).transpose()?;
    Ok(Node::new(boost, Nested { path, query, score_mode, ignore_unmapped, inner_hits }))
}

impl ScoreMode {
    fn named(name: &str) -> Result<Self> {
        let found = SCORE_MODES.iter().find(|(known, _)| *known == name).map(|(_, mode)| *mode);
        found.ok_or_else(|| EsError::illegal_argument(format!("No score mode for child query [{name}] found")))
    }

    fn name(self) -> &'static str {
        SCORE_MODES.iter().find(|(_, mode)| *mode == self).map_or("", |(name, _)| name)
    }

    fn combine(self, scores: &[f32]) -> f32 {
        let sum: f32 = scores.iter().sum();
        #[allow(clippy::cast_precision_loss, reason = "a score is an estimate")]
        match self {
            Self::Avg => sum / scores.len().max(1) as f32,
            Self::Max => scores.iter().copied().fold(0.0, f32::max),
            Self::Min => scores.iter().copied().reduce(f32::min).unwrap_or(0.0),
            Self::None => 0.0,
            Self::Sum => sum,
        }
    }
}

impl Nested {
    /// Whether the index has such objects. An index that does not is an error, unless the query forgives it.
    fn is_mapped(&self, shard: &Shard<'_>) -> Result<bool> {
        let mapping = shard.index.mapping();
        if mapping.nested(&self.path).is_some() {
            return Ok(true);
        }
        if self.ignore_unmapped {
            return Ok(false);
        }
        let complaint = if mapping.is_object(&self.path) {
            format!("[nested] nested object under path [{}] is not of nested type", self.path)
        } else {
            format!("[nested] failed to find nested object under path [{}]", self.path)
        };
        Err(failed(EsError::new(400, "illegal_state_exception", complaint)))
    }
}

impl Query for Nested {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        if !self.is_mapped(shard)? {
            return Ok(Matches::none());
        }
        let inner = Shard { level: Some(&self.path), ..*shard };
        let found = inner.evaluate(&self.query)?;
        let mut by_document: Vec<(u32, Vec<f32>)> = Vec::new();
        for (number, score) in found.iter() {
            let Some(document) = shard.index.slots().ancestor(shard.level, number) else { continue };
            match by_document.last_mut() {
                Some((last, scores)) if *last == document => scores.push(score),
                _ => by_document.push((document, vec![score])),
            }
        }
        let scored = by_document.into_iter().map(|(document, scores)| (document, self.score_mode.combine(&scores)));
        Ok(Matches::from_unsorted(scored.collect()))
    }

    fn print(&self) -> Printed {
        let score_mode = (self.score_mode != ScoreMode::Avg).then(|| self.score_mode.name());
        let ignore_unmapped = self.ignore_unmapped.then_some(true);
        Printed::new(
            "nested",
            json!({
                "query": self.query.to_json(),
                "path": self.path,
                "ignore_unmapped": ignore_unmapped,
                "score_mode": score_mode,
                "inner_hits": self.inner_hits.as_ref().map(InnerHits::to_json),
            }),
        )
    }

    fn highlight(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        self.query.highlight(&Shard { level: Some(&self.path), ..*shard }, terms)
    }

    fn inner_hits<'a>(&'a self, found: &mut Vec<Inner<'a>>) {
        found.extend(self.inner_hits.as_ref().map(|hits| Inner { path: &self.path, query: &self.query, hits }));
    }
}
