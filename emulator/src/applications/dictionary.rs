//! The seam to the connector's dictionary: the code that refuses params in the page refuses them here, and refuses
//! dictionaries as the server does when an application is stored.

use std::sync::Arc;

use search_application_connector::dictionary::{Dictionary, DictionaryError, ExactPatterns, Gate};
use search_application_connector::json::{Object, Value};

use crate::error::EsError;

/// A dictionary, ready to check params, and the schema it was made of.
#[derive(Debug, Clone)]
pub struct StoredDictionary {
    /// The JSON Schema as it was sent.
    pub schema: Value,
    compiled: Arc<Dictionary>,
}

impl StoredDictionary {
    /// Compiles a schema. The error is the cause of the refusal of the request.
    pub fn compile(schema: &Value) -> Result<Self, EsError> {
        let compiled = Dictionary::compile(schema, &ExactPatterns).map_err(|error| refusal(&error))?;
        Ok(Self { schema: schema.clone(), compiled: Arc::new(compiled) })
    }

    /// Checks params.
    pub fn validate(&self, params: &Object) -> Result<(), EsError> {
        let checked = self.compiled.validate(&Value::Object(params.clone()));
        checked.map_err(|error| EsError::new(400, "validation_exception", error.to_string()))
    }
}

/// The server's exception for a dictionary that it refuses.
fn refusal(error: &DictionaryError) -> EsError {
    let kind = match error.gate {
        Gate::MetaSchema => "validation_exception",
        Gate::Compile => "json_schema_exception",
    };
    let refused = EsError::new(400, kind, error.to_string());
    match &error.cause {
        Some(cause) => refused.caused_by(EsError::new(400, cause.kind, cause.reason.clone())),
        None => refused,
    }
}
