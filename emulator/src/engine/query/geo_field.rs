//! The field of a geo query: its one member that is no option.

use serde_json::Value;

use crate::{
    engine::{mapping::FieldKind, members::Members, shard::Shard},
    error::{EsError, Result},
};

/// Takes the member that is left over once the options are taken: the field's name, and what is asked of it.
pub(super) fn take<'a>(members: &mut Members<'a>) -> Result<(String, &'a Value)> {
    let (name, value) = members.take_any().ok_or_else(|| EsError::parsing("failed to parse geo query: no field"))?;
    if value.is_null() {
        return Err(EsError::parsing(format!("failed to parse geo query: field [{name}] is null")));
    }
    Ok((name.to_owned(), value))
}

/// Whether an index has the field. One that does not is an error, unless the query forgives it.
pub(super) fn is_mapped(shard: &Shard<'_>, query: &str, field: &str, ignore_unmapped: bool) -> Result<bool> {
    let refused =
        |reason: String| Err(EsError::new(400, "query_shard_exception", reason).with("index", shard.index.name()));
    match shard.index.mapping().field(field) {
        None if ignore_unmapped => Ok(false),
        None => refused(format!("failed to find geo field [{field}]")),
        Some(mapped) if matches!(mapped.kind, FieldKind::Point) => Ok(true),
        Some(mapped) => {
            refused(format!("Field [{field}] is of unsupported type [{}] for [{query}] query", mapped.type_name()))
        }
    }
}
