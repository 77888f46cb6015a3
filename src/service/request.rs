//! How a single search is sent, whatever its params: its options read, and what follows of them.

use super::{Answer, Service, functions};
use crate::{
    error::Error,
    json::{Object, Value},
    options::headers_of,
    transport::{path, query, secrets_in},
};

/// How a search is sent.
#[derive(Debug)]
pub struct Request {
    /// The search application.
    pub application: String,
    /// What JavaScript needs of it: `{ options, application, path, query, secrets, given, isRepeatable }`, further members
    /// to come. `options` are all that hold for it, `given` those as they were given.
    pub answer: Answer,
}

impl Service {
    /// Reads `{ application, options, functions }`.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for the first option that can't work.
    pub fn request(&self, given: &Value) -> Result<Request, Error> {
        let options = given.get("options").unwrap_or(&Value::Null);
        let own = self.options.over(options, &functions(given))?;
        let application = given.get("application").and_then(Value::as_str);
        let application = application.unwrap_or(&self.options.own.name).to_owned();
        let mut answer = Answer::default();
        answer.text("path", Some(&path(&application)?));
        let querystring = own.get("querystring").and_then(Value::as_object);
        answer.text("query", Some(&querystring.map(query).unwrap_or_default()));
        answer.texts("secrets", &secrets_in(headers_of(&own)));
        answer.flag("isRepeatable", is_repeatable(&own, options));
        answer.text("application", Some(&application));
        answer.value("given", options);
        answer.value("options", &own.into());
        Ok(Request { application, answer })
    }
}

/// Whether another search's answer will do, and this one's for others.
fn is_repeatable(options: &Object, given: &Value) -> bool {
    // Headers of its own may say who asks, or in which language.
    let has_own_headers = given.get("headers").is_some();
    let is = |name: &str, value: bool| options.get(name) == Some(&Value::Bool(value));
    let ignores = options.get("ignore").and_then(Value::as_array).is_some_and(|statuses| !statuses.is_empty());
    !(has_own_headers || ignores || is("asStream", true) || is("cache", false))
}
