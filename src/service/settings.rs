//! What JavaScript needs to know of the options: `{ nodes, header, supplied, secondary, secrets, cache, targets,
//! warnings }`.

use super::{Service, list, object};
use crate::{
    error::Error,
    gather::Gather,
    json::Value,
    params::Convention,
    search_application::SearchApplication,
    transport::{Authentication, CacheOptions, Credential, Scheme, Secrets},
};

impl Service {
    pub(super) fn settings(&self) -> Value {
        let connection = &self.options.connection;
        let (header, supplied) = match &connection.authentication {
            Authentication::Fixed(credential) => (credential.header().into(), Value::Null),
            Authentication::Supplied(scheme) => (Value::Null, scheme.option().into()),
            Authentication::Header => (Value::Null, Value::Null),
        };
        let others = self.options.others.iter().map(|(_, told)| told);
        let told = std::iter::once(&self.options.own).chain(others);
        let targets = std::iter::once(&self.own).chain(&self.others).zip(told);
        let targets = targets.map(|(target, told)| settings_of(&target.name, target.convention, told));
        object([
            ("nodes", list(&connection.nodes)),
            ("header", header),
            ("supplied", supplied),
            ("secondary", connection.secondary.as_ref().map_or(Value::Null, |second| second.header().into())),
            ("secrets", secrets(&connection.secrets())),
            ("cache", connection.cache.map_or(Value::Null, cache)),
            ("targets", targets.gather().into()),
            ("warnings", list(&self.warnings)),
        ])
    }

    /// What a function of the page has supplied, as `{ header, secrets }`.
    pub(super) fn credential(&self, supplied: &Value) -> Result<Value, Error> {
        let scheme = match self.options.connection.authentication {
            Authentication::Supplied(scheme) => scheme,
            _ => Scheme::ApiKey,
        };
        let credential: Credential = scheme.credential(supplied)?;
        let mut shown = Secrets::default();
        shown.add(credential.secrets());
        Ok(object([("header", credential.header().into()), ("secrets", secrets(&shown))]))
    }
}

fn settings_of(name: &str, convention: Convention, told: &SearchApplication) -> Value {
    object([
        ("name", name.into()),
        ("tags", told.highlight_tags.clone().into()),
        ("isTrusted", told.trust_snippets.into()),
        ("isFitted", (convention == Convention::Typed).into()),
    ])
}

fn cache(options: CacheOptions) -> Value {
    object([("maxEntries", options.max_entries.into()), ("ttl", options.ttl.into())])
}

/// The texts that must never be shown.
pub(super) fn secrets(secrets: &Secrets) -> Value {
    secrets.each().map(Value::from).gather().into()
}
