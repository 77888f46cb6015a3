//! The class behind the package's connector, client and dictionary: questions in, answers out, both as JSON text.

use wasm_bindgen::prelude::wasm_bindgen;

use super::{
    dictionary,
    json::{from_text, tape},
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
    dictionaries: Vec<(String, Box<Dictionary>)>,
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
    /// `{ fault }` where there is an error instead, and nothing where there is nothing to say. `dictionary` is the number
    /// of the one to validate by.
    pub fn ask(&self, question: usize, dictionary: usize, bytes: usize) {
        let given = received(bytes);
        let answer = match (&self.0, Question::ALL.get(question)) {
            (Ok(ready), Some(Question::Validate)) => ready.check(dictionary, given).map(|()| None),
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
        let Some(service) = &self.service else { return Ok(None) };
        let given = from_text(given)?;
        let answer =
            if question == Question::Request { self.request(service, &given) } else { service.ask(question, &given) };
        answer.map(Some)
    }

    /// What [`Service::request`] says, and the number of the `dictionary`.
    fn request(&self, service: &Service, given: &Value) -> Result<String, Error> {
        let mut request = service.request(given)?;
        let dictionary = self.dictionaries.iter().position(|(name, _)| *name == request.application);
        let number = dictionary.and_then(|number| u32::try_from(number).ok()).unwrap_or(u32::MAX);
        request.answer.number("dictionary", number);
        Ok(request.answer.done())
    }

    /// Params that no dictionary is for are checked for their depth alone.
    fn check(&self, dictionary: usize, params: String) -> Result<(), Error> {
        match self.dictionaries.get(dictionary) {
            Some((_, dictionary)) => dictionary::validate(dictionary, params),
            None => tape(params).map(drop),
        }
    }
}
