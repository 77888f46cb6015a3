//! `collapse`: of the hits with the same value of a field, only the first.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{
    corpus::Corpus,
    hits::InnerHits,
    mapping::{Field, FieldKind},
    matches::Matches,
    members::Members,
    query::Node,
    scalar::Scalar,
    sort::Sorted,
};
use crate::error::{EsError, Result};

/// The field whose values are shown once.
#[derive(Debug)]
pub struct Collapse {
    field: String,
    /// What is shown of all hits with the value, beside the first.
    inner: Vec<InnerHits>,
    printed: Value,
}

/// Reads inner hits, which must have a name here.
fn read_inner(body: &Value) -> Result<InnerHits> {
    match body.get("name") {
        None => Err(EsError::illegal_argument("Field name cannot be null")),
        Some(_) => InnerHits::read(body, ""),
    }
}

impl Collapse {
    /// Reads the `collapse` of a search.
    pub fn read(body: &Value) -> Result<Self> {
        let mut members = Members::new("collapse", body)?;
        let field = members.text("field")?;
        let inner = match members.take("inner_hits") {
            None => Vec::new(),
            Some(Value::Array(list)) => list.iter().map(read_inner).collect::<Result<_>>()?,
            Some(one) => vec![read_inner(one)?],
        };
        members.refuse(&["collapse"])?;
        members.count("max_concurrent_group_searches")?;
        members.finish_strictly()?;
        let missing = || EsError::illegal_argument("must specify [field] in [collapse]");
        Ok(Self { field: field.ok_or_else(missing)?, inner, printed: body.clone() })
    }

    /// The part as it was given.
    #[must_use]
    pub fn to_json(&self) -> Value {
        self.printed.clone()
    }

    /// The first hit of each value. Documents without a value have one together.
    pub fn firsts(&self, corpus: &Corpus<'_>, sorted: Vec<Sorted>) -> Result<Vec<Sorted>> {
        let mut seen = BTreeSet::new();
        let mut firsts = Vec::new();
        for one in sorted {
            let values = corpus.values(&self.field, one.document);
            if values.len() > 1 {
                let reason = "failed to collapse: the collapse field must be single valued";
                return Err(corpus.failed(EsError::new(400, "illegal_state_exception", reason)));
            }
            if seen.insert(values.first()) {
                firsts.push(one);
            }
        }
        Ok(firsts)
    }

    /// Finds out whether there can be one hit for each value of the field.
    pub fn check(&self, corpus: &Corpus<'_>) -> Result<()> {
        self.check_field(corpus.column(&self.field)?).map_err(|cause| corpus.failed(cause))
    }

    fn check_field(&self, field: Option<&Field>) -> Result<()> {
        let name = &self.field;
        let reason = match field.map(|field| &field.kind) {
            None => format!("no mapping found for `{name}` in order to collapse on"),
            Some(FieldKind::Point | FieldKind::Date(_) | FieldKind::Boolean) => {
                let kind = field.map_or("", Field::type_name);
                format!("collapse is not supported for the field [{name}] of the type [{kind}]")
            }
            Some(_) => return Ok(()),
        };
        Err(EsError::illegal_argument(reason))
    }

    /// The inner hits of a hit, by name: of all that was found with its value.
    pub fn inner_hits(
        &self,
        corpus: &Corpus<'_>,
        queries: [Option<&Node>; 2],
        found: &Matches,
        document: u32,
    ) -> Result<Map<String, Value>> {
        if self.inner.is_empty() {
            return Ok(Map::new());
        }
        corpus.spend(found.len())?;
        let value = corpus.values(&self.field, document);
        let group = found.clone().filtered(|other, _| corpus.values(&self.field, other) == value);
        let text = value.iter().find_map(|value| match value {
            Scalar::Keyword(text) => Some(text.to_string()),
            _ => None,
        });
        let of = |inner: &InnerHits| inner.of(corpus, queries, (&self.field, text.clone()), &group);
        self.inner.iter().map(|inner| Ok((inner.name.clone(), of(inner)?))).collect()
    }

    /// The value of a hit, among its `fields`.
    pub fn show(&self, corpus: &Corpus<'_>, document: u32, fields: &mut Map<String, Value>) {
        let value = corpus.values(&self.field, document).first();
        fields.extend(value.map(|value| (self.field.clone(), Value::Array(vec![value.key()]))));
    }
}
