//! One request over the network. gloo-net builds it; it is sent by a binding that catches, since a `fetch` may be
//! missing, throw, return no promise, or resolve to anything at all, and each of these must settle the search.

use std::{cell::Cell, future::poll_fn, pin::pin, rc::Rc, task::Poll};

use gloo_net::http::{Headers, Method, RequestBuilder};
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Request};

use super::error::message_of;
use crate::{
    error::{Error, Kind},
    options::Options,
    transport::{PRODUCT_HEADER, connection_failure},
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = fetch)]
    fn send(request: &Request) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = setTimeout)]
    fn set_timeout(then: &Function, milliseconds: u32) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue) -> Result<(), JsValue>;

    /// A `Response`, or what a test or a polyfill passes for one.
    type Reply;

    #[wasm_bindgen(method, catch, getter)]
    fn status(this: &Reply) -> Result<u16, JsValue>;

    #[wasm_bindgen(method, catch, getter)]
    fn headers(this: &Reply) -> Result<ReplyHeaders, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn text(this: &Reply) -> Result<Promise, JsValue>;

    type ReplyHeaders;

    #[wasm_bindgen(method, catch)]
    fn get(this: &ReplyHeaders, name: &str) -> Result<Option<String>, JsValue>;
}

/// An answer, read whole.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The product header, where it may be read.
    pub product: Option<String>,
    /// The body.
    pub text: String,
}

/// Posts JSON text to the application's search endpoint and reads the answer.
///
/// # Errors
/// [`Kind::Timeout`] after `options.timeout_ms`, [`Kind::Connection`] when there is no whole answer.
pub async fn post(options: &Options, body: &str) -> Result<Answer, Error> {
    let deadline = Deadline::start(options.timeout_ms)?;
    let request = build(options, body, &deadline.controller).map_err(|reason| unsendable(options, &reason))?;
    let answer = deadline.race(exchange(&request)).await;
    answer.map_err(|thrown| match deadline.passed() {
        true => {
            Error::new(Kind::Timeout, format!("No answer from {} within {} ms", options.origin(), options.timeout_ms))
        }
        false => connection_failure(options.origin(), &options.credential.redact(&message_of(&thrown))),
    })
}

fn build(options: &Options, body: &str, controller: &AbortController) -> Result<Request, String> {
    let headers = Headers::new();
    headers.set("accept", "application/json");
    headers.set("content-type", "application/json");
    for (name, value) in &options.headers {
        headers.set(name, value);
    }
    headers.set("authorization", options.credential.header());
    let signal = controller.signal();
    let builder = RequestBuilder::new(&options.endpoint).method(Method::POST).headers(headers);
    let request = builder.abort_signal(Some(&signal)).body(body).map_err(|error| error.to_string())?;
    Ok(request.into())
}

fn unsendable(options: &Options, reason: &str) -> Error {
    Error::new(Kind::Connection, format!("The request can't be made: {}", options.credential.redact(reason)))
}

async fn exchange(request: &Request) -> Result<Answer, JsValue> {
    let reply: Reply = JsFuture::from(Promise::resolve(&send(request)?)).await?.unchecked_into();
    let status = reply.status()?;
    let product = reply.headers()?.get(PRODUCT_HEADER.0)?;
    let text = JsFuture::from(Promise::resolve(&reply.text()?)).await?;
    let text = text.as_string().ok_or("the body is not a text")?;
    Ok(Answer { status, product, text })
}

/// A timer that aborts the request, and gives up on it even if it does not heed the abort. Dropping it stops it.
struct Deadline {
    controller: AbortController,
    timer: JsValue,
    passed: Rc<Cell<bool>>,
    expiry: Promise,
    _on_expiry: Option<Closure<dyn FnMut()>>,
}

impl Deadline {
    fn start(milliseconds: u32) -> Result<Self, Error> {
        let missing =
            |thrown| Error::new(Kind::Connection, format!("This runtime can't search: {}", message_of(&thrown)));
        let controller = AbortController::new().map_err(missing)?;
        let passed = Rc::new(Cell::new(false));
        let mut timer = Ok(JsValue::UNDEFINED);
        let mut kept = None;
        let expiry = Promise::new(&mut |resolve, _| {
            let (aborted, expired) = (controller.clone(), Rc::clone(&passed));
            let on_expiry = Closure::once(move || {
                expired.set(true);
                aborted.abort();
                // Resolving a promise of our own making can't throw.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            });
            timer = set_timeout(on_expiry.as_ref().unchecked_ref(), milliseconds);
            kept = Some(on_expiry);
        });
        Ok(Self { controller, timer: timer.map_err(missing)?, passed, expiry, _on_expiry: kept })
    }

    fn passed(&self) -> bool {
        self.passed.get()
    }

    /// What `work` comes to, or an error when time is up.
    async fn race<T>(&self, work: impl Future<Output = Result<T, JsValue>>) -> Result<T, JsValue> {
        let mut work = pin!(work);
        let mut expiry = pin!(JsFuture::from(self.expiry.clone()));
        poll_fn(|context| match work.as_mut().poll(context) {
            Poll::Pending => expiry.as_mut().poll(context).map(|_| Err(JsValue::UNDEFINED)),
            ready => ready,
        })
        .await
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        // A runtime that could set the timer can clear it; if not, its firing is harmless.
        let _ = clear_timeout(&self.timer);
    }
}
