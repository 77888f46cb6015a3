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
    dictionaries: Vec<(String, Box<Dictionary>)>,
}

#[wasm_bindgen]
impl Core {
    /// Checks the options and compiles the dictionaries, or compiles the one dictionary that is `given`. Texts are given
    /// as bytes: JavaScript's encoder writes those at once, and wasm-bindgen a text unit by unit.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(given: Vec<u8>, is_dictionary: bool) -> Self {
        let given = text_of(given);
        Self(if is_dictionary {
            Ready::of_dictionary(given)
        } else {
            from_text(given).and_then(|given| Ready::new(&given))
        })
    }

    /// The answer to a question of [`Service`]: `{ fault }` where there is none.
    #[must_use]
    pub fn ask(&self, question: &str, given: Vec<u8>) -> String {
        let answer = match &self.0 {
            Ok(ready) => ready.answer(question, text_of(given)),
            Err(mistake) => Err(mistake.clone()),
        };
        answer.unwrap_or_else(|error| {
            let mut answer = Answer::default();
            answer.json("fault", &described(&error));
            answer.done()
        })
    }
}

/// JavaScript's encoder writes nothing but UTF-8.
fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}

impl Ready {
    fn of_dictionary(schema: String) -> Result<Self, Error> {
        Ok(Self { service: None, dictionaries: vec![(String::new(), dictionary::compile(schema)?)] })
    }

    /// Reads what [`Service::new`] does.
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
        Ok(Self { service: Some(service), dictionaries })
    }

    fn answer(&self, question: &str, given: String) -> Result<String, Error> {
        let Some(service) = &self.service else {
            if question == "validate" {
                self.check("", given)?;
            }
            return Ok("{}".to_owned());
        };
        let given = from_text(given)?;
        if question == "request" { self.request(service, &given) } else { service.ask(question, &given) }
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
