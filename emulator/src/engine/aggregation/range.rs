//! `range` and `date_range`: buckets by bounds, the lower one included.

use serde_json::{Map, Value};

use super::{Aggregation, Aggregations, Scope, buckets, take_field, wrong_type};
use crate::{
    engine::{
        date::{DateFormats, Rounding, Zone},
        mapping::{Field, FieldKind, scalar_text, truncated},
        members::{Members, token},
        scalar::{Scalar, java_text},
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
    from: Option<Value>,
    to: Option<Value>,
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
        let range = Self { key: members.text("key")?, from: end(&mut members, "from")?, to: end(&mut members, "to")? };
        members.finish_strictly()?;
        Ok(range)
    }
}

/// Takes a bound: a number, or a text that is read as the field's values are.
fn end(members: &mut Members<'_>, name: &str) -> Result<Option<Value>> {
    match members.take(name) {
        None => Ok(None),
        Some(value) if value.is_number() || value.is_string() => Ok(Some(value.clone())),
        Some(value) => {
            let reason = format!("[range] {name} doesn't support values of type: {}", token(value));
            Err(EsError::content("[range] failed to parse field [ranges]").caused_by(EsError::content(reason)))
        }
    }
}

impl Ranges {
    fn bounds(&self, scope: &Scope<'_>, field: Option<&Field>) -> Result<Vec<Bounds>> {
        let mut bounds = Vec::new();
        for range in &self.bounds {
            let bound = |end: &Option<Value>| end.as_ref().map(|end| self.bound(scope, field, end)).transpose();
            let (from, to) = (bound(&range.from)?, bound(&range.to)?);
            let shown = |end: &Option<(f64, Option<String>)>| match end {
                None => "*".to_owned(),
                Some((_, Some(text))) => text.clone(),
                Some((number, None)) => java_text(*number),
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

    fn bound(&self, scope: &Scope<'_>, field: Option<&Field>, end: &Value) -> Result<(f64, Option<String>)> {
        let text = &match (&self.reading, end.as_f64().and_then(truncated)) {
            // Also a number is read by the formats.
            (Reading::Dates(..), Some(whole)) => whole.to_string(),
            _ => scalar_text(end)?,
        };
        let (default, universal) = (DateFormats::default(), Zone::default());
        let (of_field, is_date) = match field.map(|field| &field.kind) {
            Some(FieldKind::Date(formats)) => (formats, true),
            _ => (&default, false),
        };
        let (formats, zone) = match &self.reading {
            Reading::Dates(own, zone) => (own.as_ref().unwrap_or(of_field), zone),
            Reading::Numbers if is_date => (of_field, &universal),
            Reading::Numbers => {
                let cause = || EsError::new(400, "number_format_exception", format!("For input string: \"{text}\""));
                return text.parse().map(|number| (number, None)).map_err(|_| cause());
            }
        };
        if let (Reading::Numbers, Some(number)) = (&self.reading, end.as_f64()) {
            return Ok((number, truncated(number).map(|millis| formats.print(millis))));
        }
        let read = formats.read_math(text, Rounding::Down, scope.corpus.now(), zone);
        let millis = read.map_err(|cause| scope.failed(cause))?;
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
            if matches!(field.kind, FieldKind::Boolean) {
                return Err(EsError::unsupported(&format!("the aggregation [{kind}] of a boolean")));
            }
            if matches!(field.kind, FieldKind::Keyword { .. } | FieldKind::Point) {
                return Err(wrong_type(scope, &self.field, field, kind));
            }
            let universal = Zone::default();
            let dates = match &self.reading {
                Reading::Dates(formats, zone) => (formats.as_ref(), zone),
                Reading::Numbers => (None, &universal),
            };
            let value = scope.missing(&field.kind, self.missing.as_ref(), dates)?;
            missing = value.and_then(|value| value.number());
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
