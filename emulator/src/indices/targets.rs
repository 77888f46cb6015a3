//! Which indices the lines of a bulk body write to.

use std::collections::BTreeSet;

use serde_json::Value;

/// The names of all indices that the actions of a bulk body name, or `default` where they name none. Lines that
/// are not actions are left for the engine to refuse.
pub fn of_bulk(body: &[u8], default: Option<&str>) -> Vec<String> {
    let mut names = BTreeSet::new();
    let mut lines = body.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    while let Some(line) = lines.next() {
        let Ok(Value::Object(action)) = serde_json::from_slice(line) else { continue };
        let Some((kind, details)) = action.iter().next() else { continue };
        names.extend(details.get("_index").and_then(Value::as_str).or(default).map(str::to_owned));
        if kind != "delete" {
            lines.next();
        }
    }
    names.into_iter().collect()
}
