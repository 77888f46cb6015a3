//! The generated search application against the server's own parts: its validator, its Mustache, its lenient reader.
//!
//! For random configs, both ways: what the page makes of a hostile state is accepted, and whatever is accepted
//! renders to JSON in which no text of the caller has become a name.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test stops at the first surprise")]

mod boilerplate;
mod comparison;
mod documents;
mod on_engine;
mod spoilt;
mod strategies;
#[path = "../support/mod.rs"]
mod support;

use emulator::mustache::{Escaping, Template};
use proptest::prelude::*;
use search_application_connector::{
    application::{Config, define},
    dictionary::{Dictionary, ExactPatterns},
    json::{Leniency, Object, Value, read_with},
    params::{Limits, Question, typed::Typed},
    search_ui::{AutocompleteQueryConfig, QueryConfig, RequestState},
};
use spoilt::spoilt;
use strategies::{MARK, Setting, accepted_params, setting, state};

/// As the server reads what a template has rendered.
const LENIENT: Leniency = Leniency { trailing_commas: true, comments: true, trailing_text: true };

struct Application {
    source: String,
    schema: Value,
    dictionary: Dictionary,
}

fn application(setting: &Setting) -> Application {
    let config = Config::read(&setting.query_config, &setting.options).unwrap();
    let body = define(&config).unwrap();
    let template = body.get("template").unwrap();
    let source = template.get("script").unwrap().get("source").unwrap().as_str().unwrap().to_owned();
    let schema = template.get("dictionary").unwrap().clone();
    let dictionary = Dictionary::compile(&schema, &ExactPatterns).unwrap();
    Application { source, schema, dictionary }
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
    let typed = Typed::new(Some(&application.schema), None, &mut warnings);
    let state = RequestState::read(state, &mut warnings);
    let config = QueryConfig::read(&setting.query_config, &mut warnings);
    typed.search(&state, &config, &mut warnings)
}

/// The longest values there are, more of them than one filter takes, on each field and in each way to combine them.
fn excessive(names: &[String]) -> Value {
    let long = Value::from("\u{1}".repeat(Limits::VALUE_LENGTH as usize));
    let ranges = r#"[{ "from": -1234567.125, "to": 1234567.125 },
        { "from": "2024-05-01T00:00:00.000+00:00||/M", "to": "now+123456789y/y" }, true]"#;
    let ranges = read_with(ranges, Leniency::default()).unwrap();
    let each = std::iter::once(&long).chain(ranges.as_array().unwrap());
    let values: Vec<Value> = each.flat_map(|value| vec![value.clone(); Limits::VALUES as usize + 1]).collect();
    let filter = |(name, kind): (&String, &str)| {
        strategies::object([("field", name.as_str().into()), ("type", kind.into()), ("values", values.clone().into())])
    };
    let kinds = names.iter().flat_map(|name| ["all", "any", "none"].map(|kind| (name, kind)));
    strategies::object([("filters", kinds.map(filter).collect::<Vec<_>>().into())])
}

fn with_state() -> impl Strategy<Value = (Setting, Value)> {
    setting().prop_flat_map(|setting| {
        let state = state(&setting.names);
        (Just(setting), state)
    })
}

fn with_accepted() -> impl Strategy<Value = (Setting, Value)> {
    setting().prop_flat_map(|setting| {
        let params = accepted_params(&application(&setting).schema);
        (Just(setting), params)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_the_page_sends_renders_to_a_search((setting, state) in with_state()) {
        let application = application(&setting);
        let params = sent(&setting, &application, &state);
        prop_assert_eq!(application.dictionary.validate(&params.clone().into()).err(), None);
        let body = render(&application, &params);
        assert_names_are_ours(&body);
        let facets = params.get("facets").and_then(Value::as_array).unwrap_or_default().len();
        prop_assert_eq!(body.get("aggs").map_or(0, |aggs| names(aggs).len()), facets);
        for name in ["from", "size"] {
            prop_assert_eq!(body.get(name), params.get(name));
        }
    }

    #[test]
    fn however_much_a_page_filters_by_it_renders(setting in setting()) {
        let application = application(&setting);
        let params = sent(&setting, &application, &excessive(&setting.names));
        prop_assert_eq!(application.dictionary.validate(&params.clone().into()).err(), None);
        assert_names_are_ours(&render(&application, &params));
    }

    #[test]
    fn whatever_is_accepted_renders_to_json((setting, params) in with_accepted()) {
        let application = application(&setting);
        prop_assert_eq!(application.dictionary.validate(&params).err(), None);
        let body = render(&application, params.as_object().unwrap());
        assert_names_are_ours(&body);
        prop_assert_eq!(body.get("from").is_none(), params.get("autocomplete").is_some());
    }

    #[test]
    fn nothing_near_to_what_is_accepted_is_accepted((setting, params) in with_accepted()) {
        let application = application(&setting);
        for spoilt in spoilt(&params) {
            prop_assert!(application.dictionary.validate(&spoilt).is_err(), "{}", spoilt);
        }
    }

    #[test]
    fn autocomplete_renders_to_what_each_question_asks(setting in setting(), term in "\\PC{0,20}") {
        let application = application(&setting);
        let typed = Typed::new(Some(&application.schema), None, &mut Vec::new());
        let config = setting.options.get("autocompleteQuery").unwrap_or(&Value::Null);
        let config = AutocompleteQueryConfig::read(config, &mut Vec::new());
        let own = Question::each(&term, &config, false).into_iter().filter(|question| question.application.is_none());
        for question in own {
            let params = typed.ask(&term, &question, &mut Vec::new());
            prop_assert_eq!(application.dictionary.validate(&params.clone().into()).err(), None);
            let body = render(&application, &params);
            prop_assert_eq!(body.get("size").unwrap().to_string(), question.hits_size().to_string());
            let suggesters = body.get("suggest").map(names).unwrap_or_default();
            prop_assert_eq!(suggesters, question.completions);
            let clauses = body.get("query").unwrap().get("bool").unwrap().get("must").unwrap();
            prop_assert_eq!(clauses.as_array().unwrap().len(), usize::from(!term.is_empty()));
        }
    }
}
