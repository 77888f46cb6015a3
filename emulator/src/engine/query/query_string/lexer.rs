//! The words and signs of a query string.

use std::{iter::Peekable, str::Chars};

use crate::error::{EsError, Result};

/// A word or sign.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A word without signs of its own.
    Word(String),
    /// A word that ended in `*`.
    Prefix(String),
    /// A text in quotes.
    Phrase(String),
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
}

/// What Lucene's language has and this engine does not.
const UNSUPPORTED: [(char, &str); 10] = [
    ('[', "a range"),
    (']', "a range"),
    ('{', "a range"),
    ('}', "a range"),
    ('<', "a range"),
    ('>', "a range"),
    ('^', "a boost"),
    ('~', "fuzziness or slop"),
    ('/', "a regular expression"),
    ('?', "a wildcard"),
];

/// Cuts a query string into its words and signs.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>> {
    let mut letters = text.chars().peekable();
    let mut tokens = Vec::new();
    while let Some(letter) = letters.peek().copied() {
        let sign = match letter {
            _ if letter.is_whitespace() => None,
            '(' => Some(Token::Open),
            ')' => Some(Token::Close),
            '+' => Some(Token::Required),
            '-' | '!' => Some(Token::Not),
            '"' => {
                letters.next();
                tokens.push(Token::Phrase(phrase(&mut letters)?));
                continue;
            }
            _ => {
                tokens.push(word(&mut letters)?);
                continue;
            }
        };
        letters.next();
        tokens.extend(sign);
    }
    Ok(tokens)
}

fn phrase(letters: &mut Peekable<Chars<'_>>) -> Result<String> {
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

fn word(letters: &mut Peekable<Chars<'_>>) -> Result<Token> {
    let mut text = String::new();
    let mut escaped = false;
    while let Some(letter) = letters.next_if(|letter| !letter.is_whitespace() && !"()\"".contains(*letter)) {
        if let Some((_, what)) = UNSUPPORTED.iter().find(|(sign, _)| *sign == letter) {
            return Err(EsError::unsupported(&format!("{what} [{letter}] in a query string")));
        }
        match letter {
            '\\' => {
                text.extend(letters.next());
                escaped = true;
            }
            ':' if text.is_empty() => return Err(malformed("a field name is missing before [:]")),
            ':' => return Ok(Token::Field(text)),
            '*' => return starred(text, letters),
            _ => text.push(letter),
        }
    }
    Ok(match text.as_str() {
        _ if escaped => Token::Word(text),
        "AND" | "&&" => Token::And,
        "OR" | "||" => Token::Or,
        "NOT" => Token::Not,
        _ => Token::Word(text),
    })
}

fn starred(text: String, letters: &mut Peekable<Chars<'_>>) -> Result<Token> {
    match letters.peek() {
        Some(':') if text.is_empty() => {
            letters.next();
            Ok(Token::Field("*".into()))
        }
        Some(letter) if !letter.is_whitespace() && *letter != ')' => {
            Err(EsError::unsupported("a wildcard [*] before the end of a word in a query string"))
        }
        _ if text.is_empty() => Ok(Token::Everything),
        _ => Ok(Token::Prefix(text)),
    }
}

/// The error for a text that Lucene's language does not allow.
pub(super) fn malformed(what: &str) -> EsError {
    EsError::new(400, "parse_exception", format!("Cannot parse the query string: {what}"))
}
