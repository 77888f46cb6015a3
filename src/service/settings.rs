//! What JavaScript needs to know of the options: `{ nodes, header, supplied, secondary, secrets, cache, targets,
//! warnings }`.

use super::{
    Service, Target,
    answer::{Answer, List},
};
use crate::{
    error::Error,
    json::Value,
    options::SearchApplication,
    params::Convention,
    transport::{Authentication, Credential, Scheme},
};

impl Service {
    pub(super) fn settings(&self) -> String {
        let options = &self.options;
        let (header, supplied) = match &options.connection.authentication {
            Authentication::Fixed(credential) => (Some(credential.header()), None),
            Authentication::Supplied(scheme) => (None, Some(scheme.option())),
            Authentication::Header => (None, None),
        };
        let mut targets = List::default();
        targets.push(&settings_of(&self.own, &options.own));
        for (target, told) in self.others.iter().zip(&options.others) {
            targets.push(&settings_of(target, told));
        }
        let mut answer = Answer::default();
        answer.texts("nodes", &options.connection.nodes);
        answer.text("header", header);
        answer.text("supplied", supplied);
        answer.text("secondary", options.connection.secondary.as_ref().map(Credential::header));
        answer.texts("secrets", &options.secrets());
        answer.value("cache", &options.cache);
        answer.json("targets", &targets.done());
        answer.texts("warnings", &self.warnings);
        answer.done()
    }

    /// What a function of the page has supplied, as `{ header, secrets }`.
    pub(super) fn credential(&self, supplied: &Value) -> Result<String, Error> {
        let scheme = match self.options.connection.authentication {
            Authentication::Supplied(scheme) => scheme,
            _ => Scheme::ApiKey,
        };
        let credential = scheme.credential(supplied)?;
        let mut answer = Answer::default();
        answer.text("header", Some(credential.header()));
        answer.texts("secrets", credential.secrets());
        Ok(answer.done())
    }
}

fn settings_of(target: &Target, told: &SearchApplication) -> String {
    let mut answer = Answer::default();
    answer.text("name", Some(&told.name));
    answer.value("tags", &told.highlight_tags());
    answer.flag("isTrusted", told.trust_snippets());
    answer.flag("isFitted", target.convention == Convention::Typed);
    answer.done()
}
