//! Options from JavaScript: what JSON says of them for the plain Rust that reads them, and the live parts that stay
//! JavaScript's own: functions, a dispatcher, the page's context.

use js_sys::{Function, Object};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::{
    error::message_of,
    json::{elements, from_js, get},
};
use crate::{error::Error, gather::Gather, json::Value, transport::Surroundings};

#[wasm_bindgen(module = "/src/js/options.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn readable(options: &JsValue) -> Result<Object, JsValue>;

    #[wasm_bindgen(js_name = pageOrigin)]
    fn page_origin() -> Option<String>;

    /// The members of both contexts.
    #[wasm_bindgen(catch)]
    pub fn merged(first: &JsValue, second: &JsValue) -> Result<JsValue, JsValue>;
}

/// The parts of options that are no JSON.
#[derive(Debug, Clone, Default)]
pub struct Live {
    /// `apiKey`, `auth.apiKey` or `auth.bearer`.
    pub credential: Option<Function>,
    /// `retryBackoff`
    pub backoff: Option<Function>,
    /// `onDiagnostic`
    pub observer: Option<Function>,
    /// What Node's `fetch` sends requests through.
    pub dispatcher: JsValue,
    /// What the page attaches to its searches.
    pub context: JsValue,
    /// What gives a search up, an `AbortSignal` or `undefined`.
    pub signal: JsValue,
    /// The page's origin, if a browser sends the requests.
    pub page: Option<String>,
}

/// Options as they were given.
pub struct Given {
    /// What JSON says of them.
    pub plain: Value,
    /// What JSON doesn't say of them.
    pub surroundings: Surroundings,
    /// The live parts.
    pub live: Live,
}

/// Reads options.
///
/// # Errors
/// A [`Kind::Serialization`](crate::error::Kind::Serialization) error for what is no JSON, and a
/// [`Kind::Configuration`](crate::error::Kind::Configuration) error for what can't be read at all.
pub fn read(options: &JsValue) -> Result<Given, Error> {
    let given = readable(options).map_err(|thrown| unreadable(&thrown))?;
    let functions: Vec<String> = elements(&get(&given, "functions")).filter_map(|name| name.as_string()).gather();
    let parts = get(&given, "live");
    let auth = get(&parts, "auth");
    let function = |holder: &JsValue, name| get(holder, name).dyn_into::<Function>().ok();
    let bearer = || function(&auth, "bearer");
    let live = Live {
        credential: function(&parts, "apiKey").or_else(|| function(&auth, "apiKey")).or_else(bearer),
        backoff: function(&parts, "retryBackoff"),
        observer: function(&parts, "onDiagnostic"),
        dispatcher: get(&parts, "dispatcher"),
        context: get(&parts, "context"),
        signal: get(&parts, "signal"),
        page: page_origin(),
    };
    let surroundings = Surroundings { in_page: live.page.is_some(), functions };
    Ok(Given { plain: from_js(&get(&given, "plain"))?, surroundings, live })
}

fn unreadable(thrown: &JsValue) -> Error {
    Error::configuration(["The options can't be read: ", &message_of(thrown)].concat())
}
