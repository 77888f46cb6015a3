//! One change, as a line of JSON.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::failed;
use crate::error::EsError;
use crate::security::ApiKey;

/// What has changed.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// An index was created; the body has its settings and its mapping.
    PutIndex {
        /// Its name.
        name: String,
        /// `{"settings", "mappings"}`
        body: Value,
    },
    /// An index was deleted.
    DeleteIndex {
        /// Its name.
        name: String,
    },
    /// Fields were added to a mapping.
    PutMapping {
        /// The index.
        index: String,
        /// `{"properties"}`
        body: Value,
    },
    /// A document was written.
    Write {
        /// The index.
        index: String,
        /// The document's id.
        id: String,
        /// The whole document.
        source: Map<String, Value>,
    },
    /// A document was deleted.
    Delete {
        /// The index.
        index: String,
        /// The document's id.
        id: String,
    },
    /// An alias leads to these indices, and to no others; to none when it is gone.
    Alias {
        /// Its name.
        name: String,
        /// The indices.
        indices: Vec<String>,
    },
    /// A search application was stored.
    PutApplication {
        /// Its name.
        name: String,
        /// The text of a body that stores it again, to the digit.
        body: String,
    },
    /// A search application was deleted.
    DeleteApplication {
        /// Its name.
        name: String,
    },
    /// What is loaded at start comes next.
    Load,
    /// All of it is there.
    Loaded,
    /// An API key was made or invalidated. Its secret is a hash.
    Key(Box<ApiKey>),
}

impl Record {
    /// The record as a line, with its end.
    pub fn to_line(&self) -> Result<String, EsError> {
        serde_json::to_string(self).map(|line| line + "\n").map_err(|error| failed(&error.to_string()))
    }
}
