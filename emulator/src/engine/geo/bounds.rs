//! A box of latitudes and longitudes, which may cross the date line.

use serde_json::Value;

use super::{Point, Validation};
use crate::{
    engine::members::Members,
    error::{EsError, Result},
};

/// A box. Its west side may have the greater longitude: then it crosses the date line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoundingBox {
    top: f64,
    left: f64,
    bottom: f64,
    right: f64,
}

impl BoundingBox {
    /// Reads two opposite corners, the four sides, or `{"wkt": "BBOX (left, right, top, bottom)"}`.
    pub fn read(body: &Value) -> Result<Self> {
        let mut members = Members::new("geo_bounding_box", body)?;
        if let Some(text) = members.text("wkt")? {
            return of_text(&text);
        }
        let mut corner = |name: &str| members.take(name).map(Point::read).transpose();
        let (top_left, bottom_right) = (corner("top_left")?, corner("bottom_right")?);
        let (top_right, bottom_left) = (corner("top_right")?, corner("bottom_left")?);
        let mut side = |name: &str, of_corners: [Option<f64>; 2]| match (members.number(name)?, of_corners) {
            (Some(degrees), _) | (None, [Some(degrees), _] | [None, Some(degrees)]) => Ok(degrees),
            _ => Err(incomplete()),
        };
        let (lat, lon) = (|point: Point| point.lat, |point: Point| point.lon);
        let found = Self {
            top: side("top", [top_left.map(lat), top_right.map(lat)])?,
            left: side("left", [top_left.map(lon), bottom_left.map(lon)])?,
            bottom: side("bottom", [bottom_right.map(lat), bottom_left.map(lat)])?,
            right: side("right", [bottom_right.map(lon), top_right.map(lon)])?,
        };
        members.finish_strictly().map(|()| found)
    }

    /// The box, if its corners are on Earth or can be moved there.
    pub fn validated(self, validation: Validation) -> Result<Self> {
        let corner = |lat, lon| Point { lat, lon }.validated(validation, "[geo_bounding_box]");
        let (top_left, bottom_right) = (corner(self.top, self.left)?, corner(self.bottom, self.right)?);
        let moved = Self { top: top_left.lat, left: top_left.lon, bottom: bottom_right.lat, right: bottom_right.lon };
        if moved.top < moved.bottom {
            let [top, bottom] = [moved.top, moved.bottom].map(Value::from);
            let reason = format!("top is below bottom corner: {top} vs. {bottom}");
            return Err(EsError::illegal_argument(reason));
        }
        Ok(moved)
    }

    /// Whether a point lies in the box or on its sides.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        let between = (self.bottom..=self.top).contains(&point.lat);
        let eastward = point.lon >= self.left;
        let westward = point.lon <= self.right;
        between && if self.left <= self.right { eastward && westward } else { eastward || westward }
    }
}

fn incomplete() -> EsError {
    EsError::new(400, "parse_exception", "failed to parse bounding box without all four sides or two opposite corners")
}

fn of_text(text: &str) -> Result<BoundingBox> {
    let inner = text.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')')).unwrap_or_default();
    let sides: Vec<f64> = inner.split(',').filter_map(|side| side.trim().parse().ok()).collect();
    match sides.as_slice() {
        [left, right, top, bottom] => Ok(BoundingBox { top: *top, left: *left, bottom: *bottom, right: *right }),
        _ => Err(EsError::new(400, "parse_exception", format!("failed to parse WKT bounding box [{text}]"))),
    }
}
