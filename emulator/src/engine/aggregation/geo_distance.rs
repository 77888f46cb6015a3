//! `geo_distance`: rings around a point.

use serde_json::{Map, Value};

use super::{Aggregation, Aggregations, Scope, buckets, take_field, wrong_type};
use crate::{
    engine::{
        geo::{Distance, Point, Unit, take_distance_type},
        mapping::FieldKind,
        members::Members,
        scalar::{Scalar, java_text},
    },
    error::{EsError, Result},
};

#[derive(Debug)]
struct GeoDistance {
    field: String,
    origin: Point,
    unit: Unit,
    keyed: bool,
    rings: Vec<Ring>,
}

/// The points from one distance on and below another, both in the aggregation's unit.
#[derive(Debug)]
struct Ring {
    key: String,
    from: f64,
    to: Option<f64>,
}

/// Reads `geo_distance`.
pub(super) fn read(name: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    let mut members = Members::new("geo_distance", body)?;
    let field = take_field(name, "geo_distance", &mut members)?;
    let origin = members.take("origin").ok_or_else(|| EsError::illegal_argument("Required [origin]"))?;
    let origin = Point::read(origin)?;
    let unit = Unit::take(&mut members)?;
    take_distance_type(&mut members, "the aggregation [geo_distance]")?;
    let keyed = members.boolean("keyed")?.unwrap_or(false);
    let list = members.take("ranges").and_then(Value::as_array).filter(|list| !list.is_empty());
    let empty = || EsError::illegal_argument(format!("No [ranges] specified for the [{name}] aggregation"));
    let mut rings = list.ok_or_else(empty)?.iter().map(Ring::read).collect::<Result<Vec<_>>>()?;
    members.finish_strictly()?;
    let end = |ring: &Ring| ring.to.unwrap_or(f64::INFINITY);
    rings.sort_by(|left, right| left.from.total_cmp(&right.from).then(end(left).total_cmp(&end(right))));
    Ok(Box::new(GeoDistance { field, origin, unit, keyed, rings }))
}

impl Ring {
    fn read(body: &Value) -> Result<Self> {
        let mut members = Members::new("geo_distance", body)?;
        let (key, from, to) = (members.text("key")?, members.number("from")?.unwrap_or(0.0), members.number("to")?);
        members.finish_strictly()?;
        let shown = |end: Option<f64>| end.map_or_else(|| "*".to_owned(), java_text);
        let default = || format!("{}-{}", shown(Some(from).filter(|from| *from != 0.0)), shown(to));
        Ok(Self { key: key.unwrap_or_else(default), from, to })
    }

    fn contains(&self, distance: f64) -> bool {
        distance >= self.from && self.to.is_none_or(|to| distance < to)
    }

    fn members(&self, keyed: bool) -> Map<String, Value> {
        let mut members = Map::new();
        if !keyed {
            members.insert("key".into(), self.key.as_str().into());
        }
        members.insert("from".into(), self.from.into());
        members.extend(self.to.map(|to| ("to".to_owned(), to.into())));
        members
    }
}

impl GeoDistance {
    fn is_in(&self, scope: &Scope<'_>, ring: &Ring, document: u32) -> bool {
        scope.corpus.values(&self.field, document).iter().any(|value| match value {
            Scalar::Point(point) => ring.contains(Distance::between(self.origin, *point).0 / self.unit.metres),
            _ => false,
        })
    }
}

impl Aggregation for GeoDistance {
    fn collect(&self, scope: &Scope<'_>, documents: &[u32], below: &Aggregations) -> Result<Map<String, Value>> {
        if let Some(field) = scope.field(&self.field)?
            && !matches!(field.kind, FieldKind::Point)
        {
            return Err(wrong_type(scope, &self.field, field, "geo_distance"));
        }
        let mut printed = Vec::new();
        for ring in &self.rings {
            let inside = documents.iter().copied().filter(|document| self.is_in(scope, ring, *document));
            let bucket = below.bucket(scope, ring.members(self.keyed), &inside.collect::<Vec<_>>())?;
            printed.push((ring.key.clone(), bucket.into()));
        }
        Ok(buckets(printed, self.keyed))
    }
}
