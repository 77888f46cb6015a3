//! `_bulk`: reading the lines of a bulk body, and printing what became of each action.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::index::{Index, Written};
use crate::error::{EsError, Result};

/// One action of a bulk body.
#[derive(Debug)]
pub struct Action {
    /// What is to be done.
    pub kind: Kind,
    /// The index that it is meant for.
    pub index: String,
    /// The id; one is made for a new document that has none.
    pub id: Option<String>,
    /// The document, or the body of an update.
    pub body: Option<Map<String, Value>>,
}

/// What an action does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Writes a document, whether it exists or not.
    Index,
    /// Writes a document that must not exist.
    Create,
    /// Changes a document that must exist, or be given whole.
    Update,
    /// Deletes a document.
    Delete,
}

const KINDS: [(&str, Kind); 4] =
    [("index", Kind::Index), ("create", Kind::Create), ("update", Kind::Update), ("delete", Kind::Delete)];

impl Kind {
    fn name(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// Reads the actions of a body. Each must stand on one line, and its document on the next.
pub fn read(default_index: Option<&str>, body: &[u8]) -> Result<Vec<Action>> {
    if body.last().is_some_and(|last| *last != b'\n') {
        return Err(EsError::illegal_argument("The bulk request must be terminated by a newline [\\n]"));
    }
    let mut lines = (1..).zip(body.split(|byte| *byte == b'\n'));
    let mut actions = Vec::new();
    while let Some((number, line)) = lines.next() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let (kind, mut members) = read_action(number, line)?;
        let index = take_text(&mut members, "_index").or(default_index.map(String::from));
        let body = match kind {
            Kind::Delete => None,
            _ => Some(read_object(number + 1, lines.next().map(|(_, line)| line).unwrap_or_default())?),
        };
        let index = index.ok_or_else(|| invalid(actions.len() + 1, "index is missing"))?;
        let id = take_text(&mut members, "_id");
        if id.is_none() && matches!(kind, Kind::Delete | Kind::Update) {
            return Err(invalid(actions.len() + 1, "id is missing"));
        }
        check_left_over(number, &members)?;
        actions.push(Action { kind, index, id, body });
    }
    if actions.is_empty() {
        return Err(invalid(1, "no requests added"));
    }
    Ok(actions)
}

fn invalid(number: usize, what: &str) -> EsError {
    let reason = format!("Validation Failed: {number}: {what};");
    EsError::new(400, "action_request_validation_exception", reason)
}

fn malformed(number: usize, what: &str) -> EsError {
    EsError::illegal_argument(format!("Malformed action/metadata line [{number}], {what}"))
}

fn read_action(number: usize, line: &[u8]) -> Result<(Kind, Map<String, Value>)> {
    let mut members = read_object(number, line)?.into_iter();
    let (Some((name, Value::Object(options))), None) = (members.next(), members.next()) else {
        return Err(malformed(number, "expected one action with an object"));
    };
    match KINDS.iter().find(|(known, _)| *known == name) {
        Some((_, kind)) => Ok((*kind, options)),
        None => Err(malformed(
            number,
            &format!("expected field [create], [delete], [index] or [update] but found [{name}]"),
        )),
    }
}

fn read_object(number: usize, line: &[u8]) -> Result<Map<String, Value>> {
    serde_json::from_slice(line).map_err(|error| {
        EsError::new(400, "x_content_parse_exception", format!("[{number}:{}] {error}", error.column()))
    })
}

fn take_text(members: &mut Map<String, Value>, name: &str) -> Option<String> {
    match members.shift_remove(name)? {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn check_left_over(number: usize, members: &Map<String, Value>) -> Result<()> {
    const HARMLESS: [&str; 3] = ["retry_on_conflict", "require_alias", "dynamic_templates"];
    match members.keys().find(|name| !HARMLESS.contains(&name.as_str())) {
        None => Ok(()),
        Some(name)
            if ["routing", "version", "version_type", "if_seq_no", "if_primary_term", "pipeline"]
                .contains(&name.as_str()) =>
        {
            Err(EsError::unsupported(&format!("[{name}] in a bulk action")))
        }
        Some(name) => Err(EsError::illegal_argument(format!(
            "Action/metadata line [{number}] contains an unknown parameter [{name}]"
        ))),
    }
}

impl Action {
    /// Does the action, and prints what became of it: one item of the response.
    pub fn run(self, index: &mut Index, new_id: impl FnOnce() -> String) -> Result<Value> {
        let name = self.kind.name();
        let id = self.id.clone().unwrap_or_else(new_id);
        let outcome = match self.kind {
            Kind::Delete => Ok(delete(index, &id)),
            Kind::Update => update(index, &id, self.body.unwrap_or_default()),
            kind => write(index, &id, self.body.unwrap_or_default(), kind == Kind::Create),
        };
        let item = match outcome {
            Ok(item) => item,
            Err(error) if error.status >= 500 => return Err(error),
            Err(error) => {
                json!({ "_index": index.name(), "_id": id, "status": error.status, "error": error.members() })
            }
        };
        Ok(json!({ name: item }))
    }
}

/// Writes a document; with `create` there must be none yet.
pub fn write(index: &mut Index, id: &str, source: Map<String, Value>, create: bool) -> Result<Value> {
    if create && let Some((_, existing)) = index.find(id) {
        let reason =
            format!("[{id}]: version conflict, document already exists (current version [{}])", existing.version);
        return Err(EsError::new(409, "version_conflict_engine_exception", reason).with("index", index.name()));
    }
    let written = index.write(id, source)?;
    let (result, status) = if written.created { ("created", 201) } else { ("updated", 200) };
    Ok(printed(index, id, written, result, status))
}

/// Deletes a document.
pub fn delete(index: &mut Index, id: &str) -> Value {
    if let Some(written) = index.delete(id) {
        return printed(index, id, written, "deleted", 200);
    }
    printed(index, id, Written { created: false, version: 1, seq_no: 0 }, "not_found", 404)
}

fn update(index: &mut Index, id: &str, mut body: Map<String, Value>) -> Result<Value> {
    if let Some(name) =
        body.keys().find(|name| !["doc", "doc_as_upsert", "upsert", "detect_noop"].contains(&name.as_str()))
    {
        return Err(EsError::unsupported(&format!("[{name}] in an update")));
    }
    let (doc, upsert) = (body.shift_remove("doc"), body.shift_remove("upsert"));
    let as_upsert = body.get("doc_as_upsert") == Some(&Value::Bool(true));
    let source = match (index.find(id), doc, upsert) {
        (Some((_, existing)), Some(Value::Object(changes)), _) => {
            let mut source = existing.source.clone();
            merge(&mut source, changes);
            source
        }
        (None, Some(Value::Object(doc)), _) if as_upsert => doc,
        (None, _, Some(Value::Object(upsert))) => upsert,
        (None, ..) => {
            let reason = format!("[{id}]: document missing");
            return Err(EsError::new(404, "document_missing_exception", reason).with("index", index.name()));
        }
        _ => return Err(EsError::illegal_argument("Validation Failed: 1: script or doc is missing;")),
    };
    write(index, id, source, false)
}

fn merge(source: &mut Map<String, Value>, changes: Map<String, Value>) {
    for (name, change) in changes {
        match (source.get_mut(&name), change) {
            (Some(Value::Object(inner)), Value::Object(changes)) => merge(inner, changes),
            (_, change) => {
                source.insert(name, change);
            }
        }
    }
}

fn printed(index: &Index, id: &str, written: Written, result: &str, status: u16) -> Value {
    json!({
        "_index": index.name(),
        "_id": id,
        "_version": written.version,
        "result": result,
        "_shards": { "total": 1, "successful": 1, "failed": 0 },
        "_seq_no": written.seq_no,
        "_primary_term": 1,
        "status": status,
    })
}

/// The actions by index, each with its place in the body.
#[must_use]
pub fn by_index(actions: Vec<Action>) -> BTreeMap<String, Vec<(usize, Action)>> {
    let mut grouped: BTreeMap<String, Vec<(usize, Action)>> = BTreeMap::new();
    for (place, action) in actions.into_iter().enumerate() {
        grouped.entry(action.index.clone()).or_default().push((place, action));
    }
    grouped
}
