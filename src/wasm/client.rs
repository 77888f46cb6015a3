//! The search application's client: params checked, sent, and the answer read, whoever asks.

use wasm_bindgen::JsValue;

use super::{
    dictionary,
    fetch::{self, Answer},
    json::{copy, parse},
};
use crate::{
    dictionary::Dictionary,
    error::Error,
    json::{Object, Value},
    options::Options,
    transport::{self, check_product, refusal, unreadable},
};

/// A client of one search application, and through it of others on the same cluster.
#[derive(Debug)]
pub struct Client {
    /// What it was told.
    pub options: Options,
    /// By the name of the search application.
    dictionaries: Vec<(String, Dictionary)>,
}

impl Client {
    /// A client whose params must satisfy the search application's dictionary, if there is one for it.
    pub fn new(options: Options, dictionaries: Vec<(String, Dictionary)>) -> Self {
        Self { options, dictionaries }
    }

    /// The answer's body, an object. `application` is another one than the client's own; `signal`, an `AbortSignal` or
    /// `undefined`, gives the request up.
    ///
    /// # Errors
    /// Whatever kept the server from answering the search.
    pub async fn search(&self, application: Option<&str>, params: Value, signal: &JsValue) -> Result<JsValue, Error> {
        let other = application.filter(|&name| name != self.options.application);
        let name = other.unwrap_or(&self.options.application);
        if let Some((_, dictionary)) = self.dictionaries.iter().find(|(of, _)| of == name) {
            dictionary::validate(dictionary, &params)?;
        }
        let endpoint = other.map(|name| self.options.endpoint_of(name)).transpose()?;
        let endpoint = endpoint.as_ref().unwrap_or(&self.options.endpoint);
        let mut request = Object::new();
        request.insert("params", params);
        let answer = fetch::post(&self.options, endpoint, &Value::Object(request).to_json(), signal).await?;
        if !(200..300).contains(&answer.status) {
            return Err(self.refused(&answer, other));
        }
        check_product(answer.product.as_deref())?;
        let body = parse(&answer.text).filter(|body| body.is_object() && !body.is_array());
        body.ok_or_else(|| unreadable(answer.status, &self.options.credential.redact(&answer.text)))
    }

    fn refused(&self, answer: &Answer, other: Option<&str>) -> Error {
        let text = self.options.credential.redact(&answer.text);
        let json = parse(&text).and_then(|body| copy(&body, 0).ok());
        refusal(
            transport::Answer { status: answer.status, text: &text, json },
            other.unwrap_or(&self.options.application),
        )
    }
}
