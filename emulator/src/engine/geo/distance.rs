//! Distances: their units, and how far two points are apart.

use super::Point;
use crate::{
    engine::members::Members,
    error::{EsError, Result},
};

/// The mean radius of the Earth in metres, as Lucene has it: the one number that another library would have differently.
const EARTH_RADIUS: f64 = 6_371_008.771_4;

/// A unit of length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// Its length in metres.
    pub metres: f64,
}

/// The units by their names.
const UNITS: [(&[&str], f64); 9] = [
    (&["m", "meters"], 1.0),
    (&["km", "kilometers"], 1000.0),
    (&["mi", "miles"], 1609.344),
    (&["yd", "yards"], 0.9144),
    (&["ft", "feet"], 0.3048),
    (&["in", "inch"], 0.0254),
    (&["cm", "centimeters"], 0.01),
    (&["mm", "millimeters"], 0.001),
    (&["nmi", "NM", "nauticalmiles"], 1852.0),
];

impl Unit {
    /// Takes `unit`; metres if there is none.
    pub fn take(members: &mut Members<'_>) -> Result<Self> {
        match members.text("unit")? {
            None => Ok(Self { metres: 1.0 }),
            Some(name) => Self::named(&name)
                .ok_or_else(|| EsError::illegal_argument(format!("No matching unit for string \"{name}\""))),
        }
    }

    /// Its short name.
    #[must_use]
    pub fn name(self) -> &'static str {
        let known = UNITS.iter().find(|(_, metres)| metres.total_cmp(&self.metres).is_eq());
        known.and_then(|(names, _)| names.first()).copied().unwrap_or_default()
    }

    fn named(name: &str) -> Option<Self> {
        UNITS.iter().find(|(names, _)| names.contains(&name)).map(|(_, metres)| Self { metres: *metres })
    }
}

/// A distance in metres.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Distance(pub f64);

impl Distance {
    /// Reads a number with its unit (`12km`), or without one (`12`), when it is counted in `default`.
    pub fn read(text: &str, default: Unit) -> Result<Self> {
        let text = text.trim();
        let split = text.trim_end_matches(|sign: char| sign.is_ascii_alphabetic()).len();
        let (number, unit) = text.split_at_checked(split).unwrap_or((text, ""));
        let unit = if unit.is_empty() { Some(default) } else { Unit::named(unit) };
        let number = number.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        match (number, unit) {
            (Some(number), Some(unit)) => Ok(Self(number * unit.metres)),
            _ => Err(EsError::new(400, "number_format_exception", format!("For input string: \"{text}\""))),
        }
    }

    /// How far two points are apart, along a great circle: the haversine formula by cosines, as in Lucene, so that what
    /// is nearer than a few millimetres is no distance at all.
    #[must_use]
    pub fn between(one: Point, other: Point) -> Self {
        let versine = |from: f64, to: f64| 1.0 - (to.to_radians() - from.to_radians()).cos();
        let across = one.lat.to_radians().cos() * other.lat.to_radians().cos() * versine(one.lon, other.lon);
        let chord = f64::midpoint(versine(one.lat, other.lat), across);
        Self(2.0 * EARTH_RADIUS * chord.sqrt().min(1.0).asin())
    }
}

/// Takes `distance_type`. Along the arc is the default; the quicker, coarser `plane` would give other numbers.
pub fn take_distance_type(members: &mut Members<'_>, place: &str) -> Result<()> {
    match members.text("distance_type")?.map(|kind| kind.to_ascii_lowercase()).as_deref() {
        None | Some("arc") => Ok(()),
        Some("plane") => Err(EsError::unsupported(&format!("[distance_type: plane] in {place}"))),
        Some(other) => Err(EsError::illegal_argument(format!("No geo distance for [{other}]"))),
    }
}
