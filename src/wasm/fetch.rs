//! One request over the network: what to send, handed to the browser (`js/exchange.js`), and what came of it.

use js_sys::Promise;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{
    error::message_of,
    json::{get, to_js},
    task::settled,
};
use crate::{
    error::{Error, Kind},
    json::{Object, decimal},
    options::Options,
    transport::connection_failure,
};

#[wasm_bindgen(module = "/src/js/exchange.js")]
extern "C" {
    fn exchange(url: &str, headers: &JsValue, body: &str, milliseconds: u32, signal: &JsValue) -> Promise;
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

/// Posts JSON text to a search endpoint and reads the answer. `signal`, an `AbortSignal` or `undefined`, gives it up.
///
/// # Errors
/// [`Kind::Timeout`] after `options.timeout_ms`, [`Kind::RequestAborted`] when it was given up, [`Kind::Connection`]
/// when there is no whole answer.
pub async fn post(options: &Options, endpoint: &str, body: &str, signal: &JsValue) -> Result<Answer, Error> {
    match settled(exchange(endpoint, &headers(options), body, options.timeout_ms, signal)).await {
        Ok(answer) if answer.is_null() => Err(timeout(options)),
        Ok(answer) if answer.is_undefined() => Err(Error::new(Kind::RequestAborted, "The request was given up")),
        Ok(answer) => Ok(read(&answer)),
        Err(thrown) => Err(connection_failure(options.origin(), &options.credential.redact(&message_of(&thrown)))),
    }
}

/// The headers as an object: those of the options, then those that no option replaces.
fn headers(options: &Options) -> JsValue {
    let mut headers = Object::new();
    headers.insert("accept", "application/json");
    headers.insert("content-type", "application/json");
    for (name, value) in &options.headers {
        headers.insert(name.as_str(), value.as_str());
    }
    headers.insert("authorization", options.credential.header());
    to_js(&headers.into())
}

fn read(answer: &JsValue) -> Answer {
    // A status has three digits, and what isn't a number is no success.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let status = get(answer, "status").as_f64().unwrap_or_default() as u16;
    Answer {
        status,
        product: get(answer, "product").as_string(),
        text: get(answer, "text").as_string().unwrap_or_default(),
    }
}

fn timeout(options: &Options) -> Error {
    Error::new(
        Kind::Timeout,
        ["No answer from ", options.origin(), " within ", &decimal(options.timeout_ms), " ms"].concat(),
    )
}
