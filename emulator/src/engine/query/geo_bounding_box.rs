//! `geo_bounding_box`: points within a box of latitudes and longitudes.

use serde_json::{Map, Value, json};

use super::{Node, Printed, Query, geo_field, take_boost};
use crate::{
    engine::{
        geo::{BoundingBox, Validation},
        matches::Matches,
        members::Members,
        scalar::Scalar,
        shard::Shard,
    },
    error::Result,
};

#[derive(Debug)]
struct GeoBoundingBox {
    field: String,
    bounds: BoundingBox,
    ignore_unmapped: bool,
    printed: Map<String, Value>,
}

/// Reads `geo_bounding_box`.
pub(super) fn read(body: &Value) -> Result<Node> {
    let mut members = Members::new("geo_bounding_box", body)?;
    let validation = Validation::take(&mut members)?;
    let ignore_unmapped = members.boolean("ignore_unmapped")?.unwrap_or(false);
    // How the box is looked up, which changes nothing.
    members.text("type")?;
    let boost = take_boost(&mut members)?;
    let (field, bounds) = geo_field::take(&mut members)?;
    members.finish()?;
    let mut printed = body.as_object().cloned().unwrap_or_default();
    printed.shift_remove("boost");
    let bounds = BoundingBox::read(bounds)?.validated(validation)?;
    Ok(Node::new(boost, GeoBoundingBox { field, bounds, ignore_unmapped, printed }))
}

impl Query for GeoBoundingBox {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        if !geo_field::is_mapped(shard, "geo_bounding_box", &self.field, self.ignore_unmapped)? {
            return Ok(Matches::none());
        }
        Ok(shard.scan(&self.field, |value| matches!(value, Scalar::Point(point) if self.bounds.contains(*point))))
    }

    fn print(&self) -> Printed {
        Printed::new("geo_bounding_box", json!(self.printed))
    }
}
