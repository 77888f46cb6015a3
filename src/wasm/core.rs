//! The class behind the package's connector, client and dictionary: questions in, answers out, both as JSON text.

use wasm_bindgen::prelude::wasm_bindgen;

use super::{dictionary, json::from_text};
use crate::{
    dictionary::Dictionary,
    error::Error,
    json::Value,
    service::{Answer, Service, described},
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
        let answer = match &self.0 {
            Ok(ready) => from_text(given).and_then(|given| ready.answer(question, &given)),
            Err(mistake) => Err(mistake.clone()),
        };
        answer.unwrap_or_else(|error| {
            let mut answer = Answer::default();
            answer.json("fault", &described(&error));
            answer.done()
        })
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

    fn answer(&self, question: &str, given: &Value) -> Result<String, Error> {
        if question == "request" { self.request(given) } else { self.service.ask(question, given) }
    }

    /// Of params that the dictionary refuses, the answer has the `refusal`.
    fn request(&self, given: &Value) -> Result<String, Error> {
        let mut request = self.service.request(given)?;
        let dictionary = self.dictionaries.iter().find(|(name, _)| *name == request.application);
        if let Some((_, dictionary)) = dictionary
            && let Err(error) = dictionary::validate(dictionary, request.params)
        {
            request.answer.json("refusal", &described(&error));
        }
        Ok(request.answer.done())
    }
}
