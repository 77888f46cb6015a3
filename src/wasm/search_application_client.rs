//! The class behind the package's `SearchApplicationClient`: the same transport without Search UI.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{client::Client, connector, console::warn_of, json::from_js, task::promise};

/// A client of one search application.
#[wasm_bindgen]
#[derive(Debug)]
pub struct SearchClient {
    inner: Rc<Client>,
}

#[wasm_bindgen]
impl SearchClient {
    /// Checks the options and compiles the dictionary.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<SearchClient, JsValue> {
        let (client, warnings) = connector::client(options)?;
        warn_of(&warnings);
        Ok(Self { inner: Rc::new(client) })
    }

    /// Searches with these params. `options` are those of the JavaScript client for a single request.
    pub fn search(&self, params: &JsValue, options: &JsValue) -> Promise {
        let (client, params, options) = (Rc::clone(&self.inner), params.clone(), options.clone());
        promise(async move { Ok(client.request(from_js(&params)?, &options).await?) })
    }
}
