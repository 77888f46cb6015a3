//! `match_all` and `match_none`.

use serde_json::{Value, json};

use super::{Node, Printed, Query, take_boost};
use crate::{
    engine::{matches::Matches, members::Members, shard::Shard},
    error::Result,
};

/// Every document, or none.
#[derive(Debug)]
pub(super) struct MatchAll {
    pub(super) none: bool,
}

/// Reads `match_all`.
pub(super) fn read(body: &Value) -> Result<Node> {
    let mut members = Members::new("match_all", body)?;
    let boost = take_boost(&mut members)?;
    members.finish_strictly()?;
    Ok(Node::new(boost, MatchAll { none: false }))
}

/// Reads `match_none`.
pub(super) fn read_none(body: &Value) -> Result<Node> {
    let mut members = Members::new("match_none", body)?;
    let boost = take_boost(&mut members)?;
    members.finish_strictly()?;
    Ok(Node::new(boost, MatchAll { none: true }))
}

impl Query for MatchAll {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        Ok(if self.none { Matches::none() } else { shard.all() })
    }

    fn is_never(&self, _: &Shard<'_>) -> bool {
        self.none
    }

    fn print(&self) -> Printed {
        Printed::new(if self.none { "match_none" } else { "match_all" }, json!({}))
    }
}
