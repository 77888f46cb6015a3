//! The operator's half, for the module that build scripts and the command line load.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::value::{from_js, to_js};
use crate::{
    application::{
        ApiKeyOptions, Config, ConfigError, Finding, Probe, api_key_request as key_request, cors_settings, define,
        fields_of_mappings, findings, params_type, params_type_name, probes,
    },
    error::Error,
    json::Value,
    search_ui::scalar::{elements, text},
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

    /// The option `fields`, completed from the answer of `GET {indices}/_mapping`.
    #[wasm_bindgen(js_name = fieldsOfMappings)]
    pub fn fields_of_mappings(
        query_config: &JsValue,
        fields: &JsValue,
        mappings: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let found = fields_of_mappings(&from_js(query_config)?, &from_js(fields)?, &from_js(mappings)?);
        Ok(to_js(&found.map_err(mistake)?))
    }

    /// A TypeScript module with the type of an application's params.
    #[wasm_bindgen(js_name = paramsType)]
    pub fn params_type(dictionary: &JsValue, application: &str) -> Result<String, JsValue> {
        Ok(params_type(&from_js(dictionary)?, &params_type_name(application)))
    }

    /// The requests that a page's key must be refused: `[{ deed, method, path, body? }]`.
    pub fn probes(application: &str) -> JsValue {
        to_js(&probes(application).iter().map(Probe::to_value).collect::<Vec<Value>>().into())
    }

    /// What an audit's observations prove: `[{ check, verdict, seen, fix? }]`.
    pub fn findings(observed: &JsValue) -> Result<JsValue, JsValue> {
        let found = findings(&from_js(observed)?).iter().map(Finding::to_value).collect::<Vec<Value>>();
        Ok(to_js(&found.into()))
    }

    /// The lines of `elasticsearch.yml` for pages of these origins.
    #[wasm_bindgen(js_name = corsSettings)]
    pub fn cors_settings(origins: &JsValue, headers: &JsValue) -> Result<String, JsValue> {
        Ok(cors_settings(&texts(&from_js(origins)?), &texts(&from_js(headers)?)).map_err(mistake)?)
    }
}

fn mistake(error: ConfigError) -> Error {
    Error::configuration(error.problems.join(" "))
}

fn texts(list: &Value) -> Vec<String> {
    elements(Some(list)).iter().filter_map(|value| text(Some(value))).collect()
}
