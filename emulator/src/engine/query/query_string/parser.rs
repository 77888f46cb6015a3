//! From the words and signs of a query string to queries, by the rules of Lucene's classic parser: `AND` makes both of
//! its sides required, `OR` changes nothing unless the default is `AND`, and neighbouring words are one text.

use std::{iter::Peekable, vec::IntoIter};

use super::lexer::{Token, malformed, tokens};
use crate::{
    engine::{
        matches::Matches,
        query::{
            Node, Printed, Query,
            any_prefix::AnyPrefix,
            bool::Bool,
            match_all::MatchAll,
            multi_match::{Combination, Fields, MultiMatch},
            text_plan::{Mode, TextQuery},
        },
        shard::Shard,
    },
    error::Result,
};

/// How deep parentheses may be nested.
const DEPTH_LIMIT: usize = 30;

/// Reads a query string. `words` has the options for the texts in it.
pub(super) fn parse(text: &str, fields: &Fields, words: &TextQuery) -> Result<Node> {
    let mut parser = Parser { tokens: tokens(text)?.into_iter().peekable(), words };
    let node = parser.clauses(fields, 0)?;
    match parser.tokens.next() {
        None => Ok(node),
        Some(_) => Err(malformed("a parenthesis is closed that was not opened")),
    }
}

struct Parser<'a> {
    tokens: Peekable<IntoIter<Token>>,
    words: &'a TextQuery,
}

/// What a clause of a query string is to the whole.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Occur {
    Must,
    Should,
    MustNot,
}

impl Parser<'_> {
    fn clauses(&mut self, fields: &Fields, depth: usize) -> Result<Node> {
        if depth > DEPTH_LIMIT {
            return Err(malformed("parentheses are nested too deep"));
        }
        let mut clauses: Vec<(Occur, Node)> = Vec::new();
        while self.tokens.peek().is_some_and(|token| *token != Token::Close) {
            let and = self.tokens.next_if_eq(&Token::And).is_some();
            let or = !and && self.tokens.next_if_eq(&Token::Or).is_some();
            if let Some((occur, _)) = clauses.last_mut().filter(|(occur, _)| *occur != Occur::MustNot) {
                match (and, or && self.words.all) {
                    (true, _) => *occur = Occur::Must,
                    (_, true) => *occur = Occur::Should,
                    _ => {}
                }
            }
            let occur = self.occur(and, or);
            clauses.push((occur, self.atom(fields, depth)?));
        }
        Ok(combined(clauses))
    }

    fn occur(&mut self, and: bool, or: bool) -> Occur {
        if self.tokens.next_if_eq(&Token::Not).is_some() {
            return Occur::MustNot;
        }
        let required = self.tokens.next_if_eq(&Token::Required).is_some();
        if required || and || (self.words.all && !or) { Occur::Must } else { Occur::Should }
    }

    fn atom(&mut self, fields: &Fields, depth: usize) -> Result<Node> {
        match self.tokens.next() {
            Some(Token::Field(name)) if name == "_exists_" => self.having_field(),
            Some(Token::Field(name)) => self.in_field(&Fields::one(&name), depth),
            Some(Token::Word(word)) => {
                let mut text = word;
                while let Some(Token::Word(next)) = self.tokens.next_if(|token| matches!(token, Token::Word(_))) {
                    text.push(' ');
                    text.push_str(&next);
                }
                Ok(self.text(fields, &text, Mode::Words))
            }
            Some(token) => self.simple(fields, token, depth),
            None => Err(malformed("it ends where a word was expected")),
        }
    }

    /// The value of `field:value` is one word only, so that what follows belongs to the default fields again.
    fn in_field(&mut self, field: &Fields, depth: usize) -> Result<Node> {
        match self.tokens.next() {
            Some(Token::Word(word)) => Ok(self.text(field, &word, Mode::Words)),
            Some(token) => self.simple(field, token, depth),
            None => Err(malformed("a value is missing after [:]")),
        }
    }

    fn having_field(&mut self) -> Result<Node> {
        match self.tokens.next() {
            Some(Token::Word(field)) => Ok(Node::new(1.0, HavingAny(Fields::one(&field)))),
            _ => Err(malformed("a field name is missing after [_exists_:]")),
        }
    }

    fn simple(&mut self, fields: &Fields, token: Token, depth: usize) -> Result<Node> {
        match token {
            Token::Phrase(text) => Ok(self.text(fields, &text, Mode::Phrase(0))),
            Token::Prefix(text) => Ok(Node::new(1.0, AnyPrefix { text, fields: fields.clone() })),
            Token::Everything if fields.is_everything() => Ok(Node::new(1.0, MatchAll { none: false })),
            Token::Everything => Ok(Node::new(1.0, HavingAny(fields.clone()))),
            Token::Open => {
                let inner = self.clauses(fields, depth + 1)?;
                self.tokens.next_if_eq(&Token::Close).ok_or_else(|| malformed("a parenthesis is not closed"))?;
                Ok(inner)
            }
            _ => Err(malformed("an operator stands where a word was expected")),
        }
    }

    fn text(&self, fields: &Fields, text: &str, mode: Mode) -> Node {
        let query = TextQuery { text: text.into(), mode, ..self.words.clone() };
        Node::new(1.0, MultiMatch::of(query, fields.clone(), Combination::Best))
    }
}

fn combined(mut clauses: Vec<(Occur, Node)>) -> Node {
    if clauses.is_empty() {
        return Node::new(1.0, MatchAll { none: true });
    }
    if clauses.len() == 1
        && let Some((_, node)) = clauses.pop_if(|(occur, _)| *occur != Occur::MustNot)
    {
        return node;
    }
    let mut all = Bool::default();
    for (occur, node) in clauses {
        match occur {
            Occur::Must => all.must.push(node),
            Occur::Should => all.should.push(node),
            Occur::MustNot => all.must_not.push(node),
        }
    }
    Node::new(1.0, all)
}

/// Any value in any of the fields.
#[derive(Debug)]
struct HavingAny(Fields);

impl Query for HavingAny {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        Ok(MultiMatch::having_any(shard, &self.0))
    }

    fn print(&self) -> Printed {
        Printed::new("exists", self.0.to_json())
    }
}
