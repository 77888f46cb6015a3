//! What a search waits for, handed to the browser (`js/exchange.js`): an exchange over the network, a function of the
//! page, a pause.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{
    error::message_of,
    json::{get, to_js},
    task::settled,
};
use crate::{json::Value, transport::Broken};

#[wasm_bindgen(module = "/src/js/exchange.js")]
extern "C" {
    fn exchange(request: &JsValue, dispatcher: &JsValue, signal: &JsValue) -> Promise;
    fn pause(milliseconds: f64, signal: &JsValue) -> Promise;
    fn settle(work: &JsValue, milliseconds: u32, signal: &JsValue) -> Promise;
}

/// Sends a request and reads the answer, `{ status, headers, product, warnings, retryAfter, text, body }`. `signal`,
/// an `AbortSignal` or `undefined`, gives it up.
///
/// # Errors
/// Why there is no answer.
pub async fn post(request: &Value, dispatcher: &JsValue, signal: &JsValue) -> Result<JsValue, Broken> {
    ended(settled(exchange(&to_js(request), dispatcher, signal)).await)
}

/// Waits so many seconds.
///
/// # Errors
/// [`Broken::GivenUp`]
pub async fn sleep(seconds: f64, signal: &JsValue) -> Result<(), Broken> {
    match ended(settled(pause(seconds * 1000.0, signal)).await) {
        Ok(_) | Err(Broken::TimedOut) => Ok(()),
        Err(broken) => Err(broken),
    }
}

/// Calls a function of the page. The promise is rejected when it fails, and settles with a list of what it returned, or
/// after so many milliseconds with the name of [`Broken::TimedOut`].
pub fn start(function: &Function, milliseconds: u32) -> Promise {
    settle(function, milliseconds, &JsValue::UNDEFINED)
}

/// Waits for a promise that settles, and may be given up before.
///
/// # Errors
/// [`Broken::GivenUp`], and what the promise is rejected with as [`Broken::Failed`].
pub async fn wait(promise: &Promise, signal: &JsValue) -> Result<JsValue, Broken> {
    let list = ended(settled(settle(promise, 0, signal)).await)?;
    ended(Ok(get(&list, "0")))
}

/// The names that `js/exchange.js` gives to what is no answer.
fn ended(settled: Result<JsValue, JsValue>) -> Result<JsValue, Broken> {
    let value = settled.map_err(|thrown| Broken::Failed(message_of(&thrown)))?;
    match value.as_string().as_deref() {
        None => Ok(value),
        Some("TimedOut") => Err(Broken::TimedOut),
        Some("TooLarge") => Err(Broken::TooLarge),
        Some("Redirected") => Err(Broken::Redirected),
        Some(_) => Err(Broken::GivenUp),
    }
}
