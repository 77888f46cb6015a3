//! `histogram` and `date_histogram`: buckets of equal width, or of one unit of the calendar, in the order of their keys.

mod bounds;
mod width;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{
    Aggregation, Aggregations, BUCKET_LIMIT, Scope, buckets,
    order::{Bucket, Order},
    refuse_unmapped, take_field, too_many_buckets, wrong_type,
};
use crate::{
    engine::{
        date::{DateFormats, Zone, duration},
        mapping::{Field, FieldKind, truncated},
        members::Members,
        scalar::{Scalar, java_text},
    },
    error::{EsError, Result},
};
use bounds::Bounds;
use width::Width;

#[derive(Debug)]
struct Histogram {
    field: String,
    width: Width,
    min_doc_count: usize,
    keyed: bool,
    format: Option<DateFormats>,
    order: Order,
    missing: Option<Value>,
    extended: Bounds,
    hard: Bounds,
}

/// Reads `histogram`.
pub(super) fn read(name: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    let mut members = Members::new("histogram", body)?;
    let interval = members.number("interval")?.filter(|interval| *interval > 0.0);
    let width = interval.ok_or_else(|| EsError::illegal_argument("[interval] must be >0 for histogram aggregation"))?;
    let offset = members.number("offset")?.unwrap_or(0.0);
    members.refuse(&["format"])?;
    read_common(name, "histogram", members, Width::Number { width, offset })
}

/// Reads `date_histogram`.
pub(super) fn read_date(name: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    let mut members = Members::new("date_histogram", body)?;
    let offset = members.text("offset")?.map_or(Ok(0), |text| {
        let refusal = || EsError::illegal_argument(format!("failed to parse setting [offset] with value [{text}]"));
        duration(&text).ok_or_else(refusal)
    })?;
    let zone = Zone::take(&mut members)?;
    let width = match (members.text("calendar_interval")?, members.text("fixed_interval")?) {
        (Some(interval), None) => Width::calendar(&interval, offset, zone)?,
        (None, Some(interval)) => Width::fixed(&interval, offset, zone)?,
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
        order: members.take("order").map_or_else(|| Ok(Order::by_key()), |order| Order::read(Some(order)))?,
        missing: members.take("missing").cloned(),
        extended: Bounds::take(&mut members, "extended_bounds")?,
        hard: Bounds::take(&mut members, "hard_bounds")?,
    };
    members.finish_strictly()?;
    Ok(Box::new(histogram))
}

impl Histogram {
    fn buckets(&self, scope: &Scope<'_>, field: &Field, documents: &[u32]) -> Result<BTreeMap<Scalar, Vec<u32>>> {
        let universal = Zone::default();
        let dates = (self.format.as_ref(), self.width.zone().unwrap_or(&universal));
        let missing = scope.missing(&field.kind, self.missing.as_ref(), dates)?;
        let mut buckets: BTreeMap<Scalar, Vec<u32>> = BTreeMap::new();
        for document in documents {
            let values = match (scope.corpus.values(&self.field, *document), &missing) {
                ([], Some(value)) => std::slice::from_ref(value),
                (values, _) => values,
            };
            for key in values.iter().filter_map(|value| self.width.key(value)) {
                let bucket = buckets.entry(key).or_default();
                if bucket.last() != Some(document) {
                    bucket.push(*document);
                }
            }
        }
        let times = self.formats(field).zip(self.width.zone());
        let [min, max] = self.hard.resolve(scope, times)?;
        let inside =
            |key: &Scalar| min.as_ref().is_none_or(|min| key >= min) && max.as_ref().is_none_or(|max| key <= max);
        buckets.retain(|key, _| inside(key));
        if self.min_doc_count == 0 {
            for end in self.extended.resolve(scope, times)?.into_iter().flatten().filter_map(|end| self.width.key(&end))
            {
                buckets.entry(end).or_default();
            }
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
            key = self.width.next(&at).filter(|next| *next > at);
            buckets.entry(at).or_default();
            if buckets.len() > BUCKET_LIMIT {
                return Err(too_many_buckets());
            }
        }
        Ok(())
    }

    fn formats<'a>(&'a self, field: &'a Field) -> Option<&'a DateFormats> {
        match &field.kind {
            FieldKind::Date(formats) => Some(self.format.as_ref().unwrap_or(formats)),
            _ => None,
        }
    }

    fn print(&self, field: &Field, key: &Scalar) -> (String, Map<String, Value>) {
        let text = match (key, self.formats(field), self.width.zone()) {
            (Scalar::Date(millis), Some(formats), Some(zone)) => Some(formats.print_in(zone, *millis)),
            (Scalar::Double(number), Some(formats), None) => truncated(*number).map(|millis| formats.print(millis)),
            (Scalar::Double(number), ..) if matches!(field.kind, FieldKind::Boolean) => {
                Some((*number != 0.0).to_string())
            }
            _ => None,
        };
        let mut members = Map::new();
        members.extend(text.as_ref().map(|text| ("key_as_string".to_owned(), text.as_str().into())));
        members.insert("key".into(), key.key());
        (text.unwrap_or_else(|| key.number().map(java_text).unwrap_or_default()), members)
    }

    fn check(&self, scope: &Scope<'_>, field: &Field) -> Result<()> {
        let fits = match field.kind {
            FieldKind::Date(_) => true,
            FieldKind::Keyword { .. } | FieldKind::Point => false,
            _ => !self.width.is_of_times(),
        };
        let kind = if self.width.is_of_times() { "date_histogram" } else { "histogram" };
        if fits { Ok(()) } else { Err(wrong_type(scope, &self.field, field, kind)) }
    }
}

impl Aggregation for Histogram {
    fn collect(&self, scope: &Scope<'_>, documents: &[u32], below: &Aggregations) -> Result<Map<String, Value>> {
        let Some(field) = scope.field(&self.field)? else {
            refuse_unmapped(&self.field, self.missing.as_ref())?;
            return Ok(buckets(Vec::new(), self.keyed));
        };
        self.check(scope, field)?;
        let found = self.buckets(scope, field, documents)?.into_iter();
        let mut found: Vec<Bucket> = found.map(|(key, documents)| Bucket::new(key, documents)).collect();
        self.order.arrange(scope, &mut found, below)?;
        let mut printed = Vec::new();
        for bucket in found {
            let (text, own) = self.print(field, &bucket.key);
            printed.push((text, below.bucket(scope, own, &bucket.documents)?.into()));
        }
        Ok(buckets(printed, self.keyed))
    }
}
