//! One search under way: what it sends and how, what has come of it so far, and what is told of that.

use std::cell::{Cell, RefCell};

use js_sys::Function;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{
    error::message_of,
    json::{from_js, get, to_js},
    live::{Live, merged},
};
use crate::{
    error::Error,
    json::{Object, Value},
    transport::{Credential, RequestOptions, query, set_header},
};

#[wasm_bindgen(module = "/src/js/options.js")]
extern "C" {
    /// `{ body, statusCode, headers, warnings, meta }`
    #[wasm_bindgen(js_name = resultOf)]
    fn result_of(record: &JsValue, status: u16, body: &JsValue, context: &JsValue) -> JsValue;

    /// The same answer with a body of its own.
    #[wasm_bindgen(js_name = copyOf)]
    pub fn copy_of(answer: &JsValue) -> JsValue;

    fn either(first: &JsValue, second: &JsValue) -> JsValue;
}

/// One search.
#[derive(Debug)]
pub struct Call {
    /// The search application.
    pub application: String,
    /// The path that it is posted to.
    pub path: String,
    /// The query string.
    pub query: String,
    /// The search as JSON text.
    pub body: String,
    /// How it is sent.
    pub options: RequestOptions,
    /// The headers, without the credentials.
    pub headers: Vec<(String, String)>,
    /// The options as they were given for this search.
    pub given: Value,
    /// What it is called.
    pub id: Value,
    /// What the page attaches to it.
    pub context: JsValue,
    /// What gives it up.
    pub signal: JsValue,
    /// The page's own `retryBackoff`.
    pub backoff: Option<Function>,
    /// How often it has been tried again.
    pub attempts: Cell<u32>,
    /// The place of the node that was asked last.
    pub node: Cell<usize>,
    /// The last answer; `undefined` before.
    pub answer: RefCell<JsValue>,
}

/// The headers that every search has.
const HEADERS: [(&str, &str); 2] = [("accept", "application/json"), ("content-type", "application/json")];

impl Call {
    /// A search for an application, with what was given for it over what its connector says.
    ///
    /// # Errors
    /// A [`Kind::Configuration`](crate::error::Kind::Configuration) error for a context that can't be read.
    pub fn new(
        (application, path): (&str, String),
        body: String,
        (given, options): (Value, RequestOptions),
        (own, of_connector): (&Live, &Live),
        number: u32,
    ) -> Result<Self, Error> {
        let context = merged(&of_connector.context, &own.context);
        let context = context.map_err(|thrown| Error::configuration(["`context`: ", &message_of(&thrown)].concat()))?;
        Ok(Self {
            application: application.to_owned(),
            path,
            query: query(&options.querystring),
            body,
            headers: headers(&options),
            given,
            id: if options.id == Value::Null { number.into() } else { options.id.clone() },
            context,
            signal: either(&own.signal, &of_connector.signal),
            backoff: own.backoff.clone().or_else(|| of_connector.backoff.clone()),
            options,
            attempts: Cell::default(),
            node: Cell::default(),
            answer: RefCell::default(),
        })
    }

    /// What `js/exchange.js` sends to a node.
    pub fn request(&self, node: &str, credentials: [Option<(&str, &Credential)>; 2], secrets: Vec<Value>) -> Value {
        let mut headers = self.headers.clone();
        for (name, credential) in credentials.into_iter().flatten() {
            set_header(&mut headers, (name.to_owned(), credential.header().to_owned()));
        }
        let mut request = Object::new();
        let mark = if self.query.is_empty() { "" } else { "?" };
        request.insert("url", [node, &self.path, mark, &self.query].concat());
        request.insert("headers", crate::transport::header_object(&headers));
        request.insert("body", self.body.as_str());
        request.insert("milliseconds", self.options.timeout_ms);
        request.insert("limit", self.options.max_response_size);
        request.insert("compression", self.options.compression);
        request.insert("asStream", self.options.as_stream);
        request.insert("secrets", secrets);
        request.into()
    }

    /// Whether another search's answer will do, and this one's for others.
    pub fn is_repeatable(&self) -> bool {
        let options = &self.options;
        // Headers of its own may say who asks, or in which language.
        let has_own_headers = self.given.get("headers").is_some();
        options.cache && !options.as_stream && options.ignore.is_empty() && !has_own_headers
    }

    /// The last answer's status; 0 without one.
    pub fn status(&self) -> u16 {
        status_of(&self.answer.borrow())
    }

    /// A header or another part of the last answer.
    pub fn part(&self, name: &str) -> JsValue {
        get(&self.answer.borrow(), name)
    }

    /// A part of the last answer, as plain Rust has it; `null` where there is none.
    pub fn plain_part(&self, name: &str) -> Value {
        from_js(&self.part(name)).unwrap_or_default()
    }

    /// The context as far as JSON can say it.
    pub fn plain_context(&self) -> Value {
        from_js(&self.context).unwrap_or_default()
    }

    /// The whole exchange, for programs.
    pub fn result(&self, record: &Value) -> JsValue {
        result_of(&to_js(record), self.status(), &self.part("body"), &self.context)
    }
}

/// The status of an answer.
pub fn status_of(answer: &JsValue) -> u16 {
    // A status has three digits, and what isn't a number is no success.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let status = get(answer, "status").as_f64().unwrap_or_default() as u16;
    status
}

fn headers(options: &RequestOptions) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    for (name, value) in HEADERS {
        headers.push((name.to_owned(), value.to_owned()));
    }
    if options.compression {
        headers.push(("content-encoding".to_owned(), "gzip".to_owned()));
    }
    if let Some(id) = &options.opaque_id {
        headers.push(("x-opaque-id".to_owned(), id.clone()));
    }
    for header in &options.headers {
        set_header(&mut headers, header.clone());
    }
    headers
}
