//! Identical searches in flight share one request. It goes on while anybody waits for it: who gives up leaves alone,
//! and the last one ends it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::Promise;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{fetch, task::promise};
use crate::error::Error;

#[wasm_bindgen]
extern "C" {
    #[derive(Debug)]
    type AbortController;

    #[wasm_bindgen(constructor)]
    fn new() -> AbortController;

    #[wasm_bindgen(method, getter)]
    fn signal(controller: &AbortController) -> JsValue;

    #[wasm_bindgen(method)]
    fn abort(controller: &AbortController);
}

/// What an exchange comes to.
type Outcome = Result<JsValue, Error>;

/// The requests that may be shared.
#[derive(Debug, Default)]
pub struct Flights(RefCell<Vec<Rc<Flight>>>);

/// One request and who waits for it.
#[derive(Debug)]
pub struct Flight {
    key: String,
    controller: AbortController,
    waiting: Cell<u32>,
    done: RefCell<Option<Promise>>,
    outcome: RefCell<Option<Outcome>>,
}

impl Flights {
    /// The request of that key, if it is under way.
    pub fn find(&self, key: &str) -> Option<Rc<Flight>> {
        self.0.borrow().iter().find(|flight| flight.key == key).cloned()
    }

    /// Starts a request; `exchange` gets the signal that ends it.
    pub fn start<F>(self: &Rc<Self>, key: &str, exchange: impl FnOnce(JsValue) -> F) -> Rc<Flight>
    where
        F: Future<Output = Outcome> + 'static,
    {
        let flight = Rc::new(Flight {
            key: key.to_owned(),
            controller: AbortController::new(),
            waiting: Cell::default(),
            done: RefCell::default(),
            outcome: RefCell::default(),
        });
        self.0.borrow_mut().push(Rc::clone(&flight));
        let exchange = exchange(flight.controller.signal());
        let (flights, started) = (Rc::clone(self), Rc::clone(&flight));
        let done = promise(async move {
            let outcome = exchange.await;
            flights.land(&started);
            *started.outcome.borrow_mut() = Some(outcome);
            Ok(JsValue::UNDEFINED)
        });
        *flight.done.borrow_mut() = Some(done);
        flight
    }

    /// Waits for a request together with whoever else does; `None` when `signal` ends the waiting.
    pub async fn join(&self, flight: &Rc<Flight>, signal: &JsValue) -> Option<Outcome> {
        let done = flight.done.borrow().clone()?;
        flight.waiting.set(flight.waiting.get() + 1);
        let waited = fetch::wait(&done, signal).await;
        flight.waiting.set(flight.waiting.get() - 1);
        let outcome = flight.outcome.borrow().clone();
        if waited.is_err() && outcome.is_none() && flight.waiting.get() == 0 {
            self.land(flight);
            flight.controller.abort();
        }
        if waited.is_err() { None } else { outcome }
    }

    fn land(&self, landed: &Rc<Flight>) {
        self.0.borrow_mut().retain(|flight| !Rc::ptr_eq(flight, landed));
    }
}
