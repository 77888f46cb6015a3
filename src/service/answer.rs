//! Answers, written as JSON text: each of them is read once, by JavaScript, so no value is made of it first.

use crate::json::{Value, decimal};

/// An object that is being written.
#[derive(Debug, Default)]
pub struct Answer(String);

impl Answer {
    /// A member that is JSON text already.
    pub fn json(&mut self, name: &str, json: &str) {
        let gap = if self.0.is_empty() { "{\"" } else { ",\"" };
        self.0.push_str(&[gap, name, "\":", json].concat());
    }

    /// A member that is any value.
    pub fn value(&mut self, name: &str, value: &Value) {
        self.json(name, &value.to_json());
    }

    /// A member that is a text, or null.
    pub fn text(&mut self, name: &str, text: Option<&str>) {
        self.json(name, &text.map_or_else(|| "null".to_owned(), quoted));
    }

    /// A member that is true or false.
    pub fn flag(&mut self, name: &str, flag: bool) {
        self.json(name, if flag { "true" } else { "false" });
    }

    /// A member that is a number.
    pub fn number(&mut self, name: &str, number: u32) {
        self.json(name, &decimal(number));
    }

    /// A member that is a list of texts.
    pub fn texts<T: AsRef<str>>(&mut self, name: &str, texts: &[T]) {
        self.json(name, &List::of(texts).done());
    }

    /// The whole text. An object without members is not what anybody asks for.
    #[must_use]
    pub fn done(self) -> String {
        self.0 + "}"
    }
}

/// A list that is being written.
#[derive(Debug, Default)]
pub struct List(String);

impl List {
    /// A list of texts.
    pub fn of<T: AsRef<str>>(texts: &[T]) -> Self {
        let mut list = Self::default();
        for text in texts {
            list.push(&quoted(text.as_ref()));
        }
        list
    }

    /// Adds an element that is JSON text.
    pub fn push(&mut self, json: &str) {
        self.0.push(if self.0.is_empty() { '[' } else { ',' });
        self.0.push_str(json);
    }

    /// The whole text.
    #[must_use]
    pub fn done(self) -> String {
        if self.0.is_empty() { "[]".to_owned() } else { self.0 + "]" }
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_json()
}
