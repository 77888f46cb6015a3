//! What a page is told of a search application that it searches: which params its template takes, its dictionary, and
//! names in its index and in its answers. A connector has these options for its own application, and under
//! `searchApplications` for each other one that suggestions come from.

use super::rule::{APPLICATION, names, present, read};
use crate::{
    error::Error,
    json::{Object, Value},
    params::Convention,
    text::listed,
};

/// Elasticsearch's default.
const HIGHLIGHT_TAGS: [&str; 2] = ["<em>", "</em>"];

/// A search application, and what a page is told of it.
#[derive(Debug, Clone)]
pub struct SearchApplication {
    /// Its name.
    pub name: String,
    told: Object,
}

impl SearchApplication {
    /// The connector's own, whose options have been read.
    pub(super) fn own(name: &str, told: Object) -> Self {
        Self { name: name.to_owned(), told }
    }

    /// Reads the option `searchApplications`: name to what is known of it.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for the first option that can't work.
    pub(super) fn read_each(given: &Object) -> Result<Vec<Self>, Error> {
        let each = match present(given, "searchApplications") {
            None => return Ok(Vec::new()),
            Some(Value::Object(each)) => each,
            Some(_) => {
                let why = "`searchApplications` must be an object: a search application's name to its options";
                return Err(Error::configuration(why));
            }
        };
        let mut applications = Vec::new();
        for (name, options) in each.members() {
            let options = options.as_object().ok_or_else(|| of_other(name, " must be an object."))?;
            if let Some((option, _)) = options.iter().find(|(option, _)| !names(APPLICATION).contains(option)) {
                return Err(of_other(name, &[" has no option `", option, "`."].concat()));
            }
            applications.push(Self { name: name.clone(), told: read(options, APPLICATION)? });
        }
        Ok(applications)
    }

    /// The JSON Schema that the params must satisfy, if there is one.
    #[must_use]
    pub fn dictionary(&self) -> Option<&Value> {
        self.told.get("dictionary").filter(|dictionary| dictionary.as_object().is_some())
    }

    /// What params the application's template takes, unless a function of the page makes them.
    #[must_use]
    pub fn convention(&self) -> Convention {
        Convention::read(self.told.get("params")).unwrap_or_default()
    }

    /// What is known of the index's fields: name to type.
    #[must_use]
    pub fn fields(&self) -> Option<&Value> {
        self.told.get("fields")
    }

    /// Where the answer has a field's aggregation, for templates of the user's own.
    #[must_use]
    pub fn aggregation(&self, field: &str) -> Option<&str> {
        self.told.get("aggregations")?.get(field)?.as_str()
    }

    /// What the template's highlights put before and after a match, in pairs.
    #[must_use]
    pub fn highlight_tags(&self) -> Value {
        self.told.get("highlightTags").cloned().unwrap_or_else(|| Vec::from(HIGHLIGHT_TAGS.map(Value::from)).into())
    }

    /// Whether snippets are taken for safe HTML as they come.
    #[must_use]
    pub fn trust_snippets(&self) -> bool {
        self.told.get("trustSnippets") == Some(&Value::Bool(true))
    }
}

fn of_other(name: &str, problem: &str) -> Error {
    let known = [" It takes ", &listed(&names(APPLICATION)), "."].concat();
    Error::configuration(["`searchApplications.", name, "`", problem, &known].concat())
}
