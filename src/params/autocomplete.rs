//! What autocomplete asks: as few requests as can bring its results and suggestions together.

use crate::gather::Gather;
use crate::search_ui::{AutocompleteQueryConfig, QueryConfig, Suggestion, SuggestionSource};

/// Results or suggestions of a kind where no config says how many: the default of Search UI's Elasticsearch connector.
pub const AUTOCOMPLETE_SIZE: u32 = 5;

/// One request, and what its answer is for.
#[derive(Debug, Clone, PartialEq)]
pub struct Question<'a> {
    /// The search application that is asked; `None` for the connector's own.
    pub application: Option<&'a str>,
    /// What the hits are for.
    pub hits: Hits<'a>,
    /// The suggestions that come under `suggest` in the answer, by their names.
    pub completions: Vec<&'a str>,
    /// How many suggestions of a kind, and how many hits where their config does not say.
    size: u32,
}

/// What the hits of an answer are for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Hits<'a> {
    /// Nothing: none are asked for.
    Unwanted,
    /// The results of autocomplete.
    Results(&'a QueryConfig),
    /// The suggestions of that name.
    Suggestions(&'a str, &'a QueryConfig),
}

impl<'a> Question<'a> {
    /// The questions to ask for a term. Nothing completes an empty term, but there are results without one.
    /// `apart` keeps completions out of the results' request: for a page that changes the two by hooks of their own.
    #[must_use]
    pub fn each(search_term: &str, config: &'a AutocompleteQueryConfig, apart: bool) -> Vec<Self> {
        let size = config.suggestions_size.unwrap_or(AUTOCOMPLETE_SIZE);
        let results = config.results.as_ref().map(|results| Self::new(None, Hits::Results(results), size));
        let mut questions: Vec<Self> = results.into_iter().gather();
        for suggestion in &config.suggestions {
            let application = suggestion.application.as_deref();
            match &suggestion.source {
                SuggestionSource::Results(config) => {
                    questions.push(Self::new(application, Hits::Suggestions(&suggestion.name, config), size));
                }
                SuggestionSource::Completion(_) if search_term.is_empty() => {}
                SuggestionSource::Completion(_) => Self::complete(suggestion, size, apart, &mut questions),
            }
        }
        questions
    }

    fn new(application: Option<&'a str>, hits: Hits<'a>, size: u32) -> Self {
        Self { application, hits, completions: Vec::new(), size }
    }

    /// Has the completions come with an answer of the same application, if there is one that is not of its own kind.
    fn complete(suggestion: &'a Suggestion, size: u32, apart: bool, questions: &mut Vec<Self>) {
        let application = suggestion.application.as_deref();
        let fits = |question: &Question| {
            let takes = match question.hits {
                Hits::Unwanted => true,
                Hits::Results(_) => !apart,
                Hits::Suggestions(..) => false,
            };
            takes && question.application == application
        };
        let at = questions.iter().position(fits).unwrap_or(questions.len());
        if at == questions.len() {
            questions.push(Self::new(application, Hits::Unwanted, size));
        }
        if let Some(question) = questions.get_mut(at) {
            question.completions.push(&suggestion.name);
        }
    }

    /// How many suggestions of a kind.
    #[must_use]
    pub fn suggestions_size(&self) -> u32 {
        self.size
    }

    /// How many hits; 0 if they are for nothing.
    #[must_use]
    pub fn hits_size(&self) -> u32 {
        self.config().map_or(0, |config| config.results_per_page.unwrap_or(self.size))
    }

    /// How the hits are found.
    #[must_use]
    pub fn config(&self) -> Option<&'a QueryConfig> {
        match self.hits {
            Hits::Unwanted => None,
            Hits::Results(config) | Hits::Suggestions(_, config) => Some(config),
        }
    }
}
