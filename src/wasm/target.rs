//! A search application as a page asks it: how its params are made, and how its answers are read.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::{
    json::{get, to_js},
    task::settled,
};
use crate::{
    json::{Object, Value},
    params::{Convention, Paging, typed::Typed},
    search_application::SearchApplication,
    search_ui::{QueryConfig, RequestState},
};

#[wasm_bindgen(module = "/src/js/snippets.js")]
extern "C" {
    #[wasm_bindgen(js_name = snippetRules)]
    fn snippet_rules(tags: &JsValue, is_trusted: bool, is_fitted: bool) -> JsValue;
}

/// A search application.
#[derive(Debug)]
pub struct Target {
    /// What the page knows of it.
    pub known: Typed,
    /// Which params its template takes.
    pub convention: Convention,
    /// The page's own function for the params, if it has one.
    custom: Option<Function>,
    /// Whether a dictionary tells the bounds of the params.
    has_limits: bool,
    /// Where its answers have a facet's aggregation.
    pub aggregations: Object,
    /// How its snippets are made safe: for `js/snippets.js`.
    pub snippets: JsValue,
}

impl Target {
    /// The application that `told` describes; `options` are the same as JavaScript has them.
    pub fn new(told: &SearchApplication, options: &JsValue, warnings: &mut Vec<String>) -> Self {
        let custom = get(options, "params").dyn_into::<Function>().ok();
        let convention = if custom.is_some() { Convention::Custom } else { told.convention };
        let fields = (!told.fields.is_empty()).then(|| Value::Object(told.fields.clone()));
        let tags = to_js(&told.highlight_tags.clone().into());
        Self {
            known: Typed::new(told.dictionary.as_ref(), fields.as_ref(), warnings),
            convention,
            custom,
            has_limits: told.dictionary.is_some(),
            aggregations: told.aggregations.clone(),
            snippets: snippet_rules(&tags, told.trust_snippets, convention == Convention::Typed),
        }
    }

    /// The page of results that the params ask for.
    pub fn paging(&self, params: &Value, state: &RequestState, config: &QueryConfig) -> Paging {
        if self.convention != Convention::Custom {
            return self.known.paging(state, config);
        }
        Paging::sent(params, state, config, self.has_limits.then_some(self.known.limits))
    }

    /// What the page's own function makes of Search UI's own arguments. `purpose` says which question it is for.
    ///
    /// # Errors
    /// What it throws or rejects with.
    pub async fn custom_params(
        &self,
        state: &JsValue,
        config: &JsValue,
        purpose: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let Some(function) = &self.custom else { return Ok(JsValue::UNDEFINED) };
        settled(Promise::resolve(&function.call3(&JsValue::UNDEFINED, state, config, purpose)?)).await
    }
}
