//! `terms`: a bucket for each value of a field.

use std::collections::BTreeMap;

use regex::Regex;
use serde_json::{Map, Value};

use super::{
    Aggregation, Aggregations, BUCKET_LIMIT, Scope, key_members, key_text,
    order::{Bucket, Order},
    refuse_unmapped, take_field, too_many_buckets, wrong_type,
};
use crate::{
    engine::{
        date::Zone,
        mapping::{FieldKind, scalar_text},
        members::Members,
        pattern,
        scalar::Scalar,
    },
    error::{EsError, Result},
};

#[derive(Debug)]
struct Terms {
    field: String,
    size: usize,
    order: Order,
    min_doc_count: usize,
    include: Option<Choice>,
    exclude: Option<Choice>,
    missing: Option<Value>,
}

/// Values by list or by pattern.
#[derive(Debug)]
enum Choice {
    List(Vec<String>),
    Pattern(Regex),
}

/// Reads `terms`.
pub(super) fn read(name: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    let mut members = Members::new("terms", body)?;
    let terms = Terms {
        field: take_field(name, "terms", &mut members)?,
        size: members.count("size")?.unwrap_or(10),
        order: Order::read(members.take("order"))?,
        min_doc_count: members.count("min_doc_count")?.unwrap_or(1),
        include: members.take("include").map(Choice::read).transpose()?,
        exclude: members.take("exclude").map(Choice::read).transpose()?,
        missing: members.take("missing").cloned(),
    };
    // These change how a cluster counts, not what it counts; one index on one node is always exact.
    for harmless in ["shard_size", "shard_min_doc_count", "execution_hint", "collect_mode", "show_term_doc_count_error"]
    {
        members.take(harmless);
    }
    members.refuse(&["format"])?;
    members.finish_strictly()?;
    if let (Some(Choice::Pattern(_)), Some(Choice::List(_))) | (Some(Choice::List(_)), Some(Choice::Pattern(_))) =
        (&terms.include, &terms.exclude)
    {
        let cause = EsError::illegal_argument("Cannot mix a regex-based include with a set-based method");
        return Err(EsError::content("[terms] failed to parse field [exclude]").caused_by(cause));
    }
    match terms.size {
        0 => Err(EsError::illegal_argument(format!("[size] must be greater than 0. Found [0] in [{name}]"))),
        1..=BUCKET_LIMIT => Ok(Box::new(terms)),
        _ => Err(too_many_buckets()),
    }
}

impl Choice {
    fn read(body: &Value) -> Result<Self> {
        match body {
            Value::String(text) => Ok(Self::Pattern(pattern::compile(text, false, "aggregation [terms]")?)),
            Value::Array(values) => Ok(Self::List(values.iter().map(scalar_text).collect::<Result<_>>()?)),
            _ => Err(EsError::unsupported("a partition in [include] of the aggregation [terms]")),
        }
    }

    /// Fails if it can't be about values of that kind: patterns are for texts, and a list must be of such values.
    fn check(&self, kind: &FieldKind) -> Result<()> {
        match self {
            _ if matches!(kind, FieldKind::Keyword { .. }) => Ok(()),
            Self::Pattern(_) => Err(EsError::illegal_argument(
                "[include] and [exclude] can be regular expressions only for string fields. Use an array of values for \
                 include/exclude clauses used to filter numeric fields",
            )),
            Self::List(list) => list.iter().try_for_each(|one| kind.read(&one.as_str().into()).map(|_| ())),
        }
    }

    fn has(&self, kind: &FieldKind, key: &Scalar) -> bool {
        let text = key_text(Some(kind), key).unwrap_or_else(|| scalar_text(&key.sort_value()).unwrap_or_default());
        match self {
            Self::Pattern(pattern) => pattern.is_match(&text),
            // A value may be written in more than one way: compare values, not texts.
            Self::List(list) => list.iter().any(|one| match kind.read(&one.as_str().into()) {
                Ok(Some(value)) => value == *key,
                _ => *one == text,
            }),
        }
    }
}

impl Terms {
    fn buckets(&self, scope: &Scope<'_>, kind: &FieldKind, documents: &[u32]) -> Result<Vec<Bucket>> {
        let missing = scope.missing(kind, self.missing.as_ref(), (None, &Zone::default()))?;
        for choice in [&self.include, &self.exclude].into_iter().flatten() {
            choice.check(kind).map_err(|cause| scope.failed(cause))?;
        }
        let mut by_value: BTreeMap<&Scalar, Vec<u32>> = BTreeMap::new();
        let all = scope.corpus.all(scope.level);
        if self.min_doc_count == 0 {
            let values =
                all.documents().flat_map(|document| match (scope.corpus.values(&self.field, document), &missing) {
                    ([], Some(value)) => std::slice::from_ref(value),
                    (values, _) => values,
                });
            by_value.extend(values.map(|value| (value, Vec::new())));
        }
        for document in documents {
            let values = match (scope.corpus.values(&self.field, *document), &missing) {
                ([], Some(value)) => std::slice::from_ref(value),
                (values, _) => values,
            };
            for value in values {
                let bucket = by_value.entry(value).or_default();
                // A number may stand twice in one document, which still counts once.
                if bucket.last() != Some(document) {
                    bucket.push(*document);
                }
            }
        }
        let wanted = |key: &Scalar| {
            self.include.as_ref().is_none_or(|choice| choice.has(kind, key))
                && !self.exclude.as_ref().is_some_and(|choice| choice.has(kind, key))
        };
        let buckets = by_value.into_iter().filter(|(key, found)| found.len() >= self.min_doc_count && wanted(key));
        Ok(buckets.map(|(key, documents)| Bucket::new(key.clone(), documents)).collect())
    }
}

impl Aggregation for Terms {
    fn collect(&self, scope: &Scope<'_>, documents: &[u32], below: &Aggregations) -> Result<Map<String, Value>> {
        let mut result = Map::from_iter([("doc_count_error_upper_bound".to_owned(), 0.into())]);
        let Some(field) = scope.field(&self.field)? else {
            refuse_unmapped(&self.field, self.missing.as_ref())?;
            result.extend([
                ("sum_other_doc_count".to_owned(), 0.into()),
                ("buckets".to_owned(), Value::Array(Vec::new())),
            ]);
            return Ok(result);
        };
        if matches!(field.kind, FieldKind::Point) {
            return Err(wrong_type(scope, &self.field, field, "terms"));
        }
        let mut buckets = self.buckets(scope, &field.kind, documents)?;
        self.order.arrange(scope, &mut buckets, below)?;
        let others: usize = buckets.iter().skip(self.size).map(|bucket| bucket.documents.len()).sum();
        buckets.truncate(self.size);
        let print = |bucket: &Bucket| {
            below.bucket(scope, key_members(Some(&field.kind), &bucket.key), &bucket.documents).map(Value::from)
        };
        let printed = buckets.iter().map(print).collect::<Result<Vec<_>>>()?;
        result.extend([("sum_other_doc_count".to_owned(), others.into()), ("buckets".to_owned(), printed.into())]);
        Ok(result)
    }
}
