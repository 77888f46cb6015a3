//! Objects with a fixed set of members, read as the server's object parsers read them: member by member in the order in
//! which they stand, so that the first fault is the one that is reported, with its place and with the nesting of errors
//! that the server has.

use super::parser::Parser;
use super::source::{Place, Source};
use super::suggest;
use super::token::Token;
use crate::error::EsError;

/// What an object may have, by the name that the server's messages give it.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// The name in messages, such as `search_application`.
    pub name: &'static str,
    /// The members, and the values that each may have.
    pub members: &'static [(&'static str, Takes)],
    /// Members that must not be missing.
    pub required: &'static [&'static str],
}

/// The values that a member may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A string.
    Text,
    /// A string or null.
    TextOrNull,
    /// A list of texts, or one string.
    Texts,
    /// A number, or a string of one.
    Long,
    /// A number.
    Number,
    /// A boolean.
    Bool,
    /// A boolean, or a string of one.
    BoolOrText,
    /// An object.
    Object,
    /// An object or null.
    ObjectOrNull,
    /// An object or a string.
    ObjectOrText,
    /// A list, or an object that stands for a list of one.
    Objects,
}

impl Takes {
    fn accepts(self, token: Token) -> bool {
        use Token::{Bool, Null, Number, StartArray, StartObject, String};
        match self {
            Self::Text => token == String,
            Self::TextOrNull => matches!(token, String | Null),
            Self::Texts => matches!(token, StartArray | String),
            Self::Number => token == Number,
            Self::Bool => matches!(token, Bool(_)),
            Self::BoolOrText => matches!(token, Bool(_) | String),
            Self::Long => matches!(token, Number | String),
            Self::Object => token == StartObject,
            Self::ObjectOrNull => matches!(token, StartObject | Null),
            Self::ObjectOrText => matches!(token, StartObject | String),
            Self::Objects => matches!(token, StartArray | StartObject),
        }
    }
}

/// What an object is read into.
pub trait Reads {
    /// The object.
    const SHAPE: Shape;

    /// Reads the value of a member, which begins with the parser's current token.
    fn member(&mut self, name: &str, parser: &mut Parser<'_>) -> Result<(), EsError>;

    /// Checks all members together. It runs once: as soon as every member has been read, and else at the end.
    fn complete(&mut self) -> Result<(), EsError> {
        Ok(())
    }
}

/// Reads a whole text as an object.
pub fn read<T: Reads>(text: &[u8], into: &mut T) -> Result<(), EsError> {
    read_here(&mut Parser::new(Source::of_request(text)), into)
}

/// Reads the object that the parser stands at, or before.
pub fn read_here<T: Reads>(parser: &mut Parser<'_>, into: &mut T) -> Result<(), EsError> {
    let shape = T::SHAPE;
    shape.enter(parser)?;
    let mut found: Vec<&str> = Vec::new();
    while parser.next_token()? == Some(Token::Name) {
        let (name, place) = (parser.name().to_owned(), parser.place());
        let token = parser.next_token()?;
        let (name, takes) = shape.known(&name, place)?;
        shape.check_type(name, takes, token, parser)?;
        found.push(name);
        let is_last = found.len() == shape.members.len();
        let read = into.member(name, parser).and_then(|()| if is_last { shape.build(into) } else { Ok(()) });
        read.map_err(|cause| shape.failed_member(name, parser.place(), cause))?;
    }
    shape.check_required(&found)?;
    if found.len() == shape.members.len() { Ok(()) } else { shape.build(into) }
}

impl Shape {
    fn enter(&self, parser: &mut Parser<'_>) -> Result<(), EsError> {
        let is_here = parser.token() == Some(Token::StartObject);
        let token = if is_here { parser.token() } else { parser.next_token()? };
        if token == Some(Token::StartObject) {
            return Ok(());
        }
        let found = token.map_or("null", Token::name);
        let reason = format!("[{}] Expected START_OBJECT but was: {found}", self.name);
        Err(EsError::content_at(parser.place(), &reason))
    }

    fn known(&self, name: &str, place: Place) -> Result<(&'static str, Takes), EsError> {
        self.members.iter().find(|(known, _)| *known == name).copied().ok_or_else(|| {
            let suggestion = suggest::similar(name, self.members.iter().map(|(known, _)| *known));
            EsError::content_at(place, &format!("[{}] unknown field [{name}]{suggestion}", self.name))
        })
    }

    fn check_type(&self, member: &str, takes: Takes, token: Option<Token>, parser: &Parser<'_>) -> Result<(), EsError> {
        if token.is_some_and(|token| takes.accepts(token)) {
            return Ok(());
        }
        let found = token.map_or("null", Token::name);
        let reason = format!("[{}] {member} doesn't support values of type: {found}", self.name);
        Err(EsError::content_at(parser.place(), &reason))
    }

    fn failed_member(&self, member: &str, place: Place, cause: EsError) -> EsError {
        EsError::content_at(place, &format!("[{}] failed to parse field [{member}]", self.name)).caused_by(cause)
    }

    fn check_required(&self, found: &[&str]) -> Result<(), EsError> {
        let missing: Vec<&str> = self.required.iter().filter(|name| !found.contains(name)).copied().collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(EsError::illegal_argument(format!("Required [{}]", missing.join(", "))))
    }

    fn build<T: Reads>(&self, into: &mut T) -> Result<(), EsError> {
        into.complete().map_err(|cause| {
            let reason = format!("Failed to build [{}] after last required field arrived", self.name);
            EsError::content(reason).caused_by(cause)
        })
    }
}
