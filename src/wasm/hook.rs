//! Functions of the page's own that have a request before it is sent.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::{
    connector::Connector,
    json::{get, to_js},
    response::{list, object},
};
use crate::{
    json::Value,
    params::{Hits, Question},
};

#[wasm_bindgen(module = "/src/js/hooks.js")]
extern "C" {
    fn intercept(
        hook: &Function,
        params: JsValue,
        state: &JsValue,
        config: &JsValue,
        connector: Connector,
        application: Option<&str>,
        signal: &JsValue,
    ) -> Promise;
}

/// What Search UI has asked, and what gives it up.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Search UI's first argument.
    pub state: JsValue,
    /// Its second.
    pub config: JsValue,
    /// An `AbortSignal` or `undefined`.
    pub signal: JsValue,
}

impl Asked {
    /// The arguments, kept.
    pub fn new(state: &JsValue, config: &JsValue, signal: &JsValue) -> Self {
        Self { state: state.clone(), config: config.clone(), signal: signal.clone() }
    }
}

/// An option that may hold a hook.
#[derive(Debug)]
pub struct Hook {
    /// The option's name.
    pub name: &'static str,
    function: Option<Function>,
}

impl Hook {
    /// Reads the option.
    pub fn read(options: &JsValue, name: &'static str) -> Self {
        Self { name, function: get(options, name).dyn_into().ok() }
    }

    /// Whether there is one.
    pub fn is_some(&self) -> bool {
        self.function.is_some()
    }

    /// Calls it, if there is one. `connector` sends what it passes on.
    pub fn call(
        &self,
        params: &Value,
        asked: &Asked,
        connector: Connector,
        application: Option<&str>,
    ) -> Option<Promise> {
        let hook = self.function.as_ref()?;
        Some(intercept(hook, to_js(params), &asked.state, &asked.config, connector, application, &asked.signal))
    }
}

/// Which question of autocomplete a page's own function makes the params for: `{ kind, types }`.
pub fn purpose(question: &Question) -> JsValue {
    let (kind, name) = match question.hits {
        Hits::Results(_) => ("results", None),
        Hits::Suggestions(name, _) => ("suggestions", Some(name)),
        Hits::Unwanted => ("suggestions", None),
    };
    let names = name.into_iter().chain(question.completions.iter().copied());
    object(&[("kind", &kind.into()), ("types", &list(names.map(JsValue::from)))])
}
