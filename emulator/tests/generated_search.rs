//! The generated search application searching real documents: which are found, and what each facet counts, case by
//! case from `data/generated_search.json` and, for points and nested objects, `data/generated_objects.json`. The params are those that the page makes of each state.
#![allow(clippy::unwrap_used, reason = "a failed test panics")]

mod support;

use search_application_connector::{
    application::{Config, define},
    json::{Object, Value},
    params::typed::Typed,
    search_ui::{QueryConfig, RequestState},
};
use support::table::Table;

fn definition(table: &Table) -> Value {
    let mut options = Object::new();
    options.insert("indices", table.get("index").clone());
    options.insert("fields", table.get("fields").clone());
    define(&Config::read(table.get("searchQuery"), &options.into()).unwrap()).unwrap()
}

/// The query config without the facets that the case hides, as the driver would hand it over.
fn query_config(table: &Table, case: &Value) -> QueryConfig {
    let mut config = QueryConfig::read(table.get("searchQuery"), &mut Vec::new());
    let hidden = case.get("hidden").and_then(Value::as_array).unwrap_or_default();
    config.facets.retain(|facet| !hidden.contains(&facet.field.as_str().into()));
    config
}

#[test]
fn each_case_of_the_table_finds_its_documents_and_counts_its_facets() {
    check(include_str!("data/generated_search.json"));
}

#[test]
fn points_and_nested_objects_are_filtered_sorted_and_counted() {
    check(include_str!("data/generated_objects.json"));
}

fn check(table: &str) {
    let table = Table::read(table);
    let definition = definition(&table);
    let dictionary = definition.get("template").unwrap().get("dictionary");
    table.check(&definition, |case| {
        let mut warnings = Vec::new();
        let state = RequestState::read(case.get("state").unwrap(), &mut warnings);
        let typed = Typed::new(dictionary, None, &mut warnings);
        let params = typed.search(&state, &query_config(&table, case), &mut warnings);
        assert_eq!(warnings, Vec::<String>::new());
        params.into()
    });
}
