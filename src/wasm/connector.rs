//! The class behind the package's connector: one method for each question that Search UI asks.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::{
    autocompleted::Autocompleted,
    client::Client,
    dictionary,
    error::message_of,
    json::{from_js, get},
    live::{self, Given},
    response,
    task::{promise, settled},
};
use crate::{
    dictionary::Dictionary,
    error::Error,
    json::{Object, Value},
    options::Options,
    params::{Convention, Question, typed::Typed},
    search_ui::{AutocompleteQueryConfig, QueryConfig, RequestState},
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
    /// Checks, sends and reads.
    client: Client,
    /// What the page knows of the application.
    known: Typed,
    /// The page's own function for the params, if it has one.
    custom: Option<Function>,
    /// What the developer has been told already.
    warned: RefCell<Vec<String>>,
}

#[wasm_bindgen]
impl Connector {
    /// Checks the options and compiles the dictionary.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<Connector, JsValue> {
        let custom = get(options, "params").dyn_into::<Function>().ok();
        let (mut client, mut warnings) = client(options)?;
        if custom.is_some() {
            client.options.convention = Convention::Custom;
        }
        let options = &client.options;
        let fields = (!options.fields.is_empty()).then(|| Value::Object(options.fields.clone()));
        let known = Typed::new(options.dictionary.as_ref(), fields.as_ref(), &mut warnings);
        let inner = Inner { client, known, custom, warned: RefCell::default() };
        inner.tell(warnings);
        Ok(Self { inner: Rc::new(inner) })
    }

    /// Search UI's `onSearch`: the response state, or a rejection with an error. `signal` gives the search up.
    #[wasm_bindgen(js_name = onSearch)]
    pub fn on_search(&self, state: &JsValue, query_config: &JsValue, signal: &JsValue) -> Promise {
        let (inner, state, config) = (Rc::clone(&self.inner), state.clone(), query_config.clone());
        let signal = signal.clone();
        promise(async move { inner.search(&state, &config, &signal).await })
    }

    /// Search UI's `onAutocomplete`: its response state. Search UI handles no rejection here, so a failure is told to
    /// the console and leaves its lists empty.
    #[wasm_bindgen(js_name = onAutocomplete)]
    pub fn on_autocomplete(&self, state: &JsValue, query_config: &JsValue, signal: &JsValue) -> Promise {
        let (inner, state, config) = (Rc::clone(&self.inner), state.clone(), query_config.clone());
        let signal = signal.clone();
        promise(async move {
            let found = Autocompleted::new();
            if let Err(error) = inner.autocomplete(&state, &config, &signal, &found).await {
                inner.tell_failure(&error);
            }
            Ok(found.state())
        })
    }
}

impl Inner {
    async fn search(&self, asked: &JsValue, query_config: &JsValue, signal: &JsValue) -> Result<JsValue, Error> {
        let mut warnings = Vec::new();
        let state = RequestState::read(&from_js(asked)?, &mut warnings);
        let config = QueryConfig::read(&from_js(query_config)?, &mut warnings);
        let made = self.client.options.convention.search(&self.known, &state, &config, &mut warnings);
        self.tell(warnings);
        let params = match made {
            Some(params) => params.into(),
            None => self.custom_params(asked, query_config).await?,
        };
        let body = self.client.search(None, params, signal).await?;
        let paging = self.known.paging(&state, &config);
        Ok(response::search(&body, &state.search_term, &config.facets, &self.client.options.aggregations, paging))
    }

    /// Asks each question that autocomplete has; one that fails leaves the others' answers.
    async fn autocomplete(
        &self,
        asked: &JsValue,
        config: &JsValue,
        signal: &JsValue,
        found: &Autocompleted,
    ) -> Result<(), Error> {
        let mut warnings = Vec::new();
        let state = RequestState::read(&from_js(asked)?, &mut warnings);
        let autocomplete = AutocompleteQueryConfig::read(&from_js(config)?, &mut warnings);
        for question in Question::each(&state.search_term, &autocomplete) {
            let convention = self.client.options.convention;
            let params = match convention.ask(&self.known, &state.search_term, &question, &mut warnings) {
                Some(params) => params.into(),
                None if convention == Convention::Custom => self.custom_params(asked, config).await?,
                None => continue,
            };
            match self.client.search(question.application, params, signal).await {
                Ok(body) => found.add(&question, &body),
                Err(error) => self.tell_failure(&error),
            }
        }
        self.tell(warnings);
        Ok(())
    }

    /// What the page's own function makes of a question. It gets Search UI's own arguments.
    async fn custom_params(&self, state: &JsValue, config: &JsValue) -> Result<Value, Error> {
        let Some(function) = &self.custom else { return Ok(Object::new().into()) };
        let made = function.call2(&JsValue::UNDEFINED, state, config);
        let made = match made {
            Ok(made) => settled(Promise::resolve(&made)).await,
            thrown => thrown,
        };
        let params = made.map_err(|thrown| {
            let message = self.client.redact(&message_of(&thrown));
            Error::configuration(["The function `params` failed: ", &message].concat())
        })?;
        match from_js(&params)? {
            params @ Value::Object(_) => Ok(params),
            _ => Err(Error::configuration("The function `params` must return an object")),
        }
    }

    fn tell_failure(&self, error: &Error) {
        self.tell(vec![["Autocomplete found nothing: ", &error.message].concat()]);
    }

    /// Tells the developer, once.
    fn tell(&self, messages: Vec<String>) {
        for message in messages {
            if !self.warned.borrow().contains(&message) {
                warn_of(std::slice::from_ref(&message));
                self.warned.borrow_mut().push(message);
            }
        }
    }
}

/// The client that a connector's options ask for, and what its developer should know.
///
/// # Errors
/// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for an option that can't work.
pub fn client(options: &JsValue) -> Result<(Client, Vec<String>), Error> {
    let Given { plain, surroundings, live } = live::read(options)?;
    let options = Options::read(&plain, &surroundings)?;
    let mut warnings = options.connection.warnings();
    let dictionary = options.dictionary.as_ref().map(dictionary::compile).transpose()?;
    warnings.extend(dictionary.iter().flat_map(Dictionary::unchecked_patterns).map(|pattern| unchecked(pattern)));
    Ok((Client::new(options, dictionary, live), warnings))
}

/// Tells the developer.
pub fn warn_of(messages: &[String]) {
    for message in messages {
        // Without a console nobody is there to be told.
        let _ = warn(&["search-ui-search-application-connector: ", message].concat());
    }
}

fn unchecked(pattern: &str) -> String {
    let because = " as Elasticsearch does: only the server checks it.";
    ["JavaScript can't read the dictionary's pattern ", pattern, because].concat()
}
