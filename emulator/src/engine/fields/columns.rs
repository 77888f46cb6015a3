//! `docvalue_fields`: values as they are sorted and counted by, in ascending order.

use serde_json::{Map, Value};

use super::{FieldList, value::print};
use crate::{
    engine::{corpus::no_fielddata, mapping::FieldKind, scalar::Scalar, shard::Shard, wildcard::is_pattern},
    error::{EsError, Result},
};

pub(super) fn values(list: &FieldList, shard: &Shard<'_>, number: u32) -> Result<Map<String, Value>> {
    let mapping = shard.index.mapping();
    let mut found = Map::new();
    for wanted in &list.0 {
        for name in mapping.expand(&wanted.pattern) {
            let Some(field) = mapping.field(name) else { continue };
            let has_column = !matches!(field.kind, FieldKind::Text { .. } | FieldKind::Completion(_));
            if !has_column && !is_pattern(&wanted.pattern) {
                let index = shard.index.name();
                return Err(EsError::all_shards_failed(index, no_fielddata(name, index)));
            }
            let values = shard.index.values(name, number).iter();
            let shown = |value: &Scalar| match value {
                // A column has it in double precision.
                Scalar::Float(_) => value.key(),
                _ => print(value, &field.kind, wanted.format.as_ref()),
            };
            let values: Vec<Value> = values.map(shown).collect();
            if !values.is_empty() {
                found.insert(name.to_owned(), values.into());
            }
        }
    }
    Ok(found)
}
