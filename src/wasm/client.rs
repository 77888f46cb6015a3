//! The search application's client: params checked, sent, and the answer read, whoever asks.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::Date;
use wasm_bindgen::JsValue;

use super::{
    call::{self, Call},
    credentials::Credentials,
    dictionary,
    exchange::Exchange,
    flights::Flights,
    live::{self, Given, Live},
};
use crate::{
    dictionary::Dictionary,
    error::Error,
    json::{Object, Value},
    options::Options,
    transport::{Broken, Cache, Pool, RequestOptions, Surroundings, path},
};

/// A client of one search application, and through it of others on the same cluster.
#[derive(Debug)]
pub struct Client {
    /// What it was told.
    pub options: Options,
    /// By the name of the search application.
    dictionaries: Vec<(String, Dictionary)>,
    exchange: Rc<Exchange>,
    cache: Option<RefCell<Cache<JsValue>>>,
    flights: Rc<Flights>,
    /// The generation of the credential that the cache's answers were given to.
    cached_for: Cell<u32>,
    /// How many searches there have been.
    count: Cell<u32>,
}

impl Client {
    /// A client whose params must satisfy the search application's dictionary, if there is one for it.
    pub fn new(options: Options, dictionaries: Vec<(String, Dictionary)>, live: Live) -> Self {
        let connection = &options.connection;
        let credentials = Credentials::new(connection, live.credential.clone());
        let pool = RefCell::new(Pool::new(&connection.nodes));
        Self {
            exchange: Rc::new(Exchange { connection: connection.clone(), credentials, pool, live }),
            cache: connection.cache.map(|options| RefCell::new(Cache::new(options))),
            flights: Rc::default(),
            cached_for: Cell::default(),
            count: Cell::default(),
            options,
            dictionaries,
        }
    }

    /// The text without any credential.
    pub fn redact(&self, text: &str) -> String {
        self.exchange.credentials.secrets().redact(text)
    }

    /// The answer's body, an object. `application` is another one than the client's own; `signal`, an `AbortSignal` or
    /// `undefined`, gives the request up.
    ///
    /// # Errors
    /// Whatever kept the server from answering the search.
    pub async fn search(&self, application: Option<&str>, params: Value, signal: &JsValue) -> Result<JsValue, Error> {
        let own = Live { signal: signal.clone(), ..Live::default() };
        self.perform(application, params, Value::Null, &own, &Surroundings::default()).await
    }

    /// The same with options for this search alone: the answer's body or, with `meta: true`, all of the exchange.
    ///
    /// # Errors
    /// Whatever kept the server from answering the search.
    pub async fn request(&self, params: Value, options: &JsValue) -> Result<JsValue, Error> {
        let Given { plain, surroundings, live } = live::read(options)?;
        self.perform(None, params, plain, &live, &surroundings).await
    }

    async fn perform(
        &self,
        application: Option<&str>,
        params: Value,
        given: Value,
        own: &Live,
        surroundings: &Surroundings,
    ) -> Result<JsValue, Error> {
        let connection = &self.options.connection;
        let functions = &surroundings.functions;
        let options = RequestOptions::read(&given, functions, &connection.request, &connection.opaque_id_prefix)?;
        let other = application.filter(|&name| name != self.options.application);
        let path = other.map_or_else(|| Ok(self.options.path.clone()), path)?;
        self.count.set(self.count.get().wrapping_add(1));
        let params = params.to_json();
        let body = ["{\"params\":", &params, "}"].concat();
        let name = other.unwrap_or(&self.options.application);
        let given = if given == Value::Null { Object::new().into() } else { given };
        let lives = (own, &self.exchange.live);
        let call = Rc::new(Call::new((name, path), body, (given, options), lives, self.count.get())?);
        if let Some((_, dictionary)) = self.dictionaries.iter().find(|(of, _)| of == name) {
            let checked = dictionary::validate(dictionary, params);
            checked.inspect_err(|error| self.exchange.tell(&call, "validation", Some(error), &[]))?;
        }
        self.exchange.tell(&call, "serialization", None, &[]);
        let answer = self.answer(&call).await;
        self.exchange.conclude(&call, answer)
    }

    /// The answer: one that is kept, one that another search waits for too, or one of its own.
    async fn answer(&self, call: &Rc<Call>) -> Result<JsValue, Error> {
        let Some(cache) = self.cache.as_ref().filter(|_| call.is_repeatable()) else {
            return self.exchange.run(call, &call.signal).await;
        };
        let generation = self.exchange.credentials.generation();
        if self.cached_for.replace(generation) != generation {
            cache.borrow_mut().clear();
        }
        let key = [&call.path, "?", &call.query, "\n", &call.body].concat();
        let kept = cache.borrow_mut().get(&key, Date::now());
        let flight = self.flights.find(&key);
        self.exchange.tell(call, "cache", None, &[("hit", kept.is_some()), ("shared", flight.is_some())]);
        if let Some(kept) = kept {
            return Ok(call::copy_of(&kept));
        }
        let flight = flight.unwrap_or_else(|| {
            let (exchange, call) = (Rc::clone(&self.exchange), Rc::clone(call));
            self.flights.start(&key, |signal| async move { exchange.run(&call, &signal).await })
        });
        let outcome = self.flights.join(&flight, &call.signal).await;
        let answer = outcome.unwrap_or_else(|| Err(self.exchange.failure(call, &Broken::GivenUp)))?;
        cache.borrow_mut().put(key, answer.clone(), Date::now());
        Ok(call::copy_of(&answer))
    }
}
