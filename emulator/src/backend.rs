//! What search applications, and the loading of documents, need of the engine behind them: the embedded one, or a real
//! one elsewhere.

use serde_json::Value;

use crate::error::EsError;
use crate::http::Reply;
use crate::indices::Indices;

/// An engine with indices and aliases.
pub trait Backend {
    /// Makes an alias lead to exactly the indices that these names and patterns mean.
    fn point_alias(&self, alias: &str, wanted: &[String]) -> Result<(), EsError>;

    /// Removes an alias from all its indices, if it exists.
    fn remove_alias(&self, alias: &str) -> Result<(), EsError>;

    /// The indices behind an alias, sorted; none when there is no such alias.
    fn behind_alias(&self, alias: &str) -> Result<Vec<String>, EsError>;

    /// A search as the engine understands it, printed again.
    fn read_search(&self, body: &Value) -> Result<Value, EsError>;

    /// Searches the indices behind a name. With `typed_keys` the names of aggregations and suggestions say what they
    /// are.
    fn search(&self, name: &str, body: &Value, typed_keys: bool) -> Result<Reply, EsError>;

    /// Writes documents, one action and one document a line, and makes them visible. The answer is that of `_bulk`.
    fn bulk(&self, index: &str, body: &[u8]) -> Result<Value, EsError>;
}

impl Backend for Indices {
    fn point_alias(&self, alias: &str, wanted: &[String]) -> Result<(), EsError> {
        let mut concrete = Vec::new();
        for index in wanted {
            concrete.extend(self.resolve(index, false)?);
        }
        self.set_alias(alias, &concrete)
    }

    fn remove_alias(&self, alias: &str) -> Result<(), EsError> {
        self.drop_alias(alias);
        Ok(())
    }

    fn behind_alias(&self, alias: &str) -> Result<Vec<String>, EsError> {
        Ok(self.alias_targets(alias).unwrap_or_default())
    }

    fn read_search(&self, body: &Value) -> Result<Value, EsError> {
        self.engine.parse_search(body).map(|search| search.to_json())
    }

    fn search(&self, name: &str, body: &Value, typed_keys: bool) -> Result<Reply, EsError> {
        crate::indices::answer(self, &self.resolve(name, false)?, body, typed_keys)
    }

    fn bulk(&self, index: &str, body: &[u8]) -> Result<Value, EsError> {
        self.engine.bulk(Some(index), body, true)
    }
}
