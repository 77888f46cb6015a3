//! Errors to JavaScript: real `Error` objects of the classes in `js/errors.js`; and what a thrown value says.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::value::to_js;
use crate::error::Error;

#[wasm_bindgen(module = "/src/js/errors.js")]
extern "C" {
    #[wasm_bindgen(js_name = makeError)]
    fn make_error(name: &str, message: &str, status: u16, body: JsValue) -> JsValue;

    /// The message of whatever was thrown: an `Error`'s, a text itself, or else its type.
    #[wasm_bindgen(js_name = messageOf)]
    pub fn message_of(thrown: &JsValue) -> String;
}

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        let body = error.body.as_ref().map_or(JsValue::UNDEFINED, to_js);
        let name = [error.kind.name(), "Error"].concat();
        make_error(&name, &error.message, error.status.unwrap_or_default(), body)
    }
}
