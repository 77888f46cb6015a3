//! The request for an API key that a page may hold: it can search one application, and nothing else.

use super::ConfigError;
use crate::{
    json::{Object, Value},
    search_ui::scalar::text,
};

/// How long a key lives where nothing is said: long enough for a page's build to be renewed in time, short enough
/// that a forgotten one dies.
const EXPIRATION: &str = "90d";

/// What the key is for.
#[derive(Debug, Clone, Default)]
pub struct ApiKeyOptions {
    /// The search application's name.
    pub search_application: String,
    /// The key's name; the application's if there is none.
    pub name: Option<String>,
    /// How long the key lives, as an Elasticsearch time (`30d`); 90 days if there is none.
    pub expiration: Option<String>,
    /// Field level security: `{ "grant": ["title*"], "except": ["title_internal"] }`.
    pub field_security: Option<Value>,
    /// Document level security: the query that a document must match to be seen.
    pub query: Option<Value>,
}

impl ApiKeyOptions {
    /// Reads `{ searchApplication, name?, expiration?, fieldSecurity?, query? }`.
    pub fn read(options: &Value) -> Result<Self, ConfigError> {
        let name = text(options.get("searchApplication"));
        let missing =
            || ConfigError { problems: vec!["searchApplication must name the search application.".to_owned()] };
        Ok(Self {
            search_application: name.ok_or_else(missing)?,
            name: text(options.get("name")),
            expiration: text(options.get("expiration")),
            field_security: options.get("fieldSecurity").cloned(),
            query: options.get("query").cloned(),
        })
    }
}

/// The body of `POST /_security/api_key`. The restriction to the workflow `search_application_query` needs
/// Elasticsearch 8.9 or later, and leaves the key one role only.
#[must_use]
pub fn api_key_request(options: &ApiKeyOptions) -> Value {
    let application = options.search_application.as_str();
    let mut privileges = vec![("names", list(application)), ("privileges", list("read"))];
    privileges.extend(options.field_security.clone().map(|fields| ("field_security", fields)));
    privileges.extend(options.query.clone().map(|query| ("query", query)));
    let role = object([
        ("indices", Value::Array(vec![object(privileges)])),
        ("restriction", object([("workflows", list("search_application_query"))])),
    ]);
    object([
        ("name", options.name.as_deref().unwrap_or(application).into()),
        ("expiration", options.expiration.as_deref().unwrap_or(EXPIRATION).into()),
        ("role_descriptors", object([("search", role)])),
    ])
}

fn list(only: &str) -> Value {
    Value::Array(vec![only.into()])
}

fn object<'a>(members: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Object>().into()
}
