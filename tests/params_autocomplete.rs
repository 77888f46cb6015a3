//! What autocomplete asks of which search application, case by case from `data/autocomplete.json`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use search_application_connector::{
    json::{Object, Value, read},
    params::{Hits, Question, typed::Typed},
    search_ui::AutocompleteQueryConfig,
};

/// A question as the table has it.
fn described(question: &Question, term: &str, typed: &Typed) -> Value {
    let mut entry = Object::new();
    if let Some(application) = question.application {
        entry.insert("application", application);
    }
    match question.hits {
        Hits::Unwanted => {}
        Hits::Results(_) => entry.insert("hits", "results"),
        Hits::Suggestions(name, _) => entry.insert("hits", ["suggestions ", name].concat()),
    }
    if !question.completions.is_empty() {
        entry.insert("completions", question.completions.iter().map(|&name| name.into()).collect::<Vec<Value>>());
    }
    entry.insert("params", typed.ask(term, question, &mut Vec::new()));
    entry.into()
}

#[test]
fn each_case_of_the_table_asks_its_questions() {
    let cases = read(include_str!("data/autocomplete.json")).unwrap();
    for case in cases.as_array().unwrap() {
        let name = case.get("name").unwrap().as_str().unwrap();
        let mut warnings = Vec::new();
        let config = AutocompleteQueryConfig::read(case.get("config").unwrap(), &mut warnings);
        let typed = Typed::new(None, case.get("fields"), &mut warnings);
        let term = case.get("term").unwrap().as_str().unwrap();
        let questions = Question::each(term, &config, case.get("apart").is_some());
        let asked: Vec<Value> = questions.iter().map(|question| described(question, term, &typed)).collect();
        assert_eq!(Value::Array(asked).to_string(), case.get("questions").unwrap().to_string(), "{name}");
        let expected = case.get("warnings").and_then(Value::as_array).unwrap_or_default();
        assert_eq!(warnings.len(), expected.len(), "{name}: {warnings:?}");
    }
}
