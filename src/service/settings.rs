//! What JavaScript needs to know of the options: `{ nodes, header, supplied, secondary, secrets, cache, targets,
//! warnings }`.

use super::{Service, Target, list, object};
use crate::{
    error::Error,
    json::Value,
    options::SearchApplication,
    params::Convention,
    transport::{Authentication, Scheme},
};

impl Service {
    pub(super) fn settings(&self) -> Value {
        let options = &self.options;
        let (header, supplied) = match &options.connection.authentication {
            Authentication::Fixed(credential) => (credential.header().into(), Value::Null),
            Authentication::Supplied(scheme) => (Value::Null, scheme.option().into()),
            Authentication::Header => (Value::Null, Value::Null),
        };
        let mut targets = vec![settings_of(&self.own, &options.own)];
        for (target, told) in self.others.iter().zip(&options.others) {
            targets.push(settings_of(target, told));
        }
        object([
            ("nodes", list(&options.connection.nodes)),
            ("header", header),
            ("supplied", supplied),
            ("secondary", options.connection.secondary.as_ref().map_or(Value::Null, |second| second.header().into())),
            ("secrets", list(&options.secrets())),
            ("cache", options.cache.clone()),
            ("targets", targets.into()),
            ("warnings", list(&self.warnings)),
        ])
    }

    /// What a function of the page has supplied, as `{ header, secrets }`.
    pub(super) fn credential(&self, supplied: &Value) -> Result<Value, Error> {
        let scheme = match self.options.connection.authentication {
            Authentication::Supplied(scheme) => scheme,
            _ => Scheme::ApiKey,
        };
        let credential = scheme.credential(supplied)?;
        Ok(object([("header", credential.header().into()), ("secrets", list(credential.secrets()))]))
    }
}

fn settings_of(target: &Target, told: &SearchApplication) -> Value {
    object([
        ("name", told.name.as_str().into()),
        ("tags", told.highlight_tags()),
        ("isTrusted", told.trust_snippets().into()),
        ("isFitted", (target.convention == Convention::Typed).into()),
    ])
}
