//! The class behind the package's connector, client and dictionary: questions in, answers out, both as JSON text.

use wasm_bindgen::prelude::wasm_bindgen;

use super::{
    dictionary,
    json::from_text,
    text::{received, tell},
};
use crate::{
    dictionary::Dictionary,
    error::Error,
    json::Value,
    service::{Answer, Question, Service, described},
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
    /// Checks the options and compiles the dictionaries, or compiles the one dictionary. Either is the text that is
    /// given, which takes `bytes` at most.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(bytes: usize, is_dictionary: bool) -> Self {
        let given = received(bytes);
        Self(if is_dictionary {
            Ready::of_dictionary(given)
        } else {
            from_text(given).and_then(|given| Ready::new(&given))
        })
    }

    /// Tells the answer to a [`Question`], by its number, about the text that is given, which takes `bytes` at most:
    /// `{ fault }` where there is an error instead, and nothing where there is nothing to say.
    pub fn ask(&self, question: usize, bytes: usize) {
        let given = received(bytes);
        let answer = match (&self.0, Question::ALL.get(question)) {
            (Ok(ready), Some(&question)) => ready.answer(question, given),
            (Err(mistake), _) => Err(mistake.clone()),
            _ => Ok(None),
        };
        match answer {
            Ok(None) => {}
            Ok(Some(answer)) => tell(&answer),
            Err(error) => {
                let mut answer = Answer::default();
                answer.json("fault", &described(&error));
                tell(&answer.done());
            }
        }
    }
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

    fn answer(&self, question: Question, given: String) -> Result<Option<String>, Error> {
        match (&self.service, question) {
            (Some(service), Question::Request) => self.request(service, &from_text(given)?).map(Some),
            (Some(service), _) => service.ask(question, &from_text(given)?).map(Some),
            (None, Question::Validate) => self.check("", given).map(|()| None),
            (None, _) => Ok(None),
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
