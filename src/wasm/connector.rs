//! The class behind the package's connector: one method for each question that Search UI asks.

use std::{cell::RefCell, rc::Rc};

use js_sys::Promise;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{
    dictionary,
    fetch::{self, Answer},
    json::{copy, from_js, parse},
    response,
    task::promise,
};
use crate::{
    dictionary::Dictionary,
    error::Error,
    json::{Object, Value},
    options::Options,
    params::typed::Typed,
    search_ui::{AutocompleteQueryConfig, QueryConfig, RequestState},
    transport::{self, check_product, refusal, unreadable},
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = console)]
    fn warn(message: &str) -> Result<(), JsValue>;
}

/// A connector to one search application. Its methods return promises and share the state, so that any number of
/// searches may be under way at once.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Connector {
    inner: Rc<Inner>,
}

#[derive(Debug)]
struct Inner {
    options: Options,
    convention: Typed,
    dictionary: Option<Dictionary>,
    /// What the developer has been told already.
    warned: RefCell<Vec<String>>,
}

#[wasm_bindgen]
impl Connector {
    /// Checks the options and compiles the dictionary.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<Connector, JsValue> {
        let options = Options::read(&from_js(options)?)?;
        let mut warnings = Vec::new();
        let fields = (!options.fields.is_empty()).then(|| Value::Object(options.fields.clone()));
        let convention = Typed::new(options.dictionary.as_ref(), fields.as_ref(), &mut warnings);
        let dictionary = options.dictionary.as_ref().map(dictionary::compile).transpose()?;
        let unchecked = dictionary.iter().flat_map(Dictionary::unchecked_patterns);
        warnings.extend(unchecked.map(|pattern| {
            [
                "JavaScript can't read the dictionary's pattern ",
                pattern,
                " as Elasticsearch does: only the server checks it.",
            ]
            .concat()
        }));
        let inner = Inner { options, convention, dictionary, warned: RefCell::default() };
        inner.tell(warnings);
        Ok(Self { inner: Rc::new(inner) })
    }

    /// Search UI's `onSearch`: the response state, or a rejection with an error.
    #[wasm_bindgen(js_name = onSearch)]
    #[must_use]
    pub fn on_search(&self, state: &JsValue, query_config: &JsValue) -> Promise {
        let (inner, asked) = (Rc::clone(&self.inner), read_question(state, query_config));
        promise(async move {
            let (state, config) = asked?;
            inner.search(&state, &config).await
        })
    }

    /// Search UI's `onAutocomplete`: its response state. Search UI handles no rejection here, so a failure is told to
    /// the console and gives empty lists.
    #[wasm_bindgen(js_name = onAutocomplete)]
    #[must_use]
    pub fn on_autocomplete(&self, state: &JsValue, query_config: &JsValue) -> Promise {
        let (inner, asked) = (Rc::clone(&self.inner), read_question(state, query_config));
        promise(async move {
            let completed = match asked {
                Ok((state, config)) => inner.autocomplete(&state, &config).await,
                Err(error) => Err(error),
            };
            Ok(completed.unwrap_or_else(|error| {
                inner.tell(vec![["Autocomplete found nothing: ", &error.message].concat()]);
                response::autocomplete(None)
            }))
        })
    }
}

impl Inner {
    async fn search(&self, state: &Value, config: &Value) -> Result<JsValue, Error> {
        let mut warnings = Vec::new();
        let state = RequestState::read(state, &mut warnings);
        let config = QueryConfig::read(config, &mut warnings);
        let params = self.convention.search(&state, &config, &mut warnings);
        self.tell(warnings);
        let body = self.ask(params).await?;
        Ok(response::search(&body, &state.search_term, &config.facets, self.convention.paging(&state, &config)))
    }

    async fn autocomplete(&self, state: &Value, config: &Value) -> Result<JsValue, Error> {
        let mut warnings = Vec::new();
        let state = RequestState::read(state, &mut warnings);
        let config = AutocompleteQueryConfig::read(config, &mut warnings);
        self.tell(warnings);
        let Some(results) = &config.results else { return Ok(response::autocomplete(None)) };
        let params = self.convention.autocomplete(&state.search_term, results, config.suggestions_size);
        Ok(response::autocomplete(Some(&self.ask(params).await?)))
    }

    /// Checks the params, sends them, and reads the answer to the end.
    async fn ask(&self, params: Object) -> Result<JsValue, Error> {
        let params = Value::Object(params);
        if let Some(dictionary) = &self.dictionary {
            dictionary::validate(dictionary, &params)?;
        }
        let mut request = Object::new();
        request.insert("params", params);
        let answer = fetch::post(&self.options, &Value::Object(request).to_json()).await?;
        if !(200..300).contains(&answer.status) {
            return Err(self.refused(&answer));
        }
        check_product(answer.product.as_deref())?;
        let body = parse(&answer.text).filter(|body| body.is_object() && !body.is_array());
        body.ok_or_else(|| unreadable(answer.status, &self.options.credential.redact(&answer.text)))
    }

    fn refused(&self, answer: &Answer) -> Error {
        let text = self.options.credential.redact(&answer.text);
        let json = parse(&text).and_then(|body| copy(&body, 0).ok());
        refusal(transport::Answer { status: answer.status, text: &text, json }, &self.options.application)
    }

    /// Tells the developer, once.
    fn tell(&self, messages: Vec<String>) {
        for message in messages {
            if !self.warned.borrow().contains(&message) {
                // Without a console nobody is there to be told.
                let _ = warn(&["search-ui-search-application-connector: ", &message].concat());
                self.warned.borrow_mut().push(message);
            }
        }
    }
}

fn read_question(state: &JsValue, query_config: &JsValue) -> Result<(Value, Value), Error> {
    Ok((from_js(state)?, from_js(query_config)?))
}
