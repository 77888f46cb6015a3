//! `range` and `date_range`: buckets by bounds, the lower one included.

use serde_json::{Map, Value};

use super::{Aggregation, Aggregations, Scope, buckets, take_field, wrong_type};
use crate::{
    engine::{
        date::{DateFormats, Rounding, Zone},
        mapping::{Field, FieldKind, truncated},
        members::Members,
        scalar::Scalar,
    },
    error::{EsError, Result},
};

#[derive(Debug)]
struct Ranges {
    field: String,
    bounds: Vec<Range>,
    keyed: bool,
    reading: Reading,
    missing: Option<Value>,
}

/// What bounds are read as.
#[derive(Debug)]
enum Reading {
    Numbers,
    /// Dates, in formats of their own or in those of the field.
    Dates(Option<DateFormats>, Zone),
}

#[derive(Debug)]
struct Range {
    key: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

/// A range whose bounds have been read.
struct Bounds {
    key: String,
    from: Option<(f64, Option<String>)>,
    to: Option<(f64, Option<String>)>,
}

/// Reads `range`.
pub(super) fn read(name: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    let mut members = Members::new("range", body)?;
    members.refuse(&["format"])?;
    read_ranges(name, "range", members, Reading::Numbers)
}

/// Reads `date_range`.
pub(super) fn read_date(name: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    let mut members = Members::new("date_range", body)?;
    let formats = members.text("format")?.map(|format| DateFormats::new(&format)).transpose()?;
    let zone = Zone::take(&mut members)?;
    read_ranges(name, "date_range", members, Reading::Dates(formats, zone))
}

fn read_ranges(name: &str, kind: &str, mut members: Members<'_>, reading: Reading) -> Result<Box<dyn Aggregation>> {
    let field = take_field(name, kind, &mut members)?;
    let keyed = members.boolean("keyed")?.unwrap_or(false);
    let missing = members.take("missing").cloned();
    let list = members.take("ranges").and_then(Value::as_array).filter(|list| !list.is_empty());
    let empty = || EsError::illegal_argument(format!("No [ranges] specified for the [{name}] aggregation"));
    let bounds = list.ok_or_else(empty)?.iter().map(Range::read).collect::<Result<_>>()?;
    members.finish_strictly()?;
    Ok(Box::new(Ranges { field, bounds, keyed, reading, missing }))
}

impl Range {
    fn read(body: &Value) -> Result<Self> {
        let mut members = Members::new("range", body)?;
        let range = Self { key: members.text("key")?, from: members.text("from")?, to: members.text("to")? };
        members.finish_strictly()?;
        Ok(range)
    }
}

impl Ranges {
    fn bounds(&self, scope: &Scope<'_>, field: Option<&Field>) -> Result<Vec<Bounds>> {
        let mut bounds = Vec::new();
        for range in &self.bounds {
            let bound = |text: &Option<String>| text.as_ref().map(|text| self.bound(scope, field, text)).transpose();
            let (from, to) = (bound(&range.from)?, bound(&range.to)?);
            let shown = |end: &Option<(f64, Option<String>)>| match end {
                None => "*".to_owned(),
                Some((_, Some(text))) => text.clone(),
                Some((number, None)) => Value::from(*number).to_string(),
            };
            let key = range.key.clone().unwrap_or_else(|| format!("{}-{}", shown(&from), shown(&to)));
            bounds.push(Bounds { key, from, to });
        }
        let start = |end: &Option<(f64, Option<String>)>, open| end.as_ref().map_or(open, |(number, _)| *number);
        bounds.sort_by(|left, right| {
            let from = start(&left.from, f64::NEG_INFINITY).total_cmp(&start(&right.from, f64::NEG_INFINITY));
            from.then(start(&left.to, f64::INFINITY).total_cmp(&start(&right.to, f64::INFINITY)))
        });
        Ok(bounds)
    }

    fn bound(&self, scope: &Scope<'_>, field: Option<&Field>, text: &str) -> Result<(f64, Option<String>)> {
        let Reading::Dates(own, zone) = &self.reading else {
            let cause = || EsError::new(400, "number_format_exception", format!("For input string: \"{text}\""));
            return text.parse().map(|number| (number, None)).map_err(|_| cause());
        };
        let default = DateFormats::default();
        let of_field = match field.map(|field| &field.kind) {
            Some(FieldKind::Date(formats)) => formats,
            _ => &default,
        };
        let formats = own.as_ref().unwrap_or(of_field);
        let millis = match text.parse::<f64>().ok().and_then(truncated) {
            // A number is always milliseconds here, though some formats would take it for a year.
            Some(millis) if text.len() > 4 => millis,
            _ => formats
                .read_math(text, Rounding::Down, scope.corpus.now(), zone)
                .map_err(|cause| scope.failed(cause))?,
        };
        let number = Scalar::Date(millis).number().unwrap_or_default();
        Ok((number, Some(formats.print_in(zone, millis))))
    }
}

impl Aggregation for Ranges {
    fn collect(&self, scope: &Scope<'_>, documents: &[u32], below: &Aggregations) -> Result<Map<String, Value>> {
        let field = scope.field(&self.field)?;
        let mut missing = None;
        if let Some(field) = field {
            let kind = if matches!(self.reading, Reading::Dates(..)) { "date_range" } else { "range" };
            if matches!(field.kind, FieldKind::Keyword { .. } | FieldKind::Boolean | FieldKind::Point) {
                return Err(wrong_type(scope, &self.field, field, kind));
            }
            let value = self.missing.as_ref().map(|value| field.kind.read(value)).transpose();
            missing = value.map_err(|cause| scope.failed(cause))?.flatten().and_then(|value| value.number());
        }
        let values: Vec<_> = documents.iter().map(|one| (*one, scope.corpus.values(&self.field, *one))).collect();
        let mut printed = Vec::new();
        for bounds in self.bounds(scope, field)? {
            scope.corpus.spend(values.len())?;
            let inside = values.iter().filter(|(_, values)| bounds.hold_one_of(values, missing));
            let found: Vec<u32> = inside.map(|(document, _)| *document).collect();
            let own = bounds.members(self.keyed);
            printed.push((bounds.key, Value::from(below.bucket(scope, own, &found)?)));
        }
        Ok(buckets(printed, self.keyed))
    }
}

impl Bounds {
    fn hold_one_of(&self, values: &[Scalar], missing: Option<f64>) -> bool {
        let hold = |number: f64| {
            self.from.as_ref().is_none_or(|(from, _)| number >= *from)
                && self.to.as_ref().is_none_or(|(to, _)| number < *to)
        };
        if values.is_empty() { missing.is_some_and(hold) } else { values.iter().filter_map(Scalar::number).any(hold) }
    }

    fn members(&self, keyed: bool) -> Map<String, Value> {
        let mut members = Map::new();
        if !keyed {
            members.insert("key".into(), self.key.as_str().into());
        }
        for (name, end) in [("from", &self.from), ("to", &self.to)] {
            if let Some((number, text)) = end {
                members.insert(name.into(), (*number).into());
                members.extend(text.as_ref().map(|text| (format!("{name}_as_string"), text.as_str().into())));
            }
        }
        members
    }
}
