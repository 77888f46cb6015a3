//! Query config → the body of `PUT _application/search_application/{name}`.

use super::{
    body::Body,
    config::{Config, ConfigError},
    conjuncts::Conjunct,
    dictionary::dictionary,
    field::{Field, Sortable},
};
use crate::{
    json::{Object, Value},
    search_ui::{AutocompleteQueryConfig, QueryConfig},
};

/// The server's limit for a script's text in bytes (setting `script.max_size_in_bytes`), checked there at each search.
const MAX_SOURCE: usize = 65_535;

/// Makes the body. The page may sort by relevance, by each facet but a geo facet, and by each of `fields`.
pub fn define(config: &Config) -> Result<Value, ConfigError> {
    let mut problems = Vec::new();
    let search = QueryConfig::read(&config.search, &mut problems);
    let autocomplete = AutocompleteQueryConfig::read(&config.autocomplete, &mut problems);
    let fields = Field::each(&search, &config.fields, &mut problems);
    let conjuncts = Conjunct::each(&config.search, &fields, &mut problems);
    let sortable = Sortable::each(&fields);
    let mut body =
        Body { config: &search, fields: &fields, conjuncts: &conjuncts, sortable: &sortable, problems: &mut problems };
    let source = body.template(&autocomplete, config.limits).print();
    check(config, &source, &mut problems);
    if !problems.is_empty() {
        return Err(ConfigError { problems });
    }
    let params: Vec<&str> = sortable.iter().map(|sortable| sortable.param.as_str()).collect();
    let dictionary = dictionary(&search, &autocomplete, &fields, &params, config.limits);
    Ok(request(&config.indices, &source, dictionary))
}

fn check(config: &Config, source: &str, problems: &mut Vec<String>) {
    if config.indices.is_empty() {
        problems.push("Name at least one index.".to_owned());
    }
    if source.len() > MAX_SOURCE {
        problems.push(format!(
            "The template would have {} bytes and the server takes {MAX_SOURCE}: leave out some facets or fields.",
            source.len()
        ));
    }
}

fn request(indices: &[String], source: &str, dictionary: Value) -> Value {
    let script = object([("lang", "mustache".into()), ("source", source.into())]);
    let template = object([("script", script), ("dictionary", dictionary)]);
    let indices = indices.iter().map(|index| index.as_str().into()).collect::<Vec<Value>>();
    object([("indices", indices.into()), ("template", template)])
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Object>().into()
}
