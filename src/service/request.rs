//! A single search: its options read, and what is sent for it.

use super::{Service, functions, list};
use crate::{
    error::Error,
    json::{Object, Value},
    options::headers_of,
    transport::{path, query, secrets_in},
};

/// What is sent for a search.
#[derive(Debug)]
pub struct Request {
    /// The search application.
    pub application: String,
    /// The params as JSON text.
    pub params: String,
    /// What JavaScript needs of it: the options by their names, and `{ application, path, query, body, secrets, given,
    /// isRepeatable }`. The headers are those of the options; `given` are the options as they were given.
    pub plan: Object,
}

impl Service {
    /// Reads `{ application, params, options, functions }`.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for the first option that can't work.
    pub fn request(&self, given: &Value) -> Result<Request, Error> {
        let options = given.get("options").unwrap_or(&Value::Null);
        let mut plan = self.options.over(options, &functions(given))?;
        let application = given.get("application").and_then(Value::as_str);
        let application = application.unwrap_or(&self.options.own.name).to_owned();
        let params = given.get("params").unwrap_or(&Value::Null).to_json();
        plan.insert("path", path(&application)?);
        plan.insert("query", plan.get("querystring").and_then(Value::as_object).map(query).unwrap_or_default());
        plan.insert("secrets", list(&secrets_in(headers_of(&plan))));
        plan.insert("isRepeatable", is_repeatable(&plan, options));
        plan.insert("application", application.as_str());
        plan.insert("body", ["{\"params\":", &params, "}"].concat());
        plan.insert("given", if *options == Value::Null { Object::new().into() } else { options.clone() });
        Ok(Request { application, params, plan })
    }
}

/// Whether another search's answer will do, and this one's for others.
fn is_repeatable(plan: &Object, given: &Value) -> bool {
    // Headers of its own may say who asks, or in which language.
    let has_own_headers = given.get("headers").is_some();
    let is = |name: &str, value: bool| plan.get(name) == Some(&Value::Bool(value));
    let ignores = plan.get("ignore").and_then(Value::as_array).is_some_and(|statuses| !statuses.is_empty());
    !(has_own_headers || ignores || is("asStream", true) || is("cache", false))
}
