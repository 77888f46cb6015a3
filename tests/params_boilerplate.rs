//! Request state and query config → the params of Elastic's boilerplate template, case by case from
//! `data/boilerplate_params.json`; each is also one that Elastic's own dictionary for it accepts.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use search_application_connector::{
    dictionary::{Dictionary, ExactPatterns},
    json::{Object, Value, read},
    params::{Convention, Question, typed::Typed},
    search_ui::{AutocompleteQueryConfig, QueryConfig, RequestState},
};

fn dictionary() -> Dictionary {
    let schema = read(include_str!("data/boilerplate_dictionary.json")).unwrap();
    Dictionary::compile(&schema, &ExactPatterns).unwrap()
}

fn params(case: &Value) -> (Object, Vec<String>) {
    let mut warnings = Vec::new();
    let known = Typed::new(None, case.get("fields"), &mut warnings);
    let state = RequestState::read(case.get("state").unwrap(), &mut warnings);
    let config = QueryConfig::read(case.get("config").unwrap_or(&Value::Null), &mut warnings);
    (Convention::Boilerplate.search(&known, &state, &config, &mut warnings).unwrap(), warnings)
}

#[test]
fn each_case_of_the_table_gives_its_params_and_warnings_and_is_accepted() {
    let (cases, dictionary) = (read(include_str!("data/boilerplate_params.json")).unwrap(), dictionary());
    for case in cases.as_array().unwrap() {
        let name = case.get("name").unwrap().as_str().unwrap();
        let (params, warnings) = params(case);
        let params = Value::from(params);
        assert_eq!(params.to_string(), case.get("params").unwrap().to_string(), "{name}");
        assert_eq!(dictionary.validate(&params), Ok(()), "{name}");
        let expected = case.get("warnings").and_then(Value::as_array).unwrap_or_default();
        assert_eq!(warnings.len(), expected.len(), "{name}: {warnings:?}");
        for (warning, start) in warnings.iter().zip(expected) {
            assert!(warning.starts_with(start.as_str().unwrap()), "{name}: {warning}");
        }
    }
}

#[test]
fn autocomplete_is_a_search_with_fewer_results_and_no_completions() {
    let config = r#"{
        "results": { "resultsPerPage": 3, "filters": [{ "field": "published", "values": [true] }] },
        "suggestions": { "types": { "titles": { "fields": ["title.suggest"] } } } }"#;
    let config = AutocompleteQueryConfig::read(&read(config).unwrap(), &mut Vec::new());
    let mut warnings = Vec::new();
    let questions = Question::each("sta", &config, false);
    let mut asked = questions
        .iter()
        .filter_map(|question| Convention::Boilerplate.ask(&Typed::default(), "sta", question, &mut warnings));
    let params = Value::from(asked.next().unwrap());
    let filters = r#"{"bool":{"filter":[{"term":{"published":true}}]}}"#;
    assert_eq!(params.to_string(), format!(r#"{{"query":"sta","from":0,"size":3,"_es_filters":{filters}}}"#));
    assert_eq!(dictionary().validate(&params), Ok(()));
    assert!(asked.next().is_none());
    assert_eq!(warnings, ["The suggestions titles were ignored: these params have no completions."]);
}

#[test]
fn completions_alone_are_no_question_in_this_convention() {
    let config = r#"{ "suggestions": { "types": { "titles": { "fields": ["title.suggest"] } } } }"#;
    let config = AutocompleteQueryConfig::read(&read(config).unwrap(), &mut Vec::new());
    let question = Question::each("sta", &config, false).remove(0);
    assert!(Convention::Boilerplate.ask(&Typed::default(), "sta", &question, &mut Vec::new()).is_none());
}

#[test]
fn the_option_names_a_convention_or_nothing() {
    let named = |option: &str| Convention::read(Some(&read(option).unwrap()));
    assert_eq!(Convention::read(None), Some(Convention::Typed));
    assert_eq!(named("null"), Some(Convention::Typed));
    assert_eq!(named(r#""typed""#), Some(Convention::Typed));
    assert_eq!(named(r#""boilerplate""#), Some(Convention::Boilerplate));
    for other in [r#""Typed""#, r#""custom""#, "true", "{}", "1"] {
        assert_eq!(named(other), None, "{other}");
    }
}
