//! `_geo_distance`: sorting by how far a point is away.

use serde_json::{Map, Value, json};

use crate::{
    engine::{
        corpus::Corpus,
        geo::{Distance, Point, Unit, Validation, take_distance_type},
        mapping::{Field, FieldKind},
        members::Members,
        scalar::Scalar,
    },
    error::{EsError, Result},
};

/// What distances are measured from, and in which unit.
#[derive(Debug, PartialEq)]
pub(super) struct DistanceKey {
    pub(super) field: String,
    origins: Vec<Point>,
    unit: Unit,
    ignore_unmapped: bool,
}

impl DistanceKey {
    /// Takes the options of a distance, and last the field: the one member that is left.
    pub(super) fn take(members: &mut Members<'_>) -> Result<Self> {
        let unit = Unit::take(members)?;
        take_distance_type(members, "[sort]")?;
        let validation = Validation::take(members)?;
        let ignore_unmapped = members.boolean("ignore_unmapped")?.unwrap_or(false);
        let (field, origins) =
            members.take_any().ok_or_else(|| EsError::illegal_argument("no points for the sort by [_geo_distance]"))?;
        let origins = Point::read_each(origins)?;
        let origins = origins.into_iter().map(|point| point.validated(validation, "[_geo_distance]"));
        Ok(Self { field: field.to_owned(), origins: origins.collect::<Result<_>>()?, unit, ignore_unmapped })
    }

    pub(super) fn to_json(&self, options: &mut Map<String, Value>) {
        let origins: Vec<Value> = self.origins.iter().map(|at| json!({ "lat": at.lat, "lon": at.lon })).collect();
        options.insert(self.field.clone(), origins.into());
        options.insert("unit".into(), json!(self.unit.name()));
        options.insert("distance_type".into(), "arc".into());
    }

    /// Whether the field is there. One that is not is an error, unless the key forgives it.
    pub(super) fn check(&self, corpus: &Corpus<'_>, field: Option<&Field>) -> Result<()> {
        let name = &self.field;
        let reason = match field {
            Some(field) if matches!(field.kind, FieldKind::Point) => return Ok(()),
            None if self.ignore_unmapped => return Ok(()),
            None => format!("failed to find mapper for [{name}] for geo distance based sort"),
            Some(_) => format!("unable to apply geo distance sort to field [{name}]: it is no geo_point"),
        };
        Err(corpus.failed(EsError::illegal_argument(reason)))
    }

    /// The distances of points to each origin.
    pub(super) fn distances(&self, points: &[Scalar]) -> Vec<Scalar> {
        let points = points.iter().filter_map(|value| match value {
            Scalar::Point(point) => Some(*point),
            _ => None,
        });
        let each = points.flat_map(|point| self.origins.iter().map(move |origin| Distance::between(*origin, point)));
        let mut distances: Vec<Scalar> = each.map(|distance| Scalar::Double(distance.0 / self.unit.metres)).collect();
        distances.sort();
        distances
    }
}
