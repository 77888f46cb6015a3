//! `ids`: documents by their ids.

use serde_json::{Value, json};

use super::{Node, Printed, Query, take_boost};
use crate::{
    engine::{matches::Matches, members::Members, shard::Shard},
    error::Result,
};

#[derive(Debug)]
struct Ids(Vec<String>);

/// Reads `ids`.
pub(super) fn read(body: &Value) -> Result<Node> {
    let mut members = Members::new("ids", body)?;
    let mut ids = members.texts("values")?.unwrap_or_default();
    ids.sort();
    ids.dedup();
    let boost = take_boost(&mut members)?;
    members.finish_strictly()?;
    Ok(Node::new(boost, Ids(ids)))
}

impl Query for Ids {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        let found = self.0.iter().filter_map(|id| shard.index.find(id)).map(|(number, _)| (number, 1.0));
        Ok(Matches::from_unsorted(found.collect()))
    }

    fn is_never(&self, _: &Shard<'_>) -> bool {
        self.0.is_empty()
    }

    fn print(&self) -> Printed {
        Printed::new("ids", json!({ "values": self.0 }))
    }
}
