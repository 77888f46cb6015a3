//! The numbers of a field, for aggregations that count with several of them at once.

use serde_json::Value;

use super::{Scope, refuse_unmapped, take_field, wrong_type};
use crate::{
    engine::{date::Zone, mapping::FieldKind, members::Members, scalar::Scalar},
    error::{EsError, Result},
};

/// A field of numbers, and what stands in where a document has none.
#[derive(Debug)]
pub(super) struct Source {
    field: String,
    missing: Option<Value>,
    kind: &'static str,
}

impl Source {
    /// Takes `field` and `missing` of an aggregation.
    pub(super) fn take(name: &str, kind: &'static str, members: &mut Members<'_>) -> Result<Self> {
        Ok(Self { field: take_field(name, kind, members)?, missing: members.take("missing").cloned(), kind })
    }

    /// The numbers of each document.
    pub(super) fn of_each(&self, scope: &Scope<'_>, documents: &[u32]) -> Result<Vec<Vec<f64>>> {
        let Some(field) = scope.field(&self.field)? else {
            refuse_unmapped(&self.field, self.missing.as_ref())?;
            return Ok(vec![Vec::new(); documents.len()]);
        };
        match field.kind {
            FieldKind::Keyword { .. } | FieldKind::Point => {
                return Err(wrong_type(scope, &self.field, field, self.kind));
            }
            FieldKind::Date(_) | FieldKind::Boolean => {
                let (kind, type_name) = (self.kind, field.type_name());
                return Err(EsError::unsupported(&format!("the aggregation [{kind}] of a {type_name}")));
            }
            _ => {}
        }
        let missing = scope.missing(&field.kind, self.missing.as_ref(), (None, &Zone::default()))?;
        let numbers = |document: &u32| match scope.corpus.values(&self.field, *document) {
            [] => missing.iter().filter_map(Scalar::number).collect(),
            values => values.iter().filter_map(Scalar::number).collect(),
        };
        Ok(documents.iter().map(numbers).collect())
    }
}
