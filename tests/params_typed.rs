//! Request state and query config → typed params, case by case from `data/typed_params.json`, and the bounds that
//! would make such a table unreadable.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]
#![cfg(not(target_arch = "wasm32"))]

use search_application_connector::{
    json::{Object, Value, read},
    params::{Limits, Paging, aggregation_paths, param_name, typed::Typed},
    search_ui::{QueryConfig, RequestState},
};

fn params(case: &Value) -> (Object, Vec<String>) {
    let mut warnings = Vec::new();
    let typed = Typed::new(case.get("dictionary"), case.get("fields"), &mut warnings);
    let state = RequestState::read(case.get("state").unwrap(), &mut warnings);
    let config = QueryConfig::read(case.get("config").unwrap_or(&Value::Null), &mut warnings);
    (typed.search(&state, &config, &mut warnings), warnings)
}

fn with_filter(values: Vec<Value>) -> (Object, Vec<String>) {
    let mut case = read(r#"{ "fields": { "f": "keyword" } }"#).unwrap().as_object().unwrap().clone();
    let filter = [("field".to_owned(), "f".into()), ("values".to_owned(), values.into())];
    let filters = vec![Value::Object(filter.into_iter().collect())];
    case.insert("state", [("filters".to_owned(), filters.into())].into_iter().collect::<Object>());
    params(&case.into())
}

#[test]
fn each_case_of_the_table_gives_its_params_and_warnings() {
    let cases = read(include_str!("data/typed_params.json")).unwrap();
    for case in cases.as_array().unwrap() {
        let name = case.get("name").unwrap().as_str().unwrap();
        let (params, warnings) = params(case);
        assert_eq!(Value::Object(params), *case.get("params").unwrap(), "{name}");
        let expected = case.get("warnings").and_then(Value::as_array).unwrap_or_default();
        assert_eq!(warnings.len(), expected.len(), "{name}: {warnings:?}");
        for (warning, start) in warnings.iter().zip(expected) {
            assert!(warning.starts_with(start.as_str().unwrap()), "{name}: {warning}");
        }
    }
}

#[test]
fn a_long_search_term_is_cut_between_characters() {
    let mut state = Object::new();
    state.insert("searchTerm", "é".repeat(501));
    let case = [("state".to_owned(), state.into())].into_iter().collect::<Object>();
    let (params, _) = params(&case.into());
    assert_eq!(params.get("query").unwrap().as_str().unwrap(), "é".repeat(500));
}

#[test]
fn a_value_longer_than_the_limit_is_left_out() {
    let (params, warnings) = with_filter(vec!["é".repeat(500).into(), "é".repeat(501).into()]);
    assert_eq!(params.get("filters").unwrap().to_string().matches('"').count(), 8);
    assert_eq!(warnings.len(), 1);
}

#[test]
fn of_more_than_a_hundred_values_the_first_hundred_count() {
    let (params, warnings) = with_filter((0..150_u32).map(Value::from).collect());
    let values = params.get("filters").unwrap().get("f").unwrap().get("all").unwrap().get("values").unwrap();
    assert_eq!(values.as_array().unwrap().len(), 100);
    assert_eq!(warnings, ["Only the first 100 values of a filter on f were used."]);
}

#[test]
fn pages_end_where_the_window_ends() {
    let page = |current, size| {
        let state = RequestState { current, results_per_page: Some(size), ..RequestState::default() };
        Paging::of(&state, &QueryConfig::default(), Limits::default())
    };
    for (paging, last) in [(page(1, 20), 496), (page(4, 20), 496), (page(500, 20), 496), (page(9999, 100), 100)] {
        assert_eq!(paging.last, last, "{paging:?}");
        assert!(paging.current <= last && paging.from() <= Limits::default().max_from, "{paging:?}");
    }
}

#[test]
fn buckets_are_found_under_a_name_that_no_other_field_has() {
    assert_eq!(aggregation_paths("price.net", None)[1], ["facet_price-2e-net", "values"]);
    let names = ["a.b", "a-2e-b", "a_b", "a-b", "a", "_a", "a ", "A", "é", "e\u{301}", "", "-"].map(param_name);
    for (at, name) in names.iter().enumerate() {
        assert!(!names[..at].contains(name), "{name}");
    }
}
