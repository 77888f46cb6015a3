//! Errors to JavaScript: real `Error` objects of the classes in `js/errors.js`; and what a thrown value says.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::json::to_js;
use crate::{error::Error, json::Value};

#[wasm_bindgen(module = "/src/js/errors.js")]
extern "C" {
    #[wasm_bindgen(js_name = makeError)]
    fn make_error(name: &str, message: &str, status: u16, body: JsValue, record: JsValue) -> JsValue;

    /// The message of whatever was thrown: an `Error`'s, a text itself, or else its type.
    #[wasm_bindgen(js_name = messageOf)]
    pub fn message_of(thrown: &JsValue) -> String;

    /// Whether it is an error of this package.
    #[wasm_bindgen(js_name = isOfUs)]
    pub fn is_of_us(thrown: &JsValue) -> bool;

    /// Whether a search was given up.
    #[wasm_bindgen(js_name = wasGivenUp)]
    pub fn was_given_up(signal: &JsValue) -> bool;
}

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        let optional = |value: &Option<Value>| value.as_ref().map_or(JsValue::UNDEFINED, to_js);
        let status = error.status.unwrap_or_default();
        make_error(error.kind.name(), &error.message, status, optional(&error.body), optional(&error.record))
    }
}
