//! What JavaScript asks of Rust, in JSON both ways: each question is a function from a value to a value, which decides
//! something and waits for nothing. `src/js/core.js` asks.

mod answer;
mod judgement;
mod plan;
mod question;
mod request;
mod settings;

use crate::{
    error::Error,
    gather::Gather,
    json::Value,
    options::{Options, SearchApplication},
    params::{Convention, typed::Typed},
    search_ui::scalar,
    transport::Surroundings,
};

pub use answer::Answer;
pub use judgement::described;
pub use question::Question;
pub use request::Request;

/// A connector's options, read, and what follows of them for its searches.
#[derive(Debug)]
pub struct Service {
    /// What it was told.
    pub options: Options,
    /// Its own search application.
    own: Target,
    /// Others that suggestions come from.
    others: Vec<Target>,
    warnings: Vec<String>,
}

/// A search application as a page asks it.
#[derive(Debug)]
struct Target {
    name: String,
    /// What the page knows of it.
    known: Typed,
    /// Which params its template takes.
    convention: Convention,
}

impl Service {
    /// Reads `{ options, functions, inPage }`: what a page has given, the names of the options that are functions, and
    /// whether a browser sends the requests.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for the first option that can't work.
    pub fn new(given: &Value) -> Result<Self, Error> {
        let in_page = given.get("inPage") == Some(&Value::Bool(true));
        let surroundings = Surroundings { in_page, functions: functions(given) };
        let options = Options::read(given.get("options").unwrap_or(&Value::Null), &surroundings)?;
        let mut warnings = options.connection.warnings();
        let is_custom = |option: &str| surroundings.functions.iter().any(|name| name == option);
        let own = Target::new(&options.own, is_custom("params"), &mut warnings);
        let mut others = Vec::new();
        for told in &options.others {
            let params = ["searchApplications.", &told.name, ".params"].concat();
            others.push(Target::new(told, is_custom(&params), &mut warnings));
        }
        Ok(Self { options, own, others, warnings })
    }

    /// The answer to a question, other than for a [`Request`], as JSON text.
    ///
    /// # Errors
    /// What keeps it from being answered.
    pub fn ask(&self, question: Question, given: &Value) -> Result<String, Error> {
        match question {
            Question::Settings => Ok(self.settings()),
            Question::Search => Ok(self.search(given)),
            Question::Autocomplete => Ok(self.autocomplete(given)),
            Question::Credential => self.credential(given),
            _ => Ok(self.judge(given)),
        }
    }

    /// The dictionaries that there are, by the names of their search applications, as JSON text.
    #[must_use]
    pub fn dictionaries(&self) -> Vec<(String, String)> {
        let mut dictionaries = Vec::new();
        for told in std::iter::once(&self.options.own).chain(&self.options.others) {
            if let Some(schema) = told.dictionary() {
                dictionaries.push((told.name.clone(), schema.to_json()));
            }
        }
        dictionaries
    }

    /// Adds to what the developer should know a pattern that only the server checks.
    pub fn warn_of_unchecked(&mut self, pattern: &str) {
        let because = " as Elasticsearch does: only the server checks it.";
        self.warnings.push(["JavaScript can't read the dictionary's pattern ", pattern, because].concat());
    }

    /// One that nothing is known of is asked as the connector's own.
    fn target(&self, application: Option<&str>) -> &Target {
        self.others.iter().find(|target| Some(target.name.as_str()) == application).unwrap_or(&self.own)
    }
}

impl Target {
    fn new(told: &SearchApplication, is_custom: bool, warnings: &mut Vec<String>) -> Self {
        Self {
            name: told.name.clone(),
            known: Typed::new(told.dictionary(), told.fields(), warnings),
            convention: if is_custom { Convention::Custom } else { told.convention() },
        }
    }

    fn is_custom(&self) -> bool {
        self.convention == Convention::Custom
    }
}

/// The names of what is a function among the options.
fn functions(given: &Value) -> Vec<String> {
    scalar::elements(given.get("functions")).iter().filter_map(Value::as_str).map(str::to_owned).gather()
}
