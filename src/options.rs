//! The options of a connector, read and checked once, when it is made. A mistake is reported then and there, in a
//! sentence that names the option.

use crate::{
    error::Error,
    json::{Object, Value},
    search_application::{self, SearchApplication},
    transport::{CONNECTION, Connection, SHARED, Surroundings, path, present, refuse_outside_page, refuse_unknown},
};

/// The options that are read here.
const OWN: [&str; 2] = ["searchApplication", "searchApplications"];

/// Options that are functions. A function is no JSON value, so whatever is found here is none.
const FUNCTIONS: [&str; 5] = [
    "interceptSearchRequest",
    "interceptAutocompleteResultsRequest",
    "interceptAutocompleteSuggestionsRequest",
    "onResultClick",
    "onAutocompleteResultClick",
];

/// What a connector was told.
#[derive(Debug, Clone)]
pub struct Options {
    /// The search application's name.
    pub application: String,
    /// The path that searches are posted to.
    pub path: String,
    /// Where they go, who asks, and how.
    pub connection: Connection,
    /// What is known of that application.
    pub own: SearchApplication,
    /// What is known of others that suggestions come from, by name.
    pub others: Vec<(String, SearchApplication)>,
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
        let known: [&[&str]; 5] = [&OWN, &search_application::OPTIONS, &FUNCTIONS, &CONNECTION, &SHARED];
        refuse_unknown(given, &surroundings.functions, &known)?;
        if let Some(name) = FUNCTIONS.into_iter().find(|name| present(given, name).is_some()) {
            return Err(Error::configuration(["`", name, "` must be a function"].concat()));
        }
        let application = required_text(given, "searchApplication", "the name of the search application")?;
        Ok(Self {
            path: path(application)?,
            application: application.to_owned(),
            connection: Connection::read(given, surroundings)?,
            own: SearchApplication::read(given)?,
            others: SearchApplication::read_each(given)?,
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
