//! What is told to the developer: each sentence once, in the browser's console.

use std::cell::RefCell;

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// Sentences may name what stands in a page's URL, so there is no end of different ones.
const MOST: usize = 100;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = console)]
    fn warn(message: &str) -> Result<(), JsValue>;
}

/// Tells the developer.
pub fn warn_of(messages: &[String]) {
    for message in messages {
        // Without a console nobody is there to be told.
        let _ = warn(&["search-ui-search-application-connector: ", message].concat());
    }
}

/// What the developer has been told.
#[derive(Debug, Default)]
pub struct Console(RefCell<Vec<String>>);

impl Console {
    /// Tells what is new, up to a hundred sentences.
    pub fn tell(&self, messages: Vec<String>) {
        let mut told = self.0.borrow_mut();
        for message in messages {
            if told.len() < MOST && !told.contains(&message) {
                warn_of(std::slice::from_ref(&message));
                told.push(message);
            }
        }
    }
}
