//! The operator's half, for the module that build scripts load.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::json::{from_js, to_js};
use crate::{
    application::{ApiKeyOptions, Config, ConfigError, api_key_request as key_request, define},
    error::Error,
};

/// What an operator needs. A class, since a module's free functions lose their names to `pkg/short-names.mjs`.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Operator;

#[wasm_bindgen]
impl Operator {
    /// The body of `PUT _application/search_application/{name}` for a Search UI query config.
    #[wasm_bindgen(js_name = defineSearchApplication)]
    pub fn define_search_application(query_config: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
        let config = Config::read(&from_js(query_config)?, &from_js(options)?).map_err(mistake)?;
        Ok(to_js(&define(&config).map_err(mistake)?))
    }

    /// The body of `POST _security/api_key` for a key that can search one application and nothing else.
    #[wasm_bindgen(js_name = apiKeyRequest)]
    pub fn api_key_request(options: &JsValue) -> Result<JsValue, JsValue> {
        let options = ApiKeyOptions::read(&from_js(options)?).map_err(mistake)?;
        Ok(to_js(&key_request(&options)))
    }
}

fn mistake(error: ConfigError) -> Error {
    Error::configuration(error.problems.join(" "))
}
