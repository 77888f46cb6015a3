//! `range`: values between bounds. On dates the bounds are date math, and a bound that names a whole day means its first
//! or last millisecond, whichever keeps the sense of `gt`, `gte`, `lt` and `lte`; one that names a month or year means its
//! first day.

use serde_json::{Map, Value, json};

use super::{Node, Printed, Query, exists, failed, on_one_field, prefix, scalar_ranges, take_boost, term};
use crate::{
    engine::{
        date::{DateFormats, Rounding, Zone},
        highlight::HighlightTerms,
        mapping::{FieldKind, scalar_text},
        matches::Matches,
        members::Members,
        scalar::Scalar,
        shard::Shard,
    },
    error::{EsError, Result},
};

/// A bound as it was given, and whether it is itself within the range.
#[derive(Debug)]
struct Bound {
    value: Value,
    inclusive: bool,
}

#[derive(Debug)]
struct Range {
    field: String,
    from: Option<Bound>,
    to: Option<Bound>,
    format: Option<DateFormats>,
    zone: Zone,
    zone_name: Option<Value>,
}

/// Reads `range`.
pub(super) fn read(body: &Value) -> Result<Node> {
    let (field, options) = on_one_field("range", "value", body)?;
    let mut members = Members::of("range", &options);
    let from = take_bound(&options, &mut members, ["gte", "gt"], ["from", "include_lower"])?;
    let to = take_bound(&options, &mut members, ["lte", "lt"], ["to", "include_upper"])?;
    let format = members.text("format")?.map(|format| DateFormats::new(&format)).transpose()?;
    let zone_name = options.get("time_zone").cloned();
    let zone = Zone::take(&mut members)?;
    members.refuse(&["relation"])?;
    let boost = take_boost(&mut members)?;
    members.finish()?;
    Ok(Node::new(boost, Range { field, from, to, format, zone, zone_name }))
}

/// Takes the bound on one side. Of several, the last that is written counts.
fn take_bound(
    options: &Map<String, Value>,
    members: &mut Members<'_>,
    [inclusive, exclusive]: [&str; 2],
    [old, flag]: [&str; 2],
) -> Result<Option<Bound>> {
    let old_inclusive = members.boolean(flag)?.unwrap_or(true);
    let given = [(inclusive, true), (exclusive, false), (old, old_inclusive)];
    let last = options.keys().rfind(|name| given.iter().any(|(known, _)| known == name));
    let mut bound = None;
    for (name, inclusive) in given {
        let value = members.take(name);
        if last.is_some_and(|last| last == name) {
            bound = value.map(|value| Bound { value: value.clone(), inclusive });
        }
    }
    Ok(bound)
}

impl Range {
    /// The ends for a field, each with whether it is included; for dates the rounding has settled that.
    fn ends(&self, kind: &FieldKind, now: i64) -> Result<[Option<(Scalar, bool)>; 2]> {
        let end = |bound: &Option<Bound>, up_if_inclusive: bool| match bound {
            None => Ok(None),
            Some(bound) => {
                let up = bound.inclusive == up_if_inclusive;
                let rounding = if up { Rounding::Up } else { Rounding::Down };
                self.end(kind, bound, rounding, now).map(Some)
            }
        };
        Ok([end(&self.from, false)?, end(&self.to, true)?])
    }

    fn end(&self, kind: &FieldKind, bound: &Bound, rounding: Rounding, now: i64) -> Result<(Scalar, bool)> {
        let text = scalar_text(&bound.value)?;
        let scalar = match kind {
            FieldKind::Date(formats) => {
                let formats = self.format.as_ref().unwrap_or(formats);
                Scalar::Date(formats.read_math(&text, rounding, now, &self.zone).map_err(failed)?)
            }
            kind => {
                let found = scalar_ranges::bound(kind, &text)?;
                scalar_ranges::check_range(kind, found.as_ref(), &text)?;
                found.ok_or_else(|| {
                    EsError::unsupported(&format!("the query [range] on the text field [{}]", self.field))
                })?
            }
        };
        Ok((scalar, bound.inclusive))
    }
}

/// An end of a range of terms, and whether it is within the range.
type TermEnd = Option<(String, bool)>;

impl Range {
    /// Whether it has no ends, and so means all values.
    fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// The ends of a range of terms.
    fn term_ends(&self) -> Result<[TermEnd; 2]> {
        let end = |bound: &Option<Bound>| match bound {
            Some(bound) => scalar_text(&bound.value).map(|text| Some((text, bound.inclusive))),
            None => Ok(None),
        };
        Ok([end(&self.from)?, end(&self.to)?])
    }
}

/// Whether a term lies within a range.
fn is_between([from, to]: &[TermEnd; 2], term: &str) -> bool {
    from.as_ref().is_none_or(|(low, included)| term > low.as_str() || (term == low && *included))
        && to.as_ref().is_none_or(|(high, included)| term < high.as_str() || (term == high && *included))
}

impl Query for Range {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        if self.is_open() {
            return Ok(exists::having(shard, &self.field));
        }
        let Some(field) = shard.index.mapping().field(&self.field) else { return Ok(Matches::none()) };
        if matches!(field.kind, FieldKind::Point | FieldKind::Completion(_)) {
            let (name, kind) = (&self.field, field.type_name());
            let reason = format!("Field [{name}] of type [{kind}] does not support range queries");
            return Err(failed(EsError::illegal_argument(reason)));
        }
        if let FieldKind::Text { .. } = field.kind {
            let ends = self.term_ends()?;
            return prefix::matching_by(shard, "range", &self.field, "", &|term| is_between(&ends, term));
        }
        let [from, to] = self.ends(&field.kind, shard.now)?;
        Ok(shard.scan(&self.field, |value| {
            from.as_ref().is_none_or(|(low, inclusive)| value > low || (*inclusive && value == low))
                && to.as_ref().is_none_or(|(high, inclusive)| value < high || (*inclusive && value == high))
        }))
    }

    fn is_never(&self, shard: &Shard<'_>) -> bool {
        term::is_unmapped(shard, &self.field)
    }

    fn print(&self) -> Printed {
        let mut members = Map::new();
        let bounds = [(&self.from, ["gt", "gte"]), (&self.to, ["lt", "lte"])];
        for (bound, [exclusive, inclusive]) in bounds {
            if let Some(bound) = bound {
                let name = if bound.inclusive { inclusive } else { exclusive };
                members.insert(name.into(), bound.value.clone());
            }
        }
        members.extend(self.format.as_ref().map(|format| ("format".to_owned(), json!(format.text()))));
        members.extend(self.zone_name.as_ref().map(|name| ("time_zone".to_owned(), name.clone())));
        Printed::new("range", members.into()).on(&self.field)
    }

    fn highlight(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        if term::has_terms(shard, &self.field) && !self.is_open() {
            let ends = self.term_ends()?;
            terms.add_test(&self.field, move |term| is_between(&ends, term));
        }
        Ok(())
    }
}
