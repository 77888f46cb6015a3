//! The examples of docs/params.md are what the code does.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use search_application_connector::{
    application::{Config, define},
    dictionary::{Dictionary, ExactPatterns},
    json::{Object, Value, read},
    params::{Convention, typed::Typed},
    search_ui::{QueryConfig, RequestState},
};

const DOCUMENT: &str = include_str!("../docs/params.md");

/// The code blocks of a language below a heading.
fn blocks(heading: &str, language: &str) -> Vec<&'static str> {
    let start = DOCUMENT.find(&format!("\n## {heading}\n")).unwrap() + 4;
    let section = DOCUMENT[start..].split("\n## ").next().unwrap();
    let fence = format!("```{language}\n");
    section.split(&fence).skip(1).map(|block| block.split("```").next().unwrap()).collect()
}

/// The params that a state becomes, by the query config that comes first and the state that comes second.
fn params(convention: Convention, known: &Typed, examples: &[&str]) -> Value {
    let mut warnings = Vec::new();
    let config = QueryConfig::read(&read(examples[0]).unwrap(), &mut warnings);
    let state = RequestState::read(&read(examples[1]).unwrap(), &mut warnings);
    let params = convention.search(known, &state, &config, &mut warnings).unwrap();
    assert_eq!(warnings, Vec::<String>::new());
    params.into()
}

#[test]
fn typed_params_are_those_of_the_page_and_of_the_definition() {
    let examples = blocks("Typed", "json");
    let options: Object = [("indices".to_owned(), "films".into())].into_iter().collect();
    let definition = define(&Config::read(&read(examples[0]).unwrap(), &options.into()).unwrap()).unwrap();
    let schema = definition.get("template").unwrap().get("dictionary").unwrap();
    let params = params(Convention::Typed, &Typed::new(Some(schema), None, &mut Vec::new()), &examples);
    assert_eq!(params, read(examples[2]).unwrap());
    assert_eq!(Dictionary::compile(schema, &ExactPatterns).unwrap().validate(&params), Ok(()));
}

#[test]
fn boilerplate_params_are_those_of_the_page() {
    let examples = blocks("Boilerplate", "json");
    assert_eq!(params(Convention::Boilerplate, &Typed::default(), &examples), read(examples[2]).unwrap());
}

#[test]
fn the_template_and_the_function_of_the_last_example_are_the_tested_ones() {
    let table = read(include_str!("data/documentation_application.json")).unwrap();
    let application = blocks("Your own template", "json")[0];
    assert_eq!(read(application).unwrap(), *table.get("application").unwrap());
    assert_eq!(blocks("Your own template", "js")[0], include_str!("../docs/examples/params.mjs"));
}
