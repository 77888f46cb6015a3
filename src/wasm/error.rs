//! Errors to JavaScript: real `Error` objects of the classes in `js/errors.js`; and what a thrown value says.

use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use crate::error::Error;

#[wasm_bindgen(module = "/src/js/errors.js")]
extern "C" {
    #[wasm_bindgen(js_name = makeError)]
    fn make_error(name: &str, message: &str, status: Option<u16>, body: JsValue) -> JsValue;
}

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        let body = error.body.as_ref().map_or(JsValue::UNDEFINED, super::json::to_js);
        make_error(error.kind.name(), &error.message, error.status, body)
    }
}

/// The message of whatever was thrown: an `Error`'s, a text itself, or else its type.
pub fn message_of(thrown: &JsValue) -> String {
    let text = |value: &JsValue| value.dyn_ref::<JsString>().map(String::from);
    let message = || Reflect::get(thrown, &"message".into()).ok().and_then(|message| text(&message));
    text(thrown).or_else(message).unwrap_or_else(|| String::from(thrown.js_typeof().unchecked_into::<JsString>()))
}
