//! What a search application is made from, and what can be wrong with it.

use std::fmt::{self, Display, Formatter};

use crate::{
    json::Value,
    params::Limits,
    search_ui::scalar::{elements, members, text, whole},
};

/// What the option names may be.
const OPTIONS: [&str; 5] = ["indices", "autocompleteQuery", "fields", "maxSize", "maxWindow"];

/// What a search application is made from.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The indices that are searched.
    pub indices: Vec<String>,
    /// Search UI's `searchQuery`. Its filters become part of the template, so a page can't drop them.
    pub search: Value,
    /// Search UI's `autocompleteQuery`; null if there is none.
    pub autocomplete: Value,
    /// Types of fields: those that the page may filter or sort by although they are no facets, and those of facets
    /// whose type their config can't tell. `{ "title": "text", "in_stock": "boolean" }`
    pub fields: Value,
    /// How much one request may ask for.
    pub limits: Limits,
}

impl Config {
    /// Reads `(queryConfig, { indices, autocompleteQuery?, fields?, maxSize?, maxWindow? })`. `indices` is a list or
    /// one name, `maxSize` the largest page, `maxWindow` the index setting `max_result_window`.
    pub fn read(query_config: &Value, options: &Value) -> Result<Self, ConfigError> {
        let unknown = members(Some(options)).find(|(name, _)| !OPTIONS.contains(name));
        if let Some((name, _)) = unknown {
            let known = OPTIONS.join(", ");
            return Err(ConfigError { problems: vec![format!("There is no option {name}. The options are {known}.")] });
        }
        let only = text(options.get("indices"));
        let default = Limits::default();
        let max_size = whole(options.get("maxSize")).unwrap_or(default.max_size);
        let max_window = whole(options.get("maxWindow")).unwrap_or(default.max_from + default.max_size);
        Ok(Self {
            indices: elements(options.get("indices"))
                .iter()
                .filter_map(|index| text(Some(index)))
                .chain(only)
                .collect(),
            search: query_config.clone(),
            autocomplete: options.get("autocompleteQuery").cloned().unwrap_or_default(),
            fields: options.get("fields").cloned().unwrap_or_default(),
            limits: Limits::new(max_size, max_window),
        })
    }
}

/// Why no search application can be made of a config: each sentence names one thing to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// Never empty.
    pub problems: Vec<String>,
}

impl Display for ConfigError {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "Nothing can be made of these options: {}", self.problems.join(" "))
    }
}

impl std::error::Error for ConfigError {}
