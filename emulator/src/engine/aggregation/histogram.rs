//! `histogram` and `date_histogram`: buckets of equal width, or of one unit of the calendar, in the order of their keys.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Aggregation, Aggregations, BUCKET_LIMIT, Scope, buckets, take_field, too_many_buckets, wrong_type};
use crate::{
    engine::{
        date::{CalendarUnit, DateFormats, round_down},
        mapping::FieldKind,
        members::Members,
        scalar::Scalar,
    },
    error::{EsError, Result},
};

#[derive(Debug)]
struct Histogram {
    field: String,
    width: Width,
    min_doc_count: usize,
    keyed: bool,
    format: Option<DateFormats>,
}

#[derive(Debug, Clone, Copy)]
enum Width {
    /// A width, and what the first bucket begins at.
    Number(f64, f64),
    Millis(i64),
    Calendar(CalendarUnit),
}

/// The names of the calendar's units.
const UNITS: [(&str, &str, CalendarUnit); 8] = [
    ("1s", "second", CalendarUnit::Second),
    ("1m", "minute", CalendarUnit::Minute),
    ("1h", "hour", CalendarUnit::Hour),
    ("1d", "day", CalendarUnit::Day),
    ("1w", "week", CalendarUnit::Week),
    ("1M", "month", CalendarUnit::Month),
    ("1q", "quarter", CalendarUnit::Quarter),
    ("1y", "year", CalendarUnit::Year),
];

/// The units of a fixed width, in milliseconds.
const FIXED: [(&str, i64); 5] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

/// Options that Elasticsearch has and this engine does not.
const REFUSED: [&str; 5] = ["extended_bounds", "hard_bounds", "missing", "order", "time_zone"];

/// Reads `histogram`.
pub(super) fn read(name: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    let mut members = Members::new("histogram", body)?;
    let interval = members.number("interval")?.filter(|interval| *interval > 0.0);
    let interval =
        interval.ok_or_else(|| EsError::illegal_argument("[interval] must be >0 for histogram aggregation"))?;
    let offset = members.number("offset")?.unwrap_or(0.0);
    read_common(name, "histogram", members, Width::Number(interval, offset))
}

/// Reads `date_histogram`.
pub(super) fn read_date(name: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    let mut members = Members::new("date_histogram", body)?;
    members.refuse(&["offset"])?;
    let width = match (members.text("calendar_interval")?, members.text("fixed_interval")?) {
        (Some(interval), None) => calendar(&interval)?,
        (None, Some(interval)) => fixed(&interval)?,
        _ => {
            return Err(EsError::illegal_argument(
                "Invalid interval specified, must be non-null and non-empty: one of [calendar_interval, fixed_interval]",
            ));
        }
    };
    read_common(name, "date_histogram", members, width)
}

fn read_common(name: &str, kind: &str, mut members: Members<'_>, width: Width) -> Result<Box<dyn Aggregation>> {
    let histogram = Histogram {
        field: take_field(name, kind, &mut members)?,
        width,
        min_doc_count: members.count("min_doc_count")?.unwrap_or(0),
        keyed: members.boolean("keyed")?.unwrap_or(false),
        format: members.text("format")?.map(|format| DateFormats::new(&format)).transpose()?,
    };
    members.refuse(&REFUSED)?;
    members.finish_strictly()?;
    Ok(Box::new(histogram))
}

fn calendar(interval: &str) -> Result<Width> {
    let unit = UNITS.iter().find(|(short, long, _)| *short == interval || *long == interval);
    let refusal = || {
        EsError::illegal_argument(format!(
            "The supplied interval [{interval}] could not be parsed as a calendar interval."
        ))
    };
    unit.map(|(.., unit)| Width::Calendar(*unit)).ok_or_else(refusal)
}

fn fixed(interval: &str) -> Result<Width> {
    let refusal = || EsError::illegal_argument(format!("failed to parse the fixed interval [{interval}]"));
    let split = interval.find(|sign: char| !sign.is_ascii_digit()).ok_or_else(refusal)?;
    let (count, unit) = interval.split_at(split);
    let (_, millis) = FIXED.iter().find(|(name, _)| *name == unit).ok_or_else(refusal)?;
    let width = count.parse::<i64>().ok().and_then(|count| count.checked_mul(*millis)).filter(|width| *width > 0);
    width.map(Width::Millis).ok_or_else(refusal)
}

impl Width {
    /// The key of the bucket that a value falls into.
    fn key(self, value: &Scalar) -> Option<Scalar> {
        match (self, value) {
            (Self::Number(width, offset), value) => {
                Some(Scalar::Double(((value.number()? - offset) / width).floor() * width + offset))
            }
            (Self::Millis(width), Scalar::Date(millis)) => Some(Scalar::Date(millis.div_euclid(width) * width)),
            (Self::Calendar(unit), Scalar::Date(millis)) => round_down(*millis, unit).map(Scalar::Date),
            _ => None,
        }
    }

    /// The key after a key.
    fn next(self, key: &Scalar) -> Option<Scalar> {
        const LONGEST_UNIT: [(CalendarUnit, i64); 8] = [
            (CalendarUnit::Second, 1000),
            (CalendarUnit::Minute, 60_000),
            (CalendarUnit::Hour, 3_600_000),
            (CalendarUnit::Day, 86_400_000),
            (CalendarUnit::Week, 7 * 86_400_000),
            (CalendarUnit::Month, 31 * 86_400_000),
            (CalendarUnit::Quarter, 92 * 86_400_000),
            (CalendarUnit::Year, 366 * 86_400_000),
        ];
        match (self, key) {
            (Self::Number(width, _), key) => Some(Scalar::Double(key.number()? + width)),
            (Self::Millis(width), Scalar::Date(millis)) => Some(Scalar::Date(millis.checked_add(width)?)),
            (Self::Calendar(unit), Scalar::Date(millis)) => {
                // One longest unit further on is within the next one, whatever the length of this.
                let (_, longest) = LONGEST_UNIT.iter().find(|(known, _)| *known == unit)?;
                self.key(&Scalar::Date(millis.checked_add(*longest)?))
            }
            _ => None,
        }
    }
}

impl Histogram {
    fn buckets(&self, scope: &Scope<'_>, documents: &[u32]) -> Result<BTreeMap<Scalar, Vec<u32>>> {
        let mut buckets: BTreeMap<Scalar, Vec<u32>> = BTreeMap::new();
        for document in documents {
            for key in scope.corpus.values(&self.field, *document).iter().filter_map(|value| self.width.key(value)) {
                let bucket = buckets.entry(key).or_default();
                if bucket.last() != Some(document) {
                    bucket.push(*document);
                }
            }
        }
        if self.min_doc_count == 0 {
            self.fill(&mut buckets)?;
        }
        buckets.retain(|_, documents| documents.len() >= self.min_doc_count);
        Ok(buckets)
    }

    fn fill(&self, buckets: &mut BTreeMap<Scalar, Vec<u32>>) -> Result<()> {
        let (Some(first), Some(last)) = (buckets.keys().next().cloned(), buckets.keys().next_back().cloned()) else {
            return Ok(());
        };
        let mut key = Some(first);
        while let Some(at) = key.filter(|key| *key < last) {
            key = self.width.next(&at).filter(|next| *next > at).and_then(|next| match self.width {
                // Repeated addition drifts; the key is computed from the middle of its bucket.
                Width::Number(width, _) => self.width.key(&Scalar::Double(next.number()? + width / 2.0)),
                _ => Some(next),
            });
            buckets.entry(at).or_default();
            if buckets.len() > BUCKET_LIMIT {
                return Err(too_many_buckets());
            }
        }
        Ok(())
    }

    fn print(&self, kind: &FieldKind, key: &Scalar) -> (String, Map<String, Value>) {
        let text = match (key, kind) {
            (Scalar::Date(millis), FieldKind::Date(formats)) => {
                Some(self.format.as_ref().unwrap_or(formats).print(*millis))
            }
            _ => None,
        };
        let mut members = Map::new();
        members.extend(text.as_ref().map(|text| ("key_as_string".to_owned(), text.as_str().into())));
        members.insert("key".into(), key.key());
        (text.unwrap_or_else(|| key.key().to_string()), members)
    }
}

impl Aggregation for Histogram {
    fn collect(&self, scope: &Scope<'_>, documents: &[u32], below: &Aggregations) -> Result<Map<String, Value>> {
        let Some(field) = scope.field(&self.field)? else {
            return Ok(buckets(Vec::new(), self.keyed));
        };
        let for_numbers = matches!(self.width, Width::Number(..));
        let is_date = matches!(field.kind, FieldKind::Date(_));
        if matches!(field.kind, FieldKind::Keyword { .. } | FieldKind::Point) || (!for_numbers && !is_date) {
            let kind = if for_numbers { "histogram" } else { "date_histogram" };
            return Err(wrong_type(scope, &self.field, field, kind));
        }
        let mut printed = Vec::new();
        for (key, documents) in self.buckets(scope, documents)? {
            let (text, own) = self.print(&field.kind, &key);
            printed.push((text, Value::from(below.bucket(scope, own, &documents)?)));
        }
        Ok(buckets(printed, self.keyed))
    }
}
