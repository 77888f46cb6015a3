//! What a page is told of a search application that it searches: which params its template takes, its dictionary, and
//! names in its index and in its answers. A connector has these options for its own application, and under
//! `searchApplications` for each other one that suggestions come from.

use crate::{
    error::Error,
    gather::Gather,
    json::{Object, Value},
    params::Convention,
    search_ui::scalar,
};

/// The options' names.
pub(crate) const OPTIONS: [&str; 6] =
    ["dictionary", "params", "aggregations", "fields", "highlightTags", "trustSnippets"];

/// Elasticsearch's default.
const HIGHLIGHT_TAGS: [&str; 2] = ["<em>", "</em>"];

/// What a page is told of a search application.
#[derive(Debug, Clone)]
pub struct SearchApplication {
    /// The JSON Schema that the params must satisfy, if there is one.
    pub dictionary: Option<Value>,
    /// What params the application's template takes.
    pub convention: Convention,
    /// Where the answer has a facet's aggregation: field to name, for templates of the user's own.
    pub aggregations: Object,
    /// What is known of the index's fields: name to Elasticsearch type.
    pub fields: Object,
    /// What the template's highlights put before and after a match, in pairs.
    pub highlight_tags: Vec<Value>,
    /// Whether snippets are taken for safe HTML as they come.
    pub trust_snippets: bool,
}

impl SearchApplication {
    /// Reads the options.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for the first option that can't work.
    pub fn read(given: &Object) -> Result<Self, Error> {
        Ok(Self {
            dictionary: dictionary(given)?,
            convention: convention(given)?,
            aggregations: object(given, "aggregations", "field to name")?,
            fields: object(given, "fields", "field to type")?,
            highlight_tags: highlight_tags(given)?,
            trust_snippets: given.get("trustSnippets").and_then(Value::as_bool).unwrap_or(false),
        })
    }

    /// Reads the option `searchApplications`: name to what is known of it.
    ///
    /// # Errors
    /// As for [`SearchApplication::read`].
    pub fn read_each(given: &Object) -> Result<Vec<(String, Self)>, Error> {
        let each = object(given, "searchApplications", "a search application's name to its options")?;
        let mut applications = Vec::new();
        for (name, options) in each.members() {
            let options = options.as_object().ok_or_else(|| of_other(name, " must be an object."))?;
            if let Some((option, _)) = options.iter().find(|(option, _)| !OPTIONS.contains(option)) {
                return Err(of_other(name, &[" has no option `", option, "`."].concat()));
            }
            applications.push((name.clone(), Self::read(options)?));
        }
        Ok(applications)
    }
}

fn of_other(name: &str, problem: &str) -> Error {
    let known = [" It takes ", &OPTIONS.join(", "), "."].concat();
    Error::configuration(["`searchApplications.", name, "`", problem, &known].concat())
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

fn object(given: &Object, name: &str, what: &str) -> Result<Object, Error> {
    match given.get(name) {
        None | Some(Value::Null) => Ok(Object::new()),
        Some(Value::Object(object)) => Ok(object.clone()),
        Some(_) => Err(Error::configuration(["`", name, "` must be an object: ", what].concat())),
    }
}

fn highlight_tags(given: &Object) -> Result<Vec<Value>, Error> {
    let Some(tags) = given.get("highlightTags") else {
        return Ok(HIGHLIGHT_TAGS.into_iter().map(Value::from).gather());
    };
    let each = scalar::elements(Some(tags));
    let is_pairs = !each.is_empty() && each.len().is_multiple_of(2);
    if is_pairs && each.iter().all(|tag| scalar::text(Some(tag)).is_some()) {
        return Ok(each.to_vec());
    }
    Err(Error::configuration(
        "`highlightTags` must be a list of texts, a tag before and a tag after: [\"<em>\", \"</em>\"]",
    ))
}
