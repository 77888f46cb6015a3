//! The answers to autocomplete's questions, gathered into Search UI's response state. Its lists are never left out,
//! since Search UI would keep the old ones.

use std::cell::RefCell;

use js_sys::Object as JsObject;
use wasm_bindgen::JsValue;

use super::{
    json::{elements, get},
    response::{list, object, results, set},
};
use crate::params::{Hits, Question};

/// What has been found so far.
pub struct Autocompleted {
    /// Search UI's `autocompleteQuery`.
    config: JsValue,
    results: RefCell<JsValue>,
    suggestions: JsObject,
}

impl Autocompleted {
    /// Nothing yet.
    pub fn new(config: &JsValue) -> Self {
        let results = RefCell::new(list(std::iter::empty()));
        Self { config: config.clone(), results, suggestions: JsObject::new() }
    }

    /// Adds what an answer holds. A question without an answer gets empty lists.
    ///
    /// # Errors
    /// What the engine throws when an answer is too much for it.
    pub fn add(&self, question: &Question, body: &JsValue, snippets: &JsValue) -> Result<(), JsValue> {
        match question.hits {
            Hits::Unwanted => {}
            Hits::Results(_) => *self.results.borrow_mut() = shown(body, &get(&self.config, "results"), snippets)?,
            Hits::Suggestions(name, _) => {
                let config = get(&get(&get(&self.config, "suggestions"), "types"), name);
                let hits = shown(body, &config, snippets)?;
                self.suggest(name, elements(&hits).map(|hit| suggested_result(&hit)));
            }
        }
        for name in &question.completions {
            let completed = elements(&get(&get(body, "suggest"), name)).next().unwrap_or(JsValue::UNDEFINED);
            self.suggest(name, elements(&get(&completed, "options")).map(|option| completion(&option)));
        }
        Ok(())
    }

    fn suggest(&self, name: &str, suggestions: impl Iterator<Item = JsValue>) {
        set(&self.suggestions, name, &list(suggestions));
    }

    /// Search UI's response state.
    pub fn state(&self) -> JsValue {
        object(&[
            ("autocompletedResults", &self.results.borrow()),
            ("autocompletedResultsRequestId", &"".into()),
            ("autocompletedSuggestions", &self.suggestions),
            ("autocompletedSuggestionsRequestId", &"".into()),
        ])
    }
}

fn shown(body: &JsValue, config: &JsValue, snippets: &JsValue) -> Result<JsValue, JsValue> {
    results(body, &get(config, "result_fields"), snippets)
}

fn suggested_result(hit: &JsValue) -> JsValue {
    object(&[("queryType", &"results".into()), ("result", hit)])
}

fn completion(option: &JsValue) -> JsValue {
    object(&[("suggestion", &get(option, "text"))])
}
