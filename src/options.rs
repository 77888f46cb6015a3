//! The options of a connector, read and checked once, when it is made. A mistake is reported then and there, in a
//! sentence that names the option.

use crate::{
    error::Error,
    json::{Object, Value},
    params::Convention,
    transport::{CONNECTION, Connection, SHARED, Surroundings, path, refuse_outside_page, refuse_unknown},
};

/// The options that are read here.
const OWN: [&str; 5] = ["searchApplication", "dictionary", "params", "aggregations", "fields"];

/// What a connector was told.
#[derive(Debug, Clone)]
pub struct Options {
    /// The search application's name.
    pub application: String,
    /// The path that searches are posted to.
    pub path: String,
    /// Where they go, who asks, and how.
    pub connection: Connection,
    /// The JSON Schema that the params must satisfy, if there is one.
    pub dictionary: Option<Value>,
    /// What params the application's template takes.
    pub convention: Convention,
    /// Where the answer has a facet's aggregation: field to name, for templates of the user's own.
    pub aggregations: Object,
    /// What is known of the index's fields: name to Elasticsearch type.
    pub fields: Object,
}

impl Options {
    /// Reads the constructor's argument.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for the first option that can't work.
    pub fn read(options: &Value, surroundings: &Surroundings) -> Result<Self, Error> {
        let given = options.as_object().ok_or_else(|| {
            Error::configuration("The connector needs options: `{ host, searchApplication, apiKey, dictionary }`")
        })?;
        // Before the names are looked at: what a page has no use for is told in words of its own.
        refuse_outside_page(given, surroundings)?;
        refuse_unknown(given, &surroundings.functions, &[&OWN, &CONNECTION, &SHARED])?;
        let application = required_text(given, "searchApplication", "the name of the search application")?;
        Ok(Self {
            path: path(application)?,
            application: application.to_owned(),
            connection: Connection::read(given, surroundings)?,
            dictionary: dictionary(given)?,
            convention: convention(given)?,
            aggregations: object(given, "aggregations")?,
            fields: object(given, "fields")?,
        })
    }
}

fn required_text<'a>(given: &'a Object, name: &str, what: &str) -> Result<&'a str, Error> {
    match given.get(name) {
        Some(Value::String(text)) if !text.trim_ascii().is_empty() => Ok(text),
        Some(_) => Err(Error::configuration(["`", name, "` must be a text: ", what].concat())),
        None => Err(Error::configuration(["`", name, "` is missing: ", what].concat())),
    }
}

/// `false` and absence both mean: check nothing in the page.
fn dictionary(given: &Object) -> Result<Option<Value>, Error> {
    match given.get("dictionary") {
        None | Some(Value::Null | Value::Bool(false)) => Ok(None),
        Some(schema @ Value::Object(_)) => Ok(Some(schema.clone())),
        Some(_) => Err(Error::configuration("`dictionary` must be the application's JSON Schema, an object, or false")),
    }
}

/// A function is no JSON value: whoever finds one takes [`Convention::Custom`].
fn convention(given: &Object) -> Result<Convention, Error> {
    Convention::read(given.get("params"))
        .ok_or_else(|| Error::configuration("`params` must be \"typed\", \"boilerplate\" or a function"))
}

fn object(given: &Object, name: &str) -> Result<Object, Error> {
    match given.get(name) {
        None | Some(Value::Null) => Ok(Object::new()),
        Some(Value::Object(object)) => Ok(object.clone()),
        Some(_) => Err(Error::configuration(["`", name, "` must be an object: field to name"].concat())),
    }
}
