//! The class behind the package's connector, client and dictionary: questions in, answers out, both as JSON text.

use wasm_bindgen::prelude::wasm_bindgen;

use super::{dictionary, json::from_text};
use crate::{
    dictionary::Dictionary,
    error::Error,
    json::Value,
    service::{Answer, Service, described},
};

/// What a page's options make of the module, or a dictionary on its own; or the mistake in them, which every question is
/// answered with.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Core(Result<Ready, Error>);

#[derive(Debug)]
struct Ready {
    /// `None` for a dictionary on its own.
    service: Option<Service>,
    /// By the name of the search application.
    dictionaries: Vec<(String, Dictionary)>,
}

#[wasm_bindgen]
impl Core {
    /// Checks the options and compiles the dictionaries.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(given: String) -> Self {
        Self(from_text(given).and_then(|given| Ready::new(&given)))
    }

    /// The answer to a question of [`Service`]: `{ fault }` where there is none.
    #[must_use]
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
    /// Reads what [`Service::new`] does, or `{ schema }`.
    fn new(given: &Value) -> Result<Self, Error> {
        if let Some(schema) = given.get("schema") {
            let dictionary = dictionary::compile(schema.to_json())?;
            return Ok(Self { service: None, dictionaries: vec![(String::new(), dictionary)] });
        }
        let mut service = Service::new(given)?;
        let mut dictionaries = Vec::new();
        for (name, schema) in service.dictionaries() {
            let dictionary = dictionary::compile(schema)?;
            for pattern in dictionary.unchecked_patterns() {
                service.warn_of_unchecked(pattern);
            }
            dictionaries.push((name, dictionary));
        }
        Ok(Self { service: Some(service), dictionaries })
    }

    fn answer(&self, question: &str, given: &Value) -> Result<String, Error> {
        match &self.service {
            Some(service) if question == "request" => self.request(service, given),
            Some(service) => service.ask(question, given),
            None => {
                if question == "validate" {
                    self.check("", given.to_json())?;
                }
                Ok("{}".to_owned())
            }
        }
    }

    /// Of params that the dictionary refuses, the answer has the `refusal`.
    fn request(&self, service: &Service, given: &Value) -> Result<String, Error> {
        let mut request = service.request(given)?;
        if let Err(error) = self.check(&request.application, request.params) {
            request.answer.json("refusal", &described(&error));
        }
        Ok(request.answer.done())
    }

    fn check(&self, application: &str, params: String) -> Result<(), Error> {
        let dictionary = self.dictionaries.iter().find(|(name, _)| name == application);
        dictionary.map_or(Ok(()), |(_, dictionary)| dictionary::validate(dictionary, params))
    }
}
