//! A point on Earth, in any of the forms that Elasticsearch reads: an object with `lat` and `lon`, a list `[lon, lat]`, a
//! text `lat,lon`, a geohash, `POINT (lon lat)`, or a `GeoJSON` point.

use serde_json::{Value, json};

use crate::{
    engine::{mapping::scalar_text, members::Members},
    error::{EsError, Result},
};

/// A latitude and a longitude in degrees, as exact as Lucene keeps them: each in 32 bits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From -90 at the south pole to 90 at the north pole.
    pub lat: f64,
    /// From -180 to 180, counted eastwards.
    pub lon: f64,
}

/// What happens to a point of a query that is not on Earth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Validation {
    /// It is refused.
    #[default]
    Strict,
    /// It is moved around the Earth until it is.
    Coerce,
    /// It is taken as it is.
    Ignore,
}

/// Two to the power of 32, over which Lucene spreads the degrees.
const STEPS: f64 = 4_294_967_296.0;

impl Point {
    /// Reads a point of any form, wherever it lies.
    pub fn read(value: &Value) -> Result<Self> {
        match value {
            Value::String(text) => of_text(text),
            Value::Array(list) => of_list(list),
            Value::Object(members) if members.contains_key("coordinates") => of_geo_json(value),
            Value::Object(_) => of_object(value),
            _ => Err(malformed("geo_point expected")),
        }
    }

    /// Whether a list is one point, and not a list of them.
    #[must_use]
    pub fn is_list(value: &Value) -> bool {
        value.as_array().and_then(|list| list.first()).is_some_and(Value::is_number)
    }

    /// The points of a value that may be one of them or a list.
    pub fn read_each(value: &Value) -> Result<Vec<Self>> {
        match value {
            Value::Array(list) if !Self::is_list(value) => list.iter().map(Self::read).collect(),
            one => Ok(vec![Self::read(one)?]),
        }
    }

    /// The point, if it is on Earth or can be moved there. `place` says in errors whose point it is.
    pub fn validated(self, validation: Validation, place: &str) -> Result<Self> {
        let on_earth = (-90.0..=90.0).contains(&self.lat) && (-180.0..=180.0).contains(&self.lon);
        match validation {
            Validation::Coerce => Ok(self.normalised()),
            Validation::Strict if !on_earth => Err(self.out_of_range(place)),
            _ => Ok(self),
        }
    }

    fn out_of_range(self, place: &str) -> EsError {
        let (name, value) =
            if (-90.0..=90.0).contains(&self.lat) { ("longitude", self.lon) } else { ("latitude", self.lat) };
        EsError::illegal_argument(format!("illegal {name} value [{}] for {place}", Value::from(value)))
    }

    fn normalised(self) -> Self {
        // Over a pole and down the other side.
        let turned = (self.lat + 90.0).rem_euclid(360.0);
        let (lat, lon) = if turned > 180.0 { (270.0 - turned, self.lon + 180.0) } else { (turned - 90.0, self.lon) };
        let lon = if (-180.0..=180.0).contains(&lon) { lon } else { (lon + 180.0).rem_euclid(360.0) - 180.0 };
        Self { lat, lon }
    }

    /// The point as Lucene keeps it.
    #[must_use]
    pub fn stored(self) -> Self {
        Self { lat: quantised(self.lat, 180.0), lon: quantised(self.lon, 360.0) }
    }

    /// The point as `GeoJSON`, which is how `fields` shows it.
    #[must_use]
    pub fn to_geo_json(self) -> Value {
        json!({ "coordinates": [self.lon, self.lat], "type": "Point" })
    }
}

fn quantised(degrees: f64, span: f64) -> f64 {
    let step = span / STEPS;
    let last = STEPS / 2.0 - 1.0;
    (degrees / step).floor().clamp(-STEPS / 2.0, last) * step
}

fn malformed(reason: &str) -> EsError {
    EsError::new(400, "parse_exception", reason)
}

fn number(value: &Value, name: &str) -> Result<f64> {
    let number = scalar_text(value).ok().and_then(|text| text.trim().parse::<f64>().ok());
    number.filter(|number| number.is_finite()).ok_or_else(|| malformed(&format!("{name} must be a number")))
}

fn of_list(list: &[Value]) -> Result<Point> {
    match list {
        [lon, lat] | [lon, lat, _] => Ok(Point { lat: number(lat, "lat")?, lon: number(lon, "lon")? }),
        _ => Err(malformed("[geo_point] field type does not accept more than 3 values, and needs at least 2")),
    }
}

fn of_object(value: &Value) -> Result<Point> {
    let mut members = Members::new("geo_point", value)?;
    if let Some(hash) = members.text("geohash")? {
        return of_geohash(&hash);
    }
    let (Some(lat), Some(lon)) = (members.take("lat"), members.take("lon")) else {
        let missing = if value.get("lat").is_some() { "lon" } else { "lat" };
        return Err(malformed(&format!("field [{missing}] missing")));
    };
    members.take("z");
    members.finish_strictly().map_err(|_| malformed("field must be either [lat], [lon], [z] or [geohash]"))?;
    Ok(Point { lat: number(lat, "lat")?, lon: number(lon, "lon")? })
}

fn of_geo_json(value: &Value) -> Result<Point> {
    match (value.get("type").and_then(Value::as_str), value.get("coordinates").and_then(Value::as_array)) {
        (Some(kind), Some(list)) if kind.eq_ignore_ascii_case("point") => of_list(list),
        _ => Err(malformed("[type] for geo_point can only be 'Point', with a list of [coordinates]")),
    }
}

fn of_text(text: &str) -> Result<Point> {
    let coordinate = |text: &str, name| number(&Value::from(text), name);
    if let Some((lat, rest)) = text.split_once(',') {
        let lon = rest.split_once(',').map_or(rest, |(lon, _)| lon);
        return Ok(Point { lat: coordinate(lat, "latitude")?, lon: coordinate(lon, "longitude")? });
    }
    let well_known = text.trim_start().get(..5).filter(|start| start.eq_ignore_ascii_case("point"));
    if well_known.is_none() {
        return of_geohash(text);
    }
    let inner = text.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(inner, _)| inner);
    let mut numbers = inner.split_whitespace();
    match (numbers.next(), numbers.next()) {
        (Some(lon), Some(lat)) => Ok(Point { lat: coordinate(lat, "latitude")?, lon: coordinate(lon, "longitude")? }),
        _ => Err(malformed("expected a point such as POINT (12.5 41.9)")),
    }
}

/// The south-west corner of the cell, as in Elasticsearch.
fn of_geohash(text: &str) -> Result<Point> {
    if text.is_empty() {
        return Err(malformed("empty geohash"));
    }
    let cell = geohash::decode_bbox(text).map_err(|_| malformed(&format!("unsupported symbol in geohash [{text}]")));
    cell.map(|cell| Point { lat: cell.min().y, lon: cell.min().x })
}

impl Validation {
    /// Takes `validation_method`.
    pub fn take(members: &mut Members<'_>) -> Result<Self> {
        match members.text("validation_method")?.map(|method| method.to_ascii_uppercase()).as_deref() {
            None | Some("STRICT") => Ok(Self::Strict),
            Some("COERCE") => Ok(Self::Coerce),
            Some("IGNORE_MALFORMED") => Ok(Self::Ignore),
            Some(other) => {
                Err(EsError::illegal_argument(format!("failed to parse validation_method [{other}], unknown")))
            }
        }
    }
}
