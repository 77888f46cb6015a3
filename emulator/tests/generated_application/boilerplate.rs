//! The boilerplate convention against the dictionary that Elastic's own command line stores, for hostile states.

use proptest::prelude::*;
use search_application_connector::{
    dictionary::{Dictionary, ExactPatterns},
    json::read,
    params::{Convention, typed::Typed},
    search_ui::{QueryConfig, RequestState},
};

use crate::with_state;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_state_the_boilerplate_dictionary_accepts_the_params((setting, state) in with_state()) {
        let schema = read(include_str!("../../../tests/data/boilerplate_dictionary.json")).unwrap();
        let dictionary = Dictionary::compile(&schema, &ExactPatterns).unwrap();
        let mut warnings = Vec::new();
        let known = Typed::new(None, setting.options.get("fields"), &mut warnings);
        let state = RequestState::read(&state, &mut warnings);
        let config = QueryConfig::read(&setting.query_config, &mut warnings);
        let params = Convention::Boilerplate.search(&known, &state, &config, &mut warnings).unwrap();
        prop_assert_eq!(dictionary.validate(&params.into()).err(), None);
    }
}
