//! A JSON text as a row of tokens, taken one by one: what stands behind the token that a request is refused at is never
//! looked at, as in the server.

use std::collections::HashSet;

use super::numbers::Numeral;
use super::scan::Scanner;
use super::source::{Fault, Mark, Origin, Place, Source};
use super::token::Token;
use crate::error::EsError;

/// How deep arrays and objects may nest: the limit of the server's reader.
const MAX_DEPTH: usize = 1000;

/// How many members an object of a request may have: all names are kept, to tell repeated ones. The server has no such
/// limit, and no use for such an object.
const MAX_MEMBERS: usize = 1_000_000;

type Step<T> = Result<T, Fault>;

/// An object or array that has begun.
#[derive(Debug)]
struct Scope {
    is_object: bool,
    start: Mark,
    is_empty: bool,
    names: HashSet<String>,
}

/// A text that is read token by token.
#[derive(Debug)]
pub struct Parser<'a> {
    pub(super) scanner: Scanner<'a>,
    scopes: Vec<Scope>,
    pub(super) token: Option<Token>,
    /// The token behind a name. It is read together with the name, so that a fault in it is one of the name.
    ahead: Option<Token>,
    pub(super) name: String,
    name_at: Option<Mark>,
    pub(super) number: Numeral,
    value_at: Option<Mark>,
    /// Whether the string that is the current token has not been read yet.
    in_string: bool,
}

impl<'a> Parser<'a> {
    /// Stands before the first token.
    pub fn new(source: Source<'a>) -> Self {
        Self {
            scanner: Scanner::new(source),
            scopes: Vec::new(),
            token: None,
            ahead: None,
            name: String::new(),
            name_at: None,
            number: Numeral { text: String::new(), is_integer: true },
            value_at: None,
            in_string: false,
        }
    }

    /// The current token; nothing before the first and behind the last.
    pub fn token(&self) -> Option<Token> {
        self.token
    }

    /// The name that was read last.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the current token begins; before the first, in column 0.
    pub fn place(&self) -> Place {
        let mark = if self.token == Some(Token::Name) { self.name_at } else { self.value_at };
        mark.map_or(Place(1, 0), |mark| self.scanner.source.place(mark))
    }

    /// Takes the next token.
    pub fn next_token(&mut self) -> Result<Option<Token>, EsError> {
        let token = self.advance();
        token.map_err(|fault| self.scanner.source.refusal(&fault))
    }

    fn advance(&mut self) -> Step<Option<Token>> {
        if self.token == Some(Token::Name) {
            self.token = self.ahead.take();
            self.open()?;
            return Ok(self.token);
        }
        self.finish_string()?;
        self.scanner.skip_blank()?;
        match self.scanner.peek() {
            None => self.end()?,
            Some(mark @ (']' | '}')) => self.close(mark)?,
            Some(_) => self.entry()?,
        }
        Ok(self.token)
    }

    fn end(&mut self) -> Step<()> {
        self.token = None;
        let Some(scope) = self.scopes.last() else { return Ok(()) };
        let marker = self.scanner.source.start_marker(scope.start);
        let kind = kind(Some(scope));
        Err(self.scanner.end(&format!(": expected close marker for {kind} (start marker at {marker})")))
    }

    fn close(&mut self, mark: char) -> Step<()> {
        self.value_at = Some(self.scanner.here());
        let is_object = mark == '}';
        if self.scopes.last().is_none_or(|scope| scope.is_object != is_object) {
            return Err(self.mismatch(mark));
        }
        self.scanner.take();
        self.scopes.pop();
        self.token = Some(if is_object { Token::EndObject } else { Token::EndArray });
        Ok(())
    }

    fn mismatch(&self, found: char) -> Fault {
        let expected = if found == '}' { ']' } else { '}' };
        let scope = self.scopes.last();
        let marker = scope.map_or_else(|| "the beginning".to_owned(), |it| self.scanner.source.start_marker(it.start));
        let kind = kind(scope);
        let reason =
            format!("Unexpected close marker '{found}': expected '{expected}' (for {kind} starting at {marker})");
        Fault::syntax(self.scanner.here(), reason)
    }

    /// An element of an array, a member of an object, or a whole text.
    fn entry(&mut self) -> Step<()> {
        if self.separator()? {
            return self.advance().map(drop);
        }
        if self.scopes.last().is_some_and(|scope| scope.is_object) {
            return self.member();
        }
        self.value_at = Some(self.scanner.here());
        self.token = Some(self.value()?);
        if self.scopes.is_empty() && self.token == Some(Token::Number) {
            self.check_root_space()?;
        }
        self.open()
    }

    /// Takes the comma between two entries. True when no entry follows it, where that may be.
    fn separator(&mut self) -> Step<bool> {
        let Some(scope) = self.scopes.last_mut() else { return Ok(false) };
        if std::mem::take(&mut scope.is_empty) {
            return Ok(false);
        }
        let kind = kind(Some(scope));
        if self.scanner.peek() != Some(',') {
            return Err(self.scanner.unexpected(&format!("was expecting comma to separate {kind} entries")));
        }
        self.scanner.take();
        self.scanner.skip_blank()?;
        let lenient = self.scanner.source.origin() == Origin::Template;
        match self.scanner.peek() {
            None => {
                let reason = format!("Unexpected end-of-input within/between {kind} entries");
                Err(Fault::syntax(self.scanner.here(), reason))
            }
            next => Ok(lenient && matches!(next, Some(']' | '}'))),
        }
    }

    fn member(&mut self) -> Step<()> {
        let name_at = self.scanner.here();
        if self.scanner.peek() != Some('"') {
            return Err(self.scanner.unexpected_character("was expecting double-quote to start field name"));
        }
        self.scanner.take();
        if self.scanner.peek().is_none() {
            return Err(self.scanner.end(": was expecting closing '\"' for name"));
        }
        let name = self.scanner.string("name", " in field name")?;
        self.check_repeated(&name)?;
        (self.name, self.name_at, self.token) = (name, Some(name_at), Some(Token::Name));
        self.colon()?;
        self.value_at = Some(self.scanner.here());
        self.ahead = Some(self.value()?);
        Ok(())
    }

    fn check_repeated(&mut self, name: &str) -> Step<()> {
        if self.scanner.source.origin() == Origin::Template {
            return Ok(());
        }
        if self.scopes.last().is_some_and(|scope| scope.names.len() == MAX_MEMBERS) {
            return Err(Fault::limit(format!("The emulator reads objects of at most {MAX_MEMBERS} members")));
        }
        let is_new = self.scopes.last_mut().is_none_or(|scope| scope.names.insert(name.to_owned()));
        let repeated = || Fault::syntax(self.scanner.here(), format!("Duplicate field '{name}'"));
        if is_new { Ok(()) } else { Err(repeated()) }
    }

    fn colon(&mut self) -> Step<()> {
        let between = " within/between Object entries";
        self.scanner.skip_blank()?;
        match self.scanner.peek() {
            Some(':') => drop(self.scanner.take()),
            Some(_) => return Err(self.scanner.unexpected("was expecting a colon to separate field name and value")),
            None => return Err(self.scanner.end(between)),
        }
        self.scanner.skip_blank()?;
        self.scanner.peek().map(drop).ok_or_else(|| self.scanner.end(between))
    }

    fn value(&mut self) -> Step<Token> {
        let inside = self.inside();
        match self.scanner.peek() {
            Some('{') => Ok(self.taken(Token::StartObject)),
            Some('[') => Ok(self.taken(Token::StartArray)),
            Some('"') => Ok(self.taken(Token::String)),
            Some('-' | '0'..='9') => {
                self.number = self.scanner.number(&inside)?;
                Ok(Token::Number)
            }
            Some('t') => self.scanner.word("true").map(|()| Token::Bool(true)),
            Some('f') => self.scanner.word("false").map(|()| Token::Bool(false)),
            Some('n') => self.scanner.word("null").map(|()| Token::Null),
            _ => Err(self.scanner.no_value(self.scopes.last().is_some_and(|scope| !scope.is_object))),
        }
    }

    /// The current token, by Jackson's name for it.
    fn inside(&self) -> String {
        let name = match self.token {
            None => return String::new(),
            Some(Token::Bool(true)) => "VALUE_TRUE",
            Some(Token::Bool(false)) => "VALUE_FALSE",
            Some(Token::Number) if self.number.is_integer => "VALUE_NUMBER_INT",
            Some(Token::Number) => "VALUE_NUMBER_FLOAT",
            Some(other) => other.name(),
        };
        format!(" in {name}")
    }

    fn taken(&mut self, token: Token) -> Token {
        self.scanner.take();
        self.in_string = token == Token::String;
        token
    }

    fn check_root_space(&self) -> Step<()> {
        match self.scanner.peek() {
            None | Some(' ' | '\t' | '\n' | '\r') => Ok(()),
            Some(_) => Err(self.scanner.unexpected("Expected space separating root-level values")),
        }
    }

    /// Goes into the object or array that the current token begins.
    fn open(&mut self) -> Step<()> {
        let is_object = match self.token {
            Some(Token::StartObject) => true,
            Some(Token::StartArray) => false,
            _ => return Ok(()),
        };
        self.scopes.push(Scope {
            is_object,
            start: self.value_at.unwrap_or(self.scanner.here()),
            is_empty: true,
            names: HashSet::new(),
        });
        let depth = self.scopes.len();
        if depth > MAX_DEPTH {
            let limit = format!("{MAX_DEPTH}, from `StreamReadConstraints.getMaxNestingDepth()`");
            return Err(Fault::limit(format!(
                "Document nesting depth ({depth}) exceeds the maximum allowed ({limit})"
            )));
        }
        Ok(())
    }

    /// Reads the string that is the current token, unless it has been read.
    pub(super) fn finish_string(&mut self) -> Step<String> {
        if !std::mem::take(&mut self.in_string) {
            return Ok(String::new());
        }
        let whole = match self.scanner.source.origin() {
            Origin::Request => " in VALUE_STRING",
            Origin::Template => ": was expecting closing quote for a string value",
        };
        self.scanner.string("string value", whole)
    }
}

fn kind(scope: Option<&Scope>) -> &'static str {
    match scope {
        Some(scope) if scope.is_object => "Object",
        Some(_) => "Array",
        None => "root",
    }
}
