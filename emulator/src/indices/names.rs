//! Which names indices and aliases may have. The rules are the server's; their wording is in part from memory.

use crate::error::EsError;

const FORBIDDEN: [char; 10] = ['\\', '/', '*', '?', '"', '<', '>', '|', ' ', ','];
const FORBIDDEN_TEXT: &str = "must not contain the following characters ['\\','/','*','?','\"','<','>','|',' ',',']";
const MAX_BYTES: usize = 255;

/// The names in a comma-separated list; none at all means every index.
pub fn split(expression: &str) -> Vec<&str> {
    let parts: Vec<&str> = expression.split(',').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { vec!["_all"] } else { parts }
}

/// Checks the name of an alias, and so of a search application.
pub fn check_alias(name: &str) -> Result<(), EsError> {
    fault(name).map_or(Ok(()), |reason| Err(invalid_alias(name, &reason)))
}

/// Checks the name of an index: the same rules, and no upper case.
pub fn check_index(name: &str) -> Result<(), EsError> {
    let upper = name.chars().any(char::is_uppercase).then(|| "must be lowercase".to_owned());
    fault(name).or(upper).map_or(Ok(()), |reason| Err(invalid_index(name, &reason)))
}

/// The error for an alias of that name.
pub fn invalid_alias(name: &str, reason: &str) -> EsError {
    EsError::new(400, "invalid_alias_name_exception", format!("Invalid alias name [{name}]: {reason}"))
}

/// The error for an index of that name.
pub fn invalid_index(name: &str, reason: &str) -> EsError {
    EsError::new(400, "invalid_index_name_exception", format!("Invalid index name [{name}], {reason}"))
        .with("index_uuid", "_na_")
        .with("index", name)
}

fn fault(name: &str) -> Option<String> {
    if name.contains(FORBIDDEN) {
        return Some(FORBIDDEN_TEXT.to_owned());
    }
    if let Some(character) = ['#', ':'].into_iter().find(|character| name.contains(*character)) {
        return Some(format!("must not contain '{character}'"));
    }
    if name.starts_with(['_', '-', '+']) {
        return Some("must not start with '_', '-', or '+'".to_owned());
    }
    if matches!(name, "." | "..") {
        return Some("must not be '.' or '..'".to_owned());
    }
    (name.len() > MAX_BYTES).then(|| format!("index name is too long, ({} > {MAX_BYTES})", name.len()))
}
