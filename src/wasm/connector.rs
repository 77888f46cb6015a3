//! The class behind the package's connector: one method for each question that Search UI asks.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{
    autocompleted::Autocompleted,
    client::Client,
    console::Console,
    dictionary,
    error::{is_of_us, message_of, was_given_up},
    hook::{self, Asked, Hook},
    json::{elements, from_js, get},
    live::{self, Given},
    response::{self, object},
    target::Target,
    task::{promise, settled},
};
use crate::{
    error::Error,
    json::{Object, Value},
    options::Options,
    params::{Convention, Hits, Question},
    search_ui::{AutocompleteQueryConfig, QueryConfig, RequestState},
};

const PARTIAL: &str = "Elasticsearch found only a part of the results, since time was up, a shard failed or the \
                       search was ended early: `partialResults` and `rawResponse` in the response state say more.";

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
    own: Target,
    /// Other search applications, by name, that suggestions come from.
    others: Vec<(String, Target)>,
    on_search: Hook,
    on_results: Hook,
    on_suggestions: Hook,
    console: Console,
}

#[wasm_bindgen]
impl Connector {
    /// Checks the options and compiles the dictionaries.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<Connector, JsValue> {
        let (client, mut warnings) = client(options)?;
        let mut others = Vec::new();
        for (name, told) in &client.options.others {
            let options = get(&get(options, "searchApplications"), name);
            others.push((name.clone(), Target::new(told, &options, &mut warnings)));
        }
        let inner = Inner {
            own: Target::new(&client.options.own, options, &mut warnings),
            others,
            client,
            on_search: Hook::read(options, "interceptSearchRequest"),
            on_results: Hook::read(options, "interceptAutocompleteResultsRequest"),
            on_suggestions: Hook::read(options, "interceptAutocompleteSuggestionsRequest"),
            console: Console::default(),
        };
        inner.console.tell(warnings);
        Ok(Self { inner: Rc::new(inner) })
    }

    /// Search UI's `onSearch`: the response state, or a rejection with an error. `signal` gives the search up.
    #[wasm_bindgen(js_name = onSearch)]
    pub fn on_search(&self, state: &JsValue, query_config: &JsValue, signal: &JsValue) -> Promise {
        let (inner, asked) = (Rc::clone(&self.inner), Asked::new(state, query_config, signal));
        promise(async move { inner.search(asked).await })
    }

    /// Search UI's `onAutocomplete`: its response state. Search UI handles no rejection here, so a failure is told to
    /// the console and leaves its lists empty.
    #[wasm_bindgen(js_name = onAutocomplete)]
    pub fn on_autocomplete(&self, state: &JsValue, query_config: &JsValue, signal: &JsValue) -> Promise {
        let (inner, asked) = (Rc::clone(&self.inner), Asked::new(state, query_config, signal));
        promise(async move {
            let (found, signal) = (Autocompleted::new(&asked.config), asked.signal.clone());
            if let Err(thrown) = inner.autocomplete(asked, &found).await {
                inner.tell_no_suggestions(&signal, &thrown);
            }
            Ok(found.state())
        })
    }

    /// What a hook does by `next`: the answer's body for these params, or a rejection with an error.
    pub fn send(&self, params: &JsValue, application: Option<String>, signal: &JsValue) -> Promise {
        let (inner, signal, params) = (Rc::clone(&self.inner), signal.clone(), from_js(params));
        promise(async move {
            let params = params?;
            if params.as_object().is_none() {
                return Err(Error::configuration("A hook must give the params to `next`, an object").into());
            }
            Ok(inner.client.search(application.as_deref(), params, &signal).await?)
        })
    }

    /// Tells the developer what a function of the page's own has thrown.
    #[wasm_bindgen(js_name = tellFailure)]
    pub fn tell_failure(&self, name: &str, thrown: &JsValue) {
        self.inner.console.tell(vec![self.inner.failure(name, thrown)]);
    }
}

impl Inner {
    async fn search(self: Rc<Self>, asked: Asked) -> Result<JsValue, JsValue> {
        let mut warnings = Vec::new();
        let state = RequestState::read(&from_js(&asked.state)?, &mut warnings);
        let config = QueryConfig::read(&from_js(&asked.config)?, &mut warnings);
        let made = self.own.convention.search(&self.own.known, &state, &config, &mut warnings);
        self.console.tell(warnings);
        let purpose = object(&[("kind", &"search".into())]);
        let params = self.params(&self.own, made, &asked, &purpose).await?;
        let paging = self.own.paging(&params, &state, &config);
        let body = self.answer(&self.on_search, None, params, &asked).await?;
        response::search(&body, &state.search_term, &config.facets, &asked.config, &self.own, paging)
    }

    /// Asks each question that autocomplete has, all at once; one that fails leaves the others' answers.
    async fn autocomplete(self: &Rc<Self>, asked: Asked, found: &Autocompleted) -> Result<(), JsValue> {
        let mut warnings = Vec::new();
        let state = RequestState::read(&from_js(&asked.state)?, &mut warnings);
        let config = AutocompleteQueryConfig::read(&from_js(&asked.config)?, &mut warnings);
        let (mut questions, answers) = (Vec::new(), js_sys::Array::new());
        for question in Question::each(&state.search_term, &config, self.on_suggestions.is_some()) {
            let target = self.target(question.application);
            let made = target.convention.ask(&target.known, &state.search_term, &question, &mut warnings);
            if made.is_some() || target.convention == Convention::Custom {
                answers.push(&Rc::clone(self).ask(&question, made, asked.clone()));
                questions.push(question);
            }
        }
        self.console.tell(warnings);
        let answers = settled(Promise::all(&answers)).await?;
        for (question, body) in questions.iter().zip(elements(&answers)) {
            found.add(question, &body, &self.target(question.application).snippets)?;
        }
        Ok(())
    }

    /// The answer's body, or `undefined`: never a rejection.
    fn ask(self: Rc<Self>, question: &Question, made: Option<Object>, asked: Asked) -> Promise {
        let (application, purpose) = (question.application.map(str::to_owned), hook::purpose(question));
        let is_for_results = matches!(question.hits, Hits::Results(_));
        promise(async move {
            let hook = if is_for_results { &self.on_results } else { &self.on_suggestions };
            let target = self.target(application.as_deref());
            let body = match self.params(target, made, &asked, &purpose).await {
                Ok(params) => self.answer(hook, application.as_deref(), params, &asked).await,
                Err(thrown) => Err(thrown),
            };
            Ok(body.unwrap_or_else(|thrown| {
                self.tell_no_suggestions(&asked.signal, &thrown);
                JsValue::UNDEFINED
            }))
        })
    }

    /// One that nothing is known of is asked as the connector's own.
    fn target(&self, application: Option<&str>) -> &Target {
        let named = self.others.iter().find(|(name, _)| Some(name.as_str()) == application);
        named.map_or(&self.own, |(_, target)| target)
    }

    /// What the convention has made; where it leaves that to the page, what the page's own function makes.
    async fn params(
        &self,
        target: &Target,
        made: Option<Object>,
        asked: &Asked,
        purpose: &JsValue,
    ) -> Result<Value, JsValue> {
        if let Some(params) = made {
            return Ok(params.into());
        }
        let params = target.custom_params(&asked.state, &asked.config, purpose).await;
        match from_js(&params.map_err(|thrown| self.failed("params", thrown))?)? {
            params @ Value::Object(_) => Ok(params),
            _ => Err(Error::configuration("The function `params` must return an object").into()),
        }
    }

    /// The answer's body: what the hook makes of the request, if there is one.
    async fn answer(
        self: &Rc<Self>,
        hook: &Hook,
        application: Option<&str>,
        params: Value,
        asked: &Asked,
    ) -> Result<JsValue, JsValue> {
        let connector = Connector { inner: Rc::clone(self) };
        let body = match hook.call(&params, asked, connector, application) {
            Some(promise) => settled(promise).await.map_err(|thrown| self.failed(hook.name, thrown))?,
            None => self.client.search(application, params, &asked.signal).await?,
        };
        if !body.is_object() {
            let advice = "` must return the answer's body, an object: `return next(params)`";
            return Err(Error::configuration(["The function `", hook.name, advice].concat()).into());
        }
        if response::is_partial(&body) {
            self.console.tell(vec![PARTIAL.to_owned()]);
        }
        Ok(body)
    }

    /// An error of this package stays what it is.
    fn failed(&self, name: &str, thrown: JsValue) -> JsValue {
        if is_of_us(&thrown) { thrown } else { Error::configuration(self.failure(name, &thrown)).into() }
    }

    fn failure(&self, name: &str, thrown: &JsValue) -> String {
        let message = self.client.redact(&message_of(thrown));
        ["The function `", name, "` failed: ", &message].concat()
    }

    fn tell_no_suggestions(&self, signal: &JsValue, thrown: &JsValue) {
        if !was_given_up(signal) {
            self.console.tell(vec![["Autocomplete found nothing: ", &message_of(thrown)].concat()]);
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
    let (mut warnings, mut dictionaries) = (options.connection.warnings(), Vec::new());
    let others = options.others.iter().map(|(name, told)| (name, told));
    for (name, told) in std::iter::once((&options.application, &options.own)).chain(others) {
        if let Some(schema) = &told.dictionary {
            let dictionary = dictionary::compile(schema.to_json())?;
            warnings.extend(dictionary.unchecked_patterns().iter().map(|pattern| unchecked(pattern)));
            dictionaries.push((name.clone(), dictionary));
        }
    }
    Ok((Client::new(options, dictionaries, live), warnings))
}

fn unchecked(pattern: &str) -> String {
    let because = " as Elasticsearch does: only the server checks it.";
    ["JavaScript can't read the dictionary's pattern ", pattern, because].concat()
}
