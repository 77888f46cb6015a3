//! What the tokens stand for: texts, numbers, lists, and whole values.

use search_application_connector::json::{Number, Object, Value};

use super::parser::Parser;
use super::source::{Fault, Place};
use super::token::Token;
use crate::error::EsError;

impl Parser<'_> {
    /// The current token as text: a string, or a number or boolean as it is written. A string can be taken once.
    pub fn text(&mut self) -> Result<String, EsError> {
        match self.token {
            Some(Token::String) => {
                let text = self.finish_string();
                text.map_err(|fault| self.scanner.source.refusal(&fault))
            }
            Some(Token::Number) => Ok(self.number.text.clone()),
            Some(Token::Bool(value)) => Ok(value.to_string()),
            Some(Token::Name) => Ok(self.name.clone()),
            other => {
                let (Place(line, column), found) = (self.place(), other.map_or("null", Token::name));
                Err(EsError::illegal_argument(format!("Expected text at {line}:{column} but found {found}")))
            }
        }
    }

    /// The current token as text, or nothing for null.
    pub fn text_or_null(&mut self) -> Result<Option<String>, EsError> {
        if self.token == Some(Token::Null) { Ok(None) } else { self.text().map(Some) }
    }

    /// The texts of a list, or the one text in its place. Numbers and booleans are taken as they are written.
    pub fn texts(&mut self) -> Result<Vec<String>, EsError> {
        let mut texts = Vec::new();
        self.each(|parser| {
            if parser.token == Some(Token::StartArray) {
                return Err(EsError::new(400, "illegal_state_exception", "expected value but got [START_ARRAY]"));
            }
            texts.push(parser.text()?);
            Ok(())
        })?;
        Ok(texts)
    }

    /// Reads each element of a list, or the one value in its place.
    pub fn each(&mut self, mut read: impl FnMut(&mut Self) -> Result<(), EsError>) -> Result<(), EsError> {
        if self.token != Some(Token::StartArray) {
            return read(self);
        }
        while self.next_token()? != Some(Token::EndArray) {
            read(self)?;
        }
        Ok(())
    }

    /// The current token as a whole number of 64 bits: a number without its fraction, or a string of one.
    pub fn long(&mut self) -> Result<i64, EsError> {
        let quoted = self.token == Some(Token::String);
        let text = self.text()?;
        let fits = |value: f64| value > -9.3e18 && value < 9.3e18;
        #[expect(clippy::cast_possible_truncation, reason = "the fraction is dropped, as in the server")]
        let whole = || text.parse::<f64>().ok().filter(|value| fits(*value)).map(|value| value.trunc() as i64);
        text.parse().ok().or_else(|| if self.is_plain_integer(quoted, &text) { None } else { whole() }).ok_or_else(
            || {
                if quoted {
                    return EsError::illegal_argument(format!("For input string: \"{text}\""));
                }
                self.scanner.source.refusal(&Fault::out_of_range(self.scanner.here(), &text))
            },
        )
    }

    fn is_plain_integer(&self, quoted: bool, text: &str) -> bool {
        if quoted { !text.contains('.') } else { self.number.is_integer }
    }

    /// The value that begins with the current token, whole; its last token becomes the current one.
    pub fn value_here(&mut self) -> Result<Value, EsError> {
        match self.token {
            Some(Token::StartObject) => self.object_here().map(Value::Object),
            Some(Token::StartArray) => {
                let mut elements = Vec::new();
                while self.next_token()? != Some(Token::EndArray) {
                    elements.push(self.value_here()?);
                }
                Ok(elements.into())
            }
            Some(Token::String) => Ok(self.text()?.into()),
            Some(Token::Number) => Ok(self.number_here().into()),
            Some(Token::Bool(value)) => Ok(value.into()),
            _ => Ok(Value::Null),
        }
    }

    /// The object that begins with the current token.
    pub fn object_here(&mut self) -> Result<Object, EsError> {
        let mut members = Vec::new();
        while self.next_token()? == Some(Token::Name) {
            let name = self.name.clone();
            self.next_token()?;
            members.push((name, self.value_here()?));
        }
        Ok(members.into())
    }

    /// An integer keeps its digits; any other number goes through a double, as in the server.
    fn number_here(&self) -> Number {
        let text = self.number.text.as_str();
        let value = text.parse().unwrap_or_default();
        match text {
            // Integers have no negative zero.
            "-0" => 0.into(),
            // No text of its own stands for what is too large for a double.
            _ if self.number.is_integer || f64::is_infinite(value) => Number::from_js(value, text),
            _ => Number::double(value),
        }
    }
}
