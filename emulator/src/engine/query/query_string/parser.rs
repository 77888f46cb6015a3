//! From the words and signs of a query string to queries, by the rules of Lucene's classic parser: `AND` makes both of
//! its sides required, `OR` changes nothing unless the default is `AND`, and neighbouring words are one text.

use std::collections::VecDeque;

use super::{
    lexer::{Token, malformed, tokens},
    range::{AnyRange, Range},
};
use crate::{
    engine::{
        limits,
        matches::Matches,
        query::{
            Node, Printed, Query,
            any_fuzzy::AnyFuzzy,
            any_prefix::AnyPrefix,
            bool::Bool,
            fields::Fields,
            fuzziness::Fuzziness,
            match_all::MatchAll,
            multi_match::{Combination, MultiMatch},
            text_plan::{Mode, TextQuery},
            wildcard::AnyWildcard,
        },
        shard::Shard,
    },
    error::Result,
};

/// How deep parentheses may be nested.
const DEPTH_LIMIT: usize = 30;

/// Reads a query string. `words` has the options for the texts in it.
///
/// `least` is how many of the outermost clauses that may match have to, or of the words if they are all there is.
pub(super) fn parse(text: &str, fields: &Fields, words: &TextQuery, least: Option<String>) -> Result<Node> {
    let tokens = tokens(text)?;
    let is_words = tokens.iter().all(|token| matches!(token, Token::Word(_)));
    let least_words = least.clone().filter(|_| is_words);
    let words = &TextQuery { minimum_should_match: least_words, ..words.clone() };
    let mut parser = Parser { tokens: tokens.into(), words };
    let clauses = parser.clauses(fields, 0)?;
    match parser.tokens.pop_front() {
        None => Ok(combined(clauses, least)),
        Some(_) => Err(malformed("a parenthesis is closed that was not opened")),
    }
}

struct Parser<'a> {
    tokens: VecDeque<Token>,
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
    fn clauses(&mut self, fields: &Fields, depth: usize) -> Result<Vec<(Occur, Node)>> {
        if depth > DEPTH_LIMIT {
            return Err(malformed("parentheses are nested too deep"));
        }
        let mut clauses: Vec<(Occur, Node)> = Vec::new();
        while self.tokens.front().is_some_and(|token| *token != Token::Close) {
            // What begins with an operator is not allowed.
            let and = !clauses.is_empty() && self.takes(&Token::And);
            let or = !and && !clauses.is_empty() && self.takes(&Token::Or);
            if let Some((occur, _)) = clauses.last_mut().filter(|(occur, _)| *occur != Occur::MustNot) {
                match (and, or && self.words.all) {
                    (true, _) => *occur = Occur::Must,
                    (_, true) => *occur = Occur::Should,
                    _ => {}
                }
            }
            if clauses.len() == limits::CLAUSES {
                return Err(limits::too_many_clauses());
            }
            let left = self.tokens.len();
            let occur = self.occur(and, or);
            // What an operator stands before is one word only.
            let is_plain = !and && !or && self.tokens.len() == left;
            let atom = self.atom(fields, is_plain, depth)?;
            clauses.push((occur, self.boosted(atom)));
        }
        if clauses.is_empty() && depth > 0 { Err(malformed("parentheses hold nothing")) } else { Ok(clauses) }
    }

    fn takes(&mut self, token: &Token) -> bool {
        let is_next = self.tokens.front() == Some(token);
        if is_next {
            self.tokens.pop_front();
        }
        is_next
    }

    /// The next token, if it is a word that goes with the one before: one with a boost stands alone, on either side.
    fn next_word(&mut self) -> Option<String> {
        let stands_alone = matches!(self.tokens.get(1), Some(Token::Boost(_)));
        match self.tokens.front_mut() {
            Some(Token::Word(word)) if !stands_alone => {
                let word = std::mem::take(word);
                self.tokens.pop_front();
                Some(word)
            }
            _ => None,
        }
    }

    fn boosted(&mut self, mut node: Node) -> Node {
        if let Some(Token::Boost(boost)) = self.tokens.front() {
            node.boost *= boost;
            self.tokens.pop_front();
        }
        node
    }

    fn occur(&mut self, and: bool, or: bool) -> Occur {
        if self.takes(&Token::Not) {
            return Occur::MustNot;
        }
        let required = self.takes(&Token::Required);
        if required || and || (self.words.all && !or) { Occur::Must } else { Occur::Should }
    }

    fn atom(&mut self, fields: &Fields, with_neighbours: bool, depth: usize) -> Result<Node> {
        match self.tokens.pop_front() {
            Some(Token::Field(name)) if name == "_exists_" => self.having_field(),
            Some(Token::Field(name)) => self.in_field(&Fields::one(&name), depth),
            Some(Token::Word(word)) => {
                let mut text = word;
                while with_neighbours && let Some(next) = self.next_word() {
                    text.push(' ');
                    text.push_str(&next);
                }
                Ok(self.words(fields, &text))
            }
            Some(token) => self.simple(fields, token, depth),
            None => Err(malformed("it ends where a word was expected")),
        }
    }

    /// The value of `field:value` is one word only, so that what follows belongs to the default fields again.
    fn in_field(&mut self, field: &Fields, depth: usize) -> Result<Node> {
        match self.tokens.pop_front() {
            Some(Token::Word(word)) => Ok(self.words(field, &word)),
            Some(token) => self.simple(field, token, depth),
            None => Err(malformed("a value is missing after [:]")),
        }
    }

    fn having_field(&mut self) -> Result<Node> {
        match self.tokens.pop_front() {
            Some(Token::Word(field)) => Ok(Node::new(1.0, HavingAny(Fields::one(&field)))),
            _ => Err(malformed("a field name is missing after [_exists_:]")),
        }
    }

    fn simple(&mut self, fields: &Fields, token: Token, depth: usize) -> Result<Node> {
        match token {
            Token::Bare(sign) => Ok(self.words(fields, &sign.to_string())),
            Token::Phrase(text, slop) => Ok(self.text(fields, &text, Mode::Phrase(slop))),
            Token::Fuzzy(text, edits) => {
                let fuzziness = edits.map_or_else(Fuzziness::auto, |edits| Fuzziness::auto().with_edits(edits));
                Ok(Node::new(1.0, AnyFuzzy { text, fuzziness, fields: fields.clone(), lenient: self.words.lenient }))
            }
            Token::Prefix(text) => {
                Ok(Node::new(1.0, AnyPrefix { text, fields: fields.clone(), lenient: self.words.lenient }))
            }
            Token::Wildcard(pattern) => {
                Ok(Node::new(1.0, AnyWildcard::new(&pattern, fields.clone(), self.words.lenient)?))
            }
            Token::Range(range) => Ok(self.range(range, fields)),
            Token::Everything if fields.is_everything() => Ok(Node::new(1.0, MatchAll { none: false })),
            Token::Everything => Ok(Node::new(1.0, HavingAny(fields.clone()))),
            Token::Open => {
                let inner = combined(self.clauses(fields, depth + 1)?, None);
                if self.takes(&Token::Close) { Ok(inner) } else { Err(malformed("a parenthesis is not closed")) }
            }
            _ => Err(malformed("an operator stands where a word was expected")),
        }
    }

    /// Words; in one field alone they may be a range with one end.
    fn words(&self, fields: &Fields, text: &str) -> Node {
        match Range::one_sided(text).filter(|_| fields.is_alone()) {
            Some(range) => self.range(range, fields),
            None => self.text(fields, text, Mode::Words),
        }
    }

    fn range(&self, range: Range, fields: &Fields) -> Node {
        Node::new(1.0, AnyRange { range, fields: fields.clone(), lenient: self.words.lenient })
    }

    fn text(&self, fields: &Fields, text: &str, mode: Mode) -> Node {
        let query = TextQuery { text: text.into(), mode, ..self.words.clone() };
        Node::new(1.0, MultiMatch::of(query, fields.clone(), Combination::Best))
    }
}

fn combined(mut clauses: Vec<(Occur, Node)>, minimum_should_match: Option<String>) -> Node {
    if clauses.is_empty() {
        return Node::new(1.0, MatchAll { none: true });
    }
    if clauses.len() == 1
        && let Some((_, node)) = clauses.pop_if(|(occur, _)| *occur != Occur::MustNot)
    {
        return node;
    }
    let mut all = Bool { of_text: true, minimum_should_match, ..Bool::default() };
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
