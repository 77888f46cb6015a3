//! The class behind the package's connector and client: questions in, answers out, both as JSON text.

use wasm_bindgen::prelude::wasm_bindgen;

use super::{dictionary, json::from_text};
use crate::{
    dictionary::Dictionary,
    error::Error,
    json::{Object, Value},
    service::Service,
};

/// What a page's options make of the module; or the mistake in them, which every question is answered with.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Core(Result<Ready, Error>);

#[derive(Debug)]
struct Ready {
    service: Service,
    /// By the name of the search application.
    dictionaries: Vec<(String, Dictionary)>,
}

#[wasm_bindgen]
impl Core {
    /// Checks the options and compiles the dictionaries.
    #[wasm_bindgen(constructor)]
    pub fn new(given: String) -> Self {
        Self(from_text(given).and_then(|given| Ready::new(&given)))
    }

    /// The answer to a question of [`Service`]: `{ fault }` where there is none.
    pub fn ask(&self, question: &str, given: String) -> String {
        let ready = self.0.as_ref().map_err(Error::clone);
        let answer = ready.and_then(|ready| ready.answer(question, &from_text(given)?));
        answer.unwrap_or_else(|error| fault(&error)).to_json()
    }
}

impl Ready {
    fn new(given: &Value) -> Result<Self, Error> {
        let mut service = Service::new(given)?;
        let mut dictionaries = Vec::new();
        for (name, schema) in service.dictionaries() {
            let dictionary = dictionary::compile(schema)?;
            for pattern in dictionary.unchecked_patterns() {
                service.warn_of_unchecked(pattern);
            }
            dictionaries.push((name, dictionary));
        }
        Ok(Self { service, dictionaries })
    }

    fn answer(&self, question: &str, given: &Value) -> Result<Value, Error> {
        if question == "request" { self.request(given) } else { self.service.ask(question, given) }
    }

    /// Of params that the dictionary refuses, the answer has the `refusal`.
    fn request(&self, given: &Value) -> Result<Value, Error> {
        let mut request = self.service.request(given)?;
        let dictionary = self.dictionaries.iter().find(|(name, _)| *name == request.application);
        if let Some((_, dictionary)) = dictionary
            && let Err(error) = dictionary::validate(dictionary, request.params)
        {
            request.plan.insert("refusal", error.to_value());
        }
        Ok(request.plan.into())
    }
}

fn fault(error: &Error) -> Value {
    let mut answer = Object::new();
    answer.insert("fault", error.to_value());
    answer.into()
}
