//! Autocomplete beside its results: the suggestions that this search application has. Those of another one (the
//! config names it by `searchApplication`) are that one's business.

use super::template::{Item, Node, constant, member, object, text, when};
use crate::{
    params::param_name,
    search_ui::{AutocompleteQueryConfig, QueryConfig, Suggestion, SuggestionSource},
};

/// Whether there is anything that autocomplete may ask of this search application.
pub fn is_any(config: &AutocompleteQueryConfig) -> bool {
    config.results.is_some() || own(config).next().is_some()
}

/// Name and config of the suggestions that are made of results.
pub fn of_results(config: &AutocompleteQueryConfig) -> impl Iterator<Item = (&str, &QueryConfig)> {
    own(config).filter_map(|suggestion| match &suggestion.source {
        SuggestionSource::Results(config) => Some((suggestion.name.as_str(), config)),
        SuggestionSource::Completion(_) => None,
    })
}

/// Where the params name a kind of suggestion that is made of results.
pub fn type_path(name: &str) -> String {
    ["autocomplete.type.", &param_name(name)].concat()
}

/// Whether any suggestion completes the term.
pub fn has_suggesters(config: &AutocompleteQueryConfig) -> bool {
    completions(config).next().is_some()
}

/// `suggest`: completions as Search UI's own Elasticsearch connector asks for them, each under its own name.
pub fn suggesters(config: &AutocompleteQueryConfig) -> Option<Item> {
    let each: Vec<_> = completions(config).map(|(name, field)| member(name, suggester(field))).collect();
    let is_any = !each.is_empty();
    is_any.then(|| when("autocomplete.suggestions", [member("suggest", Node::Object(each))]))
}

fn suggester(field: &str) -> Node {
    let completion = object([
        ("field", constant(field)),
        ("size", text("{{autocomplete.suggestions}}")),
        ("skip_duplicates", constant(true)),
        ("fuzzy", object([("fuzziness", constant(1))])),
    ]);
    object([("prefix", text("\"{{autocomplete.query}}\"")), ("completion", completion)])
}

fn completions(config: &AutocompleteQueryConfig) -> impl Iterator<Item = (&str, &str)> {
    own(config).filter_map(|suggestion| match &suggestion.source {
        SuggestionSource::Completion(field) => Some((suggestion.name.as_str(), field.as_str())),
        SuggestionSource::Results(_) => None,
    })
}

fn own(config: &AutocompleteQueryConfig) -> impl Iterator<Item = &Suggestion> {
    config.suggestions.iter().filter(|suggestion| suggestion.application.is_none())
}
