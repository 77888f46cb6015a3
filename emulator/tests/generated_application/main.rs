//! The generated search application against the server's own parts: its validator, its Mustache, its lenient reader.
//!
//! For random configs, both ways: what the page makes of a hostile state is accepted, and whatever is accepted
//! renders to JSON in which no text of the caller has become a name.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod strategies;

use emulator::mustache::{Escaping, Template};
use proptest::prelude::*;
use search_application_connector::{
    application::{Config, define},
    json::{Leniency, Object, Value, read_with},
    params::typed::Typed,
    search_ui::{AutocompleteQueryConfig, QueryConfig, RequestState},
};
use strategies::{MARK, Setting, accepted_params, setting, state};

/// As the server reads what a template has rendered.
const LENIENT: Leniency = Leniency { trailing_commas: true, comments: true, trailing_text: true };

struct Application {
    source: String,
    dictionary: Value,
}

fn application(setting: &Setting) -> Application {
    let config = Config::read(&setting.query_config, &setting.options).unwrap();
    let body = define(&config).unwrap();
    let template = body.get("template").unwrap();
    let source = template.get("script").unwrap().get("source").unwrap().as_str().unwrap().to_owned();
    Application { source, dictionary: template.get("dictionary").unwrap().clone() }
}

fn render(application: &Application, params: &Object) -> Value {
    let text = Template::compile(&application.source, Escaping::Json).unwrap().render(params).unwrap();
    read_with(&text, LENIENT).map_err(|error| format!("{error}\n{text}")).unwrap()
}

fn assert_names_are_ours(value: &Value) {
    match value {
        Value::Object(object) => object.iter().for_each(|(name, value)| {
            assert!(!name.contains(MARK), "{name}");
            assert_names_are_ours(value);
        }),
        Value::Array(elements) => elements.iter().for_each(assert_names_are_ours),
        _ => {}
    }
}

fn names(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().iter().map(|(name, _)| name).collect()
}

/// What the page sends for this state, and how many results it asks for.
fn sent(setting: &Setting, application: &Application, state: &Value) -> Object {
    let mut warnings = Vec::new();
    let typed = Typed::new(Some(&application.dictionary), None, &mut warnings);
    let state = RequestState::read(state, &mut warnings);
    let config = QueryConfig::read(&setting.query_config, &mut warnings);
    typed.search(&state, &config, &mut warnings)
}

fn with_state() -> impl Strategy<Value = (Setting, Value)> {
    setting().prop_flat_map(|setting| {
        let state = state(&setting.names);
        (Just(setting), state)
    })
}

fn with_accepted() -> impl Strategy<Value = (Setting, Value)> {
    setting().prop_flat_map(|setting| {
        let params = accepted_params(&application(&setting).dictionary);
        (Just(setting), params)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_the_page_sends_renders_to_a_search((setting, state) in with_state()) {
        let application = application(&setting);
        let params = sent(&setting, &application, &state);
        let body = render(&application, &params);
        assert_names_are_ours(&body);
        let facets = params.get("facets").and_then(Value::as_array).unwrap_or_default().len();
        prop_assert_eq!(body.get("aggs").map_or(0, |aggs| names(aggs).len()), facets);
        for name in ["from", "size"] {
            prop_assert_eq!(body.get(name), params.get(name));
        }
    }

    #[test]
    fn whatever_is_accepted_renders_to_json((setting, params) in with_accepted()) {
        let body = render(&application(&setting), params.as_object().unwrap());
        assert_names_are_ours(&body);
        prop_assert_eq!(body.get("from").is_none(), params.get("autocomplete").is_some());
    }

    #[test]
    fn autocomplete_renders_to_a_prefix_search(setting in setting(), term in "\\PC{0,20}") {
        let config = AutocompleteQueryConfig::read(setting.options.get("autocompleteQuery").unwrap_or(&Value::Null), &mut Vec::new());
        if let Some(results) = config.results {
            let params = Typed::default().autocomplete(&term, &results, None);
            let body = render(&application(&setting), &params);
            prop_assert_eq!(names(&body), ["size", "_source", "query"]);
            let clauses = body.get("query").unwrap().get("bool").unwrap().get("must").unwrap();
            prop_assert_eq!(clauses.as_array().unwrap().len(), usize::from(!term.is_empty()));
        }
    }
}
