//! The config of autocomplete: results and suggestions while a term is being typed.

use super::{QueryConfig, scalar};
use crate::gather::Gather;
use crate::json::Value;

/// Search UI's `autocompleteQuery`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AutocompleteQueryConfig {
    /// How results are found, if results are shown.
    pub results: Option<QueryConfig>,
    /// The kinds of suggestion, in the order of the config.
    pub suggestions: Vec<Suggestion>,
    /// How many suggestions of a kind; also the number of results where `results` does not say.
    pub suggestions_size: Option<u32>,
}

/// A kind of suggestion.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// Its name in the config and in the response state.
    pub name: String,
    /// The search application that has them (`searchApplication`); `None` for the connector's own.
    pub application: Option<String>,
    /// What is suggested.
    pub source: SuggestionSource,
}

/// What is suggested.
#[derive(Debug, Clone, PartialEq)]
pub enum SuggestionSource {
    /// Completions of the term by the values of this field (mapping type `completion`). Search UI's config has a list
    /// of fields, of which the first counts, as in its Elasticsearch connector.
    Completion(String),
    /// Results shown as suggestions.
    Results(QueryConfig),
}

impl AutocompleteQueryConfig {
    /// Reads the config of autocomplete. A kind of suggestion that has neither fields nor results is left out.
    pub fn read(config: &Value, warnings: &mut Vec<String>) -> Self {
        let suggestions = config.get("suggestions");
        let types = suggestions.and_then(|suggestions| suggestions.get("types"));
        Self {
            results: config.get("results").map(|results| QueryConfig::read(results, warnings)),
            suggestions: scalar::members(types)
                .filter_map(|(name, options)| Suggestion::read(name, options, warnings))
                .gather(),
            suggestions_size: scalar::whole(suggestions.and_then(|options| options.get("size")))
                .filter(|&size| size > 0),
        }
    }
}

impl Suggestion {
    fn read(name: &str, options: &Value, warnings: &mut Vec<String>) -> Option<Self> {
        let source = if options.get("queryType").and_then(Value::as_str) == Some("results") {
            SuggestionSource::Results(QueryConfig::read(options, warnings))
        } else if let Some(field) = scalar::text(scalar::elements(options.get("fields")).first()) {
            SuggestionSource::Completion(field)
        } else {
            warnings.push(["The suggestions ", name, " were ignored: name the field in `fields`."].concat());
            return None;
        };
        Some(Self { name: name.to_owned(), application: scalar::text(options.get("searchApplication")), source })
    }
}
