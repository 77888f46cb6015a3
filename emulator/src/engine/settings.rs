//! Creating an index: the rules for its name and the settings that the engine can honour.

use serde_json::Value;

use super::{mapping::Mapping, members::Members};
use crate::error::{EsError, Result};

/// Checks a name for a new index.
pub fn check_name(name: &str) -> Result<()> {
    const FORBIDDEN: [char; 12] = ['\\', '/', '*', '?', '"', '<', '>', '|', ' ', ',', '#', ':'];
    const LONGEST: usize = 255;
    let complaint = if name.is_empty() || name == "." || name == ".." {
        "must not be empty, '.' or '..'"
    } else if name.starts_with(['_', '-', '+']) {
        "must not start with '_', '-', or '+'"
    } else if name.contains(FORBIDDEN) {
        "must not contain the following characters ['\\','/','*','?','\"','<','>','|',' ',','] nor '#' or ':'"
    } else if name.to_lowercase() != name {
        "must be lowercase"
    } else if name.len() > LONGEST {
        "index name is too long (more than 255 bytes)"
    } else {
        return Ok(());
    };
    let reason = format!("Invalid index name [{name}], {complaint}");
    Err(EsError::new(400, "invalid_index_name_exception", reason).with("index", name).with("index_uuid", "_na_"))
}

/// Reads the body of an index creation: the settings, kept as they are, and the mapping.
pub fn read(body: &Value) -> Result<(Value, Mapping)> {
    let mut members = Members::new("create_index", body)?;
    let settings = members.take("settings").cloned().unwrap_or_else(|| Value::Object(serde_json::Map::new()));
    let mapping = members.take("mappings").map(Mapping::new).transpose()?.unwrap_or_default();
    if members.take("aliases").is_some_and(|aliases| aliases.as_object().is_none_or(|aliases| !aliases.is_empty())) {
        return Err(EsError::unsupported("[aliases] in the creation of an index"));
    }
    members.finish_strictly()?;
    let has_analysis = |settings: &Value| {
        settings
            .as_object()
            .is_some_and(|settings| settings.keys().any(|name| name.split('.').any(|part| part == "analysis")))
    };
    if has_analysis(&settings) || settings.get("index").is_some_and(has_analysis) {
        return Err(EsError::unsupported("[analysis] in the settings of an index"));
    }
    Ok((settings, mapping))
}
