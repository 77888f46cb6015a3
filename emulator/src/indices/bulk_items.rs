//! `_bulk` item by item: what each is allowed to do is decided for itself, as in the server, and those that are refused
//! stand in the answer beside those that are done.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::{Map, Value, json};

use crate::error::EsError;
use crate::http::Session;
use crate::security::{Need, UPDATE};

/// What a bulk body may ask for: the name in an action line, the server's name of what is done, and what allows it.
const KINDS: [(&str, &str, &[&str]); 4] = [
    ("index", "indices:data/write/index:op_type/index", &["create", "index", "write", "all"]),
    ("create", "indices:data/write/index:op_type/create", &["create_doc", "create", "index", "write", "all"]),
    ("update", UPDATE, &["index", "write", "all"]),
    ("delete", "indices:data/write/delete", &["delete", "write", "all"]),
];

/// One action of a bulk body.
pub struct Item {
    kind: usize,
    /// The index that it names.
    pub index: String,
    id: Option<String>,
    lines: Range<usize>,
}

/// The items of a bulk body; nothing when one of them can't be read, which the engine then says.
pub fn read(body: &[u8], default: Option<&str>) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    let mut start = 0;
    let mut lines = body.split_inclusive(|byte| *byte == b'\n');
    while let Some(line) = lines.next() {
        let mut end = start + line.len();
        if !line.trim_ascii().is_empty() {
            let action: Map<String, Value> = serde_json::from_slice(line).ok()?;
            let (name, details) = action.iter().next()?;
            let kind = KINDS.iter().position(|(known, ..)| known == name)?;
            let text = |member: &str| details.get(member).and_then(Value::as_str).map(str::to_owned);
            let index = text("_index").or(default.map(str::to_owned))?;
            if name != "delete" {
                end += lines.next()?.len();
            }
            items.push(Item { kind, index, id: text("_id"), lines: start..end });
        }
        start = end;
    }
    Some(items)
}

impl Item {
    /// A document without an id of its own is always a new one.
    fn need_kind(&self) -> usize {
        if self.kind == 0 && self.id.is_none() { 1 } else { self.kind }
    }

    fn need(&self) -> Need {
        let (_, action, granted_by) = KINDS.get(self.need_kind()).copied().unwrap_or_default();
        Need::indices(action, vec![self.index.clone()], granted_by)
    }

    fn check(&self, session: &Session<'_>) -> Result<(), EsError> {
        if session.identity.is_user() {
            return Ok(());
        }
        let need = self.need();
        session.identity.authorise(None, std::slice::from_ref(&need))?;
        session.identity.check_in_place(&need)
    }

    fn refused(&self, error: &EsError) -> Value {
        let (name, ..) = KINDS.get(self.kind).copied().unwrap_or_default();
        let item = json!({
            "_index": self.index, "_id": self.id, "status": error.status, "error": error.members(),
        });
        json!({ name: item })
    }
}

/// What a caller needs who does all of the items.
pub fn needs(items: &[Item]) -> Vec<Need> {
    let distinct: BTreeMap<_, _> = items.iter().map(|item| ((item.need_kind(), item.index.as_str()), item)).collect();
    distinct.into_values().map(Item::need).collect()
}

/// Does the items that the caller may do by `run`, which gets them with a body of them, and answers for them.
pub fn run_allowed(
    session: &Session<'_>,
    items: &[Item],
    body: &[u8],
    run: impl FnOnce(&[u8], &[&Item]) -> Result<Value, EsError>,
) -> Result<Value, EsError> {
    let refusals: Vec<Option<Value>> =
        items.iter().map(|item| item.check(session).err().map(|error| item.refused(&error))).collect();
    if refusals.iter().all(Option::is_none) {
        return run(body, &items.iter().collect::<Vec<_>>());
    }
    let allowed: Vec<&Item> =
        items.iter().zip(&refusals).filter(|(_, refusal)| refusal.is_none()).map(|(item, _)| item).collect();
    let lines: Vec<&[u8]> = allowed.iter().filter_map(|item| body.get(item.lines.clone())).collect();
    let mut answer = if allowed.is_empty() { json!({ "took": 0 }) } else { run(&lines.concat(), &allowed)? };
    let done = answer.get_mut("items").and_then(Value::as_array_mut).map(std::mem::take).unwrap_or_default();
    let mut done = done.into_iter();
    let merged: Vec<Value> = refusals.into_iter().filter_map(|refusal| refusal.or_else(|| done.next())).collect();
    if let Value::Object(answer) = &mut answer {
        answer.insert("errors".to_owned(), true.into());
        answer.insert("items".to_owned(), merged.into());
    }
    Ok(answer)
}
