//! `exists`: documents that have a value for a field, or for any field below an object.

use serde_json::{Value, json};

use super::{Node, Printed, Query, take_boost};
use crate::{
    engine::{mapping::FieldKind, matches::Matches, members::Members, shard::Shard},
    error::{EsError, Result},
};

#[derive(Debug)]
struct Exists {
    field: String,
}

/// Reads `exists`.
pub(super) fn read(body: &Value) -> Result<Node> {
    let mut members = Members::new("exists", body)?;
    let field = members.text("field")?.filter(|field| !field.is_empty());
    let boost = take_boost(&mut members)?;
    members.finish()?;
    let field = field.ok_or_else(|| EsError::parsing("[exists] must be provided with a [field]"))?;
    Ok(Node::new(boost, Exists { field }))
}

/// The documents that have a value for a field, a pattern of fields or an object.
pub(super) fn having(shard: &Shard<'_>, field: &str) -> Matches {
    let mapping = shard.index.mapping();
    let mut fields = mapping.expand(field);
    if mapping.is_object(field) {
        fields.extend(mapping.expand(&format!("{field}.*")));
    }
    let each = fields.into_iter().map(|field| match mapping.field(field).map(|field| &field.kind) {
        Some(FieldKind::Text { .. }) => {
            let live =
                shard.index.with_text(field).iter().copied().filter(|n| shard.index.slots().is_at(shard.level, *n));
            Matches::with_score(live, 1.0)
        }
        Some(FieldKind::Completion(_)) => {
            let mut having: Vec<u32> = shard.index.completions(field).iter().map(|(number, _)| *number).collect();
            having.dedup();
            having.retain(|number| shard.index.slots().is_at(shard.level, *number));
            Matches::with_score(having.into_iter(), 1.0)
        }
        _ => shard.scan(field, |_| true),
    });
    each.fold(Matches::none(), |all, one| all.or(one, f32::max))
}

impl Query for Exists {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        Ok(having(shard, &self.field))
    }

    fn is_never(&self, shard: &Shard<'_>) -> bool {
        let mapping = shard.index.mapping();
        mapping.expand(&self.field).is_empty() && !mapping.is_object(&self.field)
    }

    fn print(&self) -> Printed {
        Printed::new("exists", json!({ "field": self.field }))
    }
}
