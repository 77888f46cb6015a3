//! The words and signs of a query string.

use std::{iter::Peekable, str::Chars};

use super::range::Range;
use crate::error::{EsError, Result};

/// A word or sign.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A word without signs of its own.
    Word(String),
    /// A word that ended in `*`.
    Prefix(String),
    /// A word with `*` or `?` in it, signs of its own after a backslash.
    Wildcard(String),
    /// A word that ended in `~`, with the edits that follow.
    Fuzzy(String, Option<u8>),
    /// A text in quotes, with the room that follows after `~`.
    Phrase(String, u32),
    /// `[low TO high]`, with braces for ends that are left out; `*` is no end.
    Range(Range),
    /// `^2`
    Boost(f32),
    /// A name that was followed by a colon.
    Field(String),
    /// `*`
    Everything,
    /// `AND`, `&&`
    And,
    /// `OR`, `||`
    Or,
    /// `NOT`, `!`, `-`
    Not,
    /// `+`
    Required,
    /// `(`
    Open,
    /// `)`
    Close,
    /// A sign with space after it, which is only a word.
    Bare(char),
}

/// Cuts a query string into its words and signs.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>> {
    let mut letters = text.chars().peekable();
    let mut tokens = Vec::new();
    while let Some(letter) = letters.peek().copied() {
        let token = match letter {
            '"' => Some(phrase(&mut letters)?),
            '[' | '{' => Some(range(&mut letters)?),
            '^' => Some(boost(&mut letters)?),
            '/' => return Err(EsError::unsupported("a regular expression [/] in a query string")),
            '~' => {
                letters.next();
                let edits = number(&mut letters);
                tokens.pop().map(|last| similar(last, &edits)).transpose()?
            }
            ']' | '}' => return Err(malformed(&format!("[{letter}] stands where a word was expected"))),
            _ if letter.is_whitespace() => {
                letters.next();
                None
            }
            _ => Some(match sign(letter) {
                Some(token) => {
                    letters.next();
                    let is_bare = "+-!".contains(letter) && letters.peek().is_some_and(|next| next.is_whitespace());
                    if is_bare { Token::Bare(letter) } else { token }
                }
                None => word(&mut letters)?,
            }),
        };
        tokens.extend(token);
    }
    Ok(tokens)
}

/// What a `~` makes of the word or phrase that it follows after a space.
fn similar(last: Token, number: &str) -> Result<Token> {
    match last {
        Token::Word(word) => Ok(Token::Fuzzy(word, number.parse::<f32>().ok().map(edits_of))),
        Token::Phrase(text, _) => Ok(Token::Phrase(text, slop(number))),
        _ => Err(malformed("[~] stands where a word was expected")),
    }
}

/// The room in a phrase; Java casts a fraction away.
fn slop(number: &str) -> u32 {
    number.split('.').next().and_then(|slop| slop.parse().ok()).unwrap_or(0)
}

/// The sign that a letter is by itself; `None` at the beginning of a word.
fn sign(letter: char) -> Option<Token> {
    match letter {
        '(' => Some(Token::Open),
        ')' => Some(Token::Close),
        '+' => Some(Token::Required),
        '-' | '!' => Some(Token::Not),
        _ => None,
    }
}

fn phrase(letters: &mut Peekable<Chars<'_>>) -> Result<Token> {
    letters.next();
    let text = quoted(letters)?;
    let room = if letters.next_if_eq(&'~').is_some() { number(letters) } else { String::new() };
    Ok(Token::Phrase(text, slop(&room)))
}

fn quoted(letters: &mut Peekable<Chars<'_>>) -> Result<String> {
    let mut text = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => return Ok(text),
            '\\' => text.extend(letters.next()),
            _ => text.push(letter),
        }
    }
    Err(malformed("a quote is not closed"))
}

fn number(letters: &mut Peekable<Chars<'_>>) -> String {
    let mut digits = String::new();
    while let Some(digit) = letters.next_if(|letter| letter.is_ascii_digit() || *letter == '.') {
        digits.push(digit);
    }
    digits
}

fn boost(letters: &mut Peekable<Chars<'_>>) -> Result<Token> {
    letters.next();
    number(letters).parse().map(Token::Boost).map_err(|_| malformed("a number is missing after [^]"))
}

fn range(letters: &mut Peekable<Chars<'_>>) -> Result<Token> {
    let from_included = letters.next() == Some('[');
    let low = range_end(letters)?;
    let between = range_end(letters)?;
    let high = range_end(letters)?;
    while letters.next_if(|letter| letter.is_whitespace()).is_some() {}
    let to_included = match letters.next() {
        Some(']') => true,
        Some('}') => false,
        _ => return Err(malformed("a range is not closed")),
    };
    if between != "TO" {
        return Err(malformed("[TO] is missing in a range"));
    }
    let end = |text: String| Some(text).filter(|text| text != "*");
    Ok(Token::Range(Range { from: end(low), from_included, to: end(high), to_included }))
}

fn range_end(letters: &mut Peekable<Chars<'_>>) -> Result<String> {
    while letters.next_if(|letter| letter.is_whitespace()).is_some() {}
    if letters.next_if_eq(&'"').is_some() {
        return quoted(letters);
    }
    let mut written = String::new();
    while let Some(letter) = letters.next_if(|letter| !letter.is_whitespace() && !"]}".contains(*letter)) {
        written.push(letter);
    }
    // A backslash does not keep an end from ending at a space.
    let text = without_escapes(&written)?;
    if text.is_empty() { Err(malformed("an end of a range is missing")) } else { Ok(text) }
}

fn without_escapes(written: &str) -> Result<String> {
    let mut letters = written.chars();
    let mut text = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => text.push(letters.next().ok_or_else(|| malformed("a sign is missing after a backslash"))?),
            _ => text.push(letter),
        }
    }
    Ok(text)
}

fn word(letters: &mut Peekable<Chars<'_>>) -> Result<Token> {
    let mut word = Written::default();
    while let Some(letter) = letters.next_if(|letter| !letter.is_whitespace() && !"()\"[]{}^".contains(*letter)) {
        match letter {
            '/' => return Err(EsError::unsupported("a regular expression [/] in a query string")),
            '\\' => word.escaped(letters.next()),
            ':' if word.text.is_empty() => return Err(malformed("a field name is missing before [:]")),
            ':' => return Ok(Token::Field(word.text)),
            '~' => {
                let edits = number(letters);
                return Ok(Token::Fuzzy(word.text, edits.parse::<f32>().ok().map(edits_of)));
            }
            '*' | '?' => word.wild(letter),
            _ => word.letter(letter),
        }
    }
    Ok(word.token())
}

/// Edits as a number says; a fraction was a likeness once, and is taken for the most.
fn edits_of(number: f32) -> u8 {
    match number {
        1.0 => 1,
        0.0 => 0,
        _ => 2,
    }
}

/// A word as it stands in the text.
#[derive(Default)]
struct Written {
    /// Its letters.
    text: String,
    /// Its letters, with backslashes before those that would be signs in a pattern.
    pattern: String,
    has_escapes: bool,
    stars: usize,
    marks: usize,
}

impl Written {
    fn letter(&mut self, letter: char) {
        self.text.push(letter);
        self.pattern.push(letter);
    }

    fn escaped(&mut self, letter: Option<char>) {
        self.has_escapes = true;
        self.text.extend(letter);
        self.pattern.push('\\');
        self.pattern.extend(letter);
    }

    fn wild(&mut self, letter: char) {
        self.stars += usize::from(letter == '*');
        self.marks += usize::from(letter == '?');
        self.letter(letter);
    }

    fn token(self) -> Token {
        let begins = self.text.strip_suffix('*').filter(|_| self.stars == 1 && self.marks == 0);
        match (begins, self.text.as_str()) {
            (Some(""), _) => Token::Everything,
            (Some(beginning), _) if self.pattern.ends_with('*') => Token::Prefix(beginning.to_owned()),
            _ if self.stars + self.marks > 0 => Token::Wildcard(self.pattern),
            _ if self.has_escapes => Token::Word(self.text),
            (_, "AND" | "&&") => Token::And,
            (_, "OR" | "||") => Token::Or,
            (_, "NOT") => Token::Not,
            _ => Token::Word(self.text),
        }
    }
}

/// The error for a text that Lucene's language does not allow.
pub(super) fn malformed(what: &str) -> EsError {
    EsError::new(400, "parse_exception", format!("Cannot parse the query string: {what}"))
}
