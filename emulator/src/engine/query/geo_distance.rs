//! `geo_distance`: points within a distance of another.

use serde_json::{Value, json};

use super::{Node, Printed, Query, geo_field, take_boost};
use crate::{
    engine::{
        geo::{Distance, Point, Unit, Validation, take_distance_type},
        matches::Matches,
        members::Members,
        scalar::Scalar,
        shard::Shard,
    },
    error::{EsError, Result},
};

#[derive(Debug)]
struct GeoDistance {
    field: String,
    centre: Point,
    validation: Validation,
    distance: Distance,
    ignore_unmapped: bool,
}

/// Reads `geo_distance`.
pub(super) fn read(body: &Value) -> Result<Node> {
    let mut members = Members::new("geo_distance", body)?;
    let distance = members.text("distance")?;
    let unit = Unit::take(&mut members)?;
    take_distance_type(&mut members, "the query [geo_distance]")?;
    let validation = Validation::take(&mut members)?;
    let ignore_unmapped = members.boolean("ignore_unmapped")?.unwrap_or(false);
    let boost = take_boost(&mut members)?;
    let (field, centre) = geo_field::take(&mut members)?;
    members.finish()?;
    let distance = distance.ok_or_else(|| EsError::parsing("geo_distance requires 'distance' to be specified"))?;
    let distance = Distance::read(&distance, unit)?;
    if distance.0 <= 0.0 {
        return Err(EsError::illegal_argument("distance must be greater than zero"));
    }
    let centre = Point::read(centre)?;
    Ok(Node::new(boost, GeoDistance { field, centre, validation, distance, ignore_unmapped }))
}

impl Query for GeoDistance {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        if !geo_field::is_mapped(shard, "geo_distance", &self.field, self.ignore_unmapped)? {
            return Ok(Matches::none());
        }
        let refused = |cause: EsError| EsError::new(400, "query_shard_exception", cause.reason);
        let centre = self.centre.validated(self.validation, "[geo_distance]").map_err(refused)?;
        let near = |value: &Scalar| matches!(value, Scalar::Point(point) if Distance::between(centre, *point) <= self.distance);
        Ok(shard.scan(&self.field, near))
    }

    fn print(&self) -> Printed {
        let ignore_unmapped = self.ignore_unmapped.then_some(true);
        Printed::new(
            "geo_distance",
            json!({
                &self.field: [self.centre.lon, self.centre.lat],
                "distance": self.distance.0,
                "distance_type": "arc",
                "validation_method": "STRICT",
                "ignore_unmapped": ignore_unmapped,
            }),
        )
    }
}
