//! One JSON document a line; or bulk actions, each with its document on the next line, if the first line is one.

use serde_json::{Map, Value};

use super::Entry;
use super::file::Failure;

/// Options of an action beside those that begin with `_`: by them an action is told from a document.
const OPTIONS: [&str; 4] = ["dynamic_templates", "require_alias", "retry_on_conflict", "routing"];

const ACTIONS: [&str; 4] = ["index", "create", "update", "delete"];

/// The entries of a file.
pub fn entries(text: &str) -> Result<Vec<Entry>, Failure> {
    let mut lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()).peekable();
    let has_actions = lines.peek().is_some_and(|(line, _)| action(line).is_some());
    let mut entries = Vec::new();
    while let Some((text, line)) = lines.next() {
        let lines = if has_actions {
            let kind = action(text).ok_or_else(|| Failure::new(line, &"expected a bulk action"))?;
            let document = if kind == "delete" { None } else { Some(lines.next()) };
            match document {
                None => format!("{text}\n"),
                Some(Some((document, line))) => format!("{text}\n{}\n", checked(document, line)?),
                Some(None) => return Err(Failure::new(line, &"the document of this action is missing")),
            }
        } else {
            format!("{{\"index\":{{}}}}\n{}\n", checked(text, line)?)
        };
        entries.push(Entry { line, lines });
    }
    Ok(entries)
}

/// The kind of a line that is a bulk action.
fn action(line: &str) -> Option<&'static str> {
    let object: Map<String, Value> = serde_json::from_str(line).ok()?;
    let mut members = object.iter();
    let (name, Value::Object(options)) = members.next()? else { return None };
    let is_option = |option: &String| option.starts_with('_') || OPTIONS.contains(&option.as_str());
    let is_action = members.next().is_none() && options.keys().all(is_option);
    ACTIONS.into_iter().find(|known| is_action && known == name)
}

/// A document, which has to be a JSON object on one line.
fn checked(document: &str, line: usize) -> Result<&str, Failure> {
    match serde_json::from_str::<Map<String, Value>>(document) {
        Ok(_) => Ok(document),
        Err(error) => Err(Failure::of_object(line, &error)),
    }
}
