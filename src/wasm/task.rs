//! Rust futures as JavaScript promises. A future here waits for one promise at a time, and nothing else wakes it, so
//! its executor is an `async` function (`js/task.js`): it hands each promise's outcome to the next poll. That needs
//! no wakers, queues and closures, which weigh more than the rest of this folder.

use std::{
    cell::{Cell, RefCell},
    pin::Pin,
    task::{Context, Poll, Waker},
};

use js_sys::Promise;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen(module = "/src/js/task.js")]
extern "C" {
    fn run(task: Task) -> Promise;
}

/// What a search comes to: a value, or an error as JavaScript has it.
type Outcome = Result<JsValue, JsValue>;
/// What became of a promise.
type Settled = Result<JsValue, JsValue>;

thread_local! {
    /// The promise that the task which is being polled waits for.
    static AWAITED: Cell<Option<Promise>> = const { Cell::new(None) };
    /// What became of the promise that this task waited for.
    static SETTLED: Cell<Option<Settled>> = const { Cell::new(None) };
}

/// A future that JavaScript polls.
#[wasm_bindgen]
pub struct Task(RefCell<State>);

enum State {
    Running(Pin<Box<dyn Future<Output = Outcome>>>),
    Done(Outcome),
}

#[wasm_bindgen]
impl Task {
    /// Goes on with the outcome of the promise that was returned before. `undefined`: the task is done.
    pub fn poll(&self, failed: bool, settled: JsValue) -> Option<Promise> {
        let mut state = self.0.borrow_mut();
        let State::Running(future) = &mut *state else { return None };
        SETTLED.set(Some(if failed { Err(settled) } else { Ok(settled) }));
        match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Pending => AWAITED.take(),
            Poll::Ready(outcome) => {
                *state = State::Done(outcome);
                None
            }
        }
    }

    /// What the task came to.
    pub fn outcome(self) -> Result<JsValue, JsValue> {
        match self.0.into_inner() {
            State::Done(outcome) => outcome,
            State::Running(_) => Err(JsValue::UNDEFINED),
        }
    }
}

/// Starts a future.
pub fn promise(future: impl Future<Output = Outcome> + 'static) -> Promise {
    run(Task(RefCell::new(State::Running(Box::pin(future)))))
}

/// Waits for a promise. Only for futures that [`promise`] runs, and for one promise at a time.
pub async fn settled(promise: Promise) -> Settled {
    Waiting(Some(promise)).await
}

struct Waiting(Option<Promise>);

impl Future for Waiting {
    type Output = Settled;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Settled> {
        match self.0.take() {
            Some(promise) => {
                AWAITED.set(Some(promise));
                Poll::Pending
            }
            None => Poll::Ready(SETTLED.take().unwrap_or(Err(JsValue::UNDEFINED))),
        }
    }
}
