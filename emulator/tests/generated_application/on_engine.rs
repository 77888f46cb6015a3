//! Random search applications searched for real: the engine behind the emulator takes every search that a dictionary
//! lets through, and answers it as the embedded engine does. `EMULATOR_UPSTREAM` makes it a real one.

use std::fmt;

use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, TestRunner},
};
use search_application_connector::{application, json::Value};

use crate::{
    comparison::differences,
    documents::{documents, mapping},
    sent,
    strategies::{MARK, Setting, accepted_params, indexable_setting, object, state},
    support::{Answer, Emulator},
};

const CASES: u32 = 32;

/// Searches of each application.
const SEARCHES: usize = 4;

/// What is searched, and how.
struct Case {
    setting: Setting,
    documents: String,
    params: Vec<Value>,
}

/// As JSON, to be tried by hand.
impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Setting { query_config, options, .. } = &self.setting;
        write!(f, "{query_config}\n{options}\n{}", self.documents)?;
        self.params.iter().try_for_each(|params| write!(f, "\n{params}"))
    }
}

/// Documents, what a page sends for some states of it and at the most, and other params that the dictionary accepts.
fn case() -> impl Strategy<Value = Case> {
    indexable_setting().prop_flat_map(|setting| {
        let application = super::application(&setting);
        let (documents, state) = (documents(&setting), state(&setting.names));
        let accepted = accepted_params(&application.schema);
        let excess = super::excessive(&setting.names);
        (documents, vec(state, SEARCHES), vec(accepted, SEARCHES)).prop_map(move |(documents, states, accepted)| {
            let of_states = states.iter().chain([&excess]).map(|state| sent(&setting, &application, state).into());
            Case { setting: setting.clone(), documents, params: of_states.chain(accepted).collect() }
        })
    })
}

/// The setting's index, documents and search application, in the place of those of the last setting.
fn set_up(emulator: &Emulator, setting: &Setting, documents: &str) {
    emulator.send("DELETE", "/a?ignore_unavailable=true", "").expect(200);
    emulator.send("PUT", "/a", &mapping(setting).to_string()).expect(200);
    let written = emulator.send("POST", "/a/_bulk?refresh=true", documents).expect(200);
    assert_eq!(written.json()["errors"], false, "{}", written.text());
    let config = application::Config::read(&setting.query_config, &setting.options).unwrap();
    let body = application::define(&config).unwrap().to_string();
    let put = emulator.send("PUT", "/_application/search_application/shop", &body);
    assert!(put.status < 300, "{}", put.text());
}

/// The same params with texts in which all engines find the same words: each knows another version of Unicode.
fn plain(params: &Value) -> Value {
    match params {
        Value::String(text) => {
            text.chars().filter(|char| char.is_ascii() || MARK.contains(*char)).collect::<String>().into()
        }
        Value::Array(elements) => elements.iter().map(plain).collect::<Vec<_>>().into(),
        Value::Object(members) => object(members.iter().map(|(name, value)| (name, plain(value)))),
        other => other.clone(),
    }
}

fn search(emulator: &Emulator, params: &Value) -> Answer {
    emulator.search(&format!(r#"{{"params":{params}}}"#))
}

#[test]
fn every_search_that_a_dictionary_lets_through_is_answered_as_by_the_embedded_engine() {
    let (engine, embedded) = (Emulator::start(), Emulator::embedded());
    let each = |Case { setting, documents, params }: Case| {
        for emulator in [&engine, &embedded] {
            set_up(emulator, &setting, &documents);
        }
        let plain_ones = params.iter().map(plain).filter(|plain| !params.contains(plain)).collect();
        for params in [params.clone(), plain_ones].concat() {
            let [found, expected] = [&engine, &embedded].map(|emulator| search(emulator, &params));
            for answer in [&found, &expected] {
                prop_assert_eq!(answer.status, 200, "{}: {}", params, answer.text());
            }
            if plain(&params) != params {
                continue;
            }
            let differences = differences(&found.json(), &expected.json());
            prop_assert!(differences.is_empty(), "{}: {:#?}", params, differences);
        }
        Ok(())
    };
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(&case(), each).unwrap_or_else(|error| panic!("{error}"));
}
