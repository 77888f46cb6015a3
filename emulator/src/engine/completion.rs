//! Completion fields: texts that are suggested to whoever has typed their beginning.
//!
//! A text and what was typed are compared in their analysed form: the terms of the text in one string, with a sign
//! between them, as in Lucene's suggester. So case and punctuation don't count, but the order of the words does.

use serde_json::{Map, Value};

use super::{
    analysis::Analyzer,
    mapping::{analyzers, scalar_text, truncated},
};
use crate::error::{EsError, Result};

/// What stands between two terms, and for a term that the analyzer left out. No text may have them.
const SEPARATOR: char = '\u{1f}';
const HOLE: char = '\u{1e}';

/// The options of a completion field.
#[derive(Debug, Clone)]
pub struct CompletionOptions {
    analyzer: Analyzer,
    search_analyzer: Analyzer,
    separators: bool,
    holes: bool,
    max_length: usize,
}

/// A text that may be suggested.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// As it is shown.
    pub text: String,
    /// As it is compared.
    pub form: String,
    /// How much it counts.
    pub weight: u32,
}

impl CompletionOptions {
    /// Reads a field's definition.
    pub fn new(name: &str, definition: &Map<String, Value>) -> Result<Self> {
        let [analyzer, search_analyzer] = analyzers(name, definition, Analyzer::Simple)?;
        let flag = |parameter: &str| definition.get(parameter).is_none_or(|value| value == true || value == "true");
        let max_length = definition.get("max_input_length").and_then(Value::as_u64).unwrap_or(50);
        Ok(Self {
            analyzer,
            search_analyzer,
            separators: flag("preserve_separators"),
            holes: flag("preserve_position_increments"),
            max_length: usize::try_from(max_length).unwrap_or(usize::MAX),
        })
    }

    /// The inputs of one value: a text, or `{"input": …, "weight": …}`.
    pub fn inputs(&self, value: &Value) -> Result<Vec<Input>> {
        match value {
            Value::String(text) => Ok(vec![self.input(text, 1)?]),
            Value::Object(members) => {
                let unknown = members.keys().find(|name| !["input", "weight"].contains(&name.as_str()));
                if let Some(name) = unknown {
                    return Err(EsError::illegal_argument(format!(
                        "unknown field name [{name}], must be one of [weight, input]"
                    )));
                }
                let weight = members.get("weight").map_or(Ok(1), weight)?;
                let texts = match members.get("input") {
                    Some(Value::Array(texts)) => texts.iter().collect(),
                    one => one.into_iter().collect::<Vec<_>>(),
                };
                texts.into_iter().map(|text| self.input(text.as_str().ok_or_else(|| not_text(text))?, weight)).collect()
            }
            other => Err(not_text(other)),
        }
    }

    fn input(&self, text: &str, weight: u32) -> Result<Input> {
        if text.is_empty() {
            return Err(EsError::illegal_argument("value must have a length > 0"));
        }
        if let Some(sign) = text.chars().find(|sign| ['\0', HOLE, SEPARATOR].contains(sign)) {
            let code = u32::from(sign);
            return Err(EsError::illegal_argument(format!(
                "Illegal input [{text}] UTF-16 codepoint [0x{code:x}] is a reserved character"
            )));
        }
        let text: String = text.chars().take(self.max_length).collect();
        let form = self.form(self.analyzer, &text);
        Ok(Input { text, form, weight })
    }

    /// The analyzer for what was typed.
    #[must_use]
    pub fn search_analyzer(&self) -> Analyzer {
        self.search_analyzer
    }

    /// What was typed, as it is compared.
    #[must_use]
    pub fn typed(&self, text: &str, analyzer: Option<Analyzer>) -> String {
        self.form(analyzer.unwrap_or(self.search_analyzer), text)
    }

    fn form(&self, analyzer: Analyzer, text: &str) -> String {
        let mut form = String::new();
        let mut next = 0;
        for token in analyzer.tokens(text) {
            let left_out = if self.holes { token.position.saturating_sub(next) } else { 0 };
            for _ in 0..left_out {
                form.push(HOLE);
                form.extend(self.separators.then_some(SEPARATOR));
            }
            form.push_str(&token.text);
            form.extend(self.separators.then_some(SEPARATOR));
            next = token.position + 1;
        }
        form.strip_suffix(SEPARATOR).map(String::from).unwrap_or(form)
    }
}

fn not_text(value: &Value) -> EsError {
    EsError::parsing(format!("expected text or object, but got {}", super::members::token(value)))
}

fn weight(value: &Value) -> Result<u32> {
    let text = scalar_text(value)?;
    let not_integer = || EsError::illegal_argument(format!("Weight must be an integer, but was [{text}]"));
    let number = text.parse::<f64>().map_err(|_| not_integer())?;
    let whole = truncated(number).filter(|_| number.fract() == 0.0).ok_or_else(not_integer)?;
    i32::try_from(whole).ok().and_then(|weight| u32::try_from(weight).ok()).ok_or_else(|| {
        EsError::illegal_argument(format!("Weight must be in the interval [0..2147483647], but was [{whole}]"))
    })
}
