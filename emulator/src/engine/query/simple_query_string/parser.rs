//! From a text to its parts. Operators work from left to right: what stands before one is one part of it.

use std::cell::Cell;

use super::{Options, Tree};
use crate::{
    engine::{
        limits,
        query::{
            any_fuzzy::AnyFuzzy,
            any_prefix::AnyPrefix,
            multi_match::{Combination, MultiMatch},
            text_plan::{Mode, TextQuery},
        },
    },
    error::Result,
};

/// How deep parentheses may be nested; deeper ones are taken for nothing.
const DEPTH_LIMIT: usize = 30;

/// The greatest number of edits.
const MOST_EDITS: u8 = 2;

/// What joins two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    And,
    Or,
}

/// Reads a text; `None` if it says nothing, an error if it says too much.
/// A part that is void, such as a lone `&`, is left out, and the operator before it is kept for the next part.
pub(super) fn parse(text: &str, options: &Options, is_void: &dyn Fn(&MultiMatch) -> bool) -> Result<Option<Tree>> {
    let letters: Vec<char> = text.chars().collect();
    let size = Size::default();
    let closes = closes(&letters, options.flags.has("ESCAPE"));
    let mut parser =
        Parser { letters: &letters, closes: &closes, at: 0, end: letters.len(), options, size: &size, is_void };
    let tree = parser.parts(0);
    if size.is_too_much() { Err(limits::too_many_clauses()) } else { Ok(tree) }
}

/// For each opening parenthesis, where it is closed.
fn closes(letters: &[char], with_escapes: bool) -> Vec<Option<usize>> {
    let mut closes = vec![None; letters.len()];
    let mut open = Vec::new();
    let mut escaped = false;
    for (at, letter) in letters.iter().enumerate() {
        match letter {
            _ if escaped => {}
            '(' => open.push(at),
            ')' => {
                if let Some(close) = open.pop().and_then(|start: usize| closes.get_mut(start)) {
                    *close = Some(at);
                }
            }
            _ => {}
        }
        escaped = *letter == '\\' && !escaped && with_escapes;
    }
    closes
}

/// How much has been read: parts, and changes between operators, each of which puts all before it one level deeper.
#[derive(Default)]
struct Size {
    parts: Cell<usize>,
    changes: Cell<usize>,
}

/// The greatest number of changes between operators.
const MOST_CHANGES: usize = 256;

impl Size {
    fn is_too_much(&self) -> bool {
        self.parts.get() > limits::CLAUSES || self.changes.get() > MOST_CHANGES
    }

    fn count(&self, is_change: bool) {
        self.parts.set(self.parts.get() + 1);
        self.changes.set(self.changes.get() + usize::from(is_change));
    }
}

struct Parser<'a> {
    letters: &'a [char],
    /// Where the parenthesis is closed that is opened here.
    closes: &'a [Option<usize>],
    at: usize,
    end: usize,
    options: &'a Options,
    size: &'a Size,
    is_void: &'a dyn Fn(&MultiMatch) -> bool,
}

/// The parts that have been read so far.
#[derive(Default)]
struct Parts {
    tree: Option<Tree>,
    last: Option<Operator>,
    next: Option<Operator>,
    negations: usize,
}

impl Parser<'_> {
    fn parts(&mut self, depth: usize) -> Option<Tree> {
        let flags = self.options.flags;
        let default = if self.options.words.all { Operator::And } else { Operator::Or };
        let mut parts = Parts::default();
        while let Some(letter) = self.peek().filter(|_| !self.size.is_too_much()) {
            match letter {
                '-' if flags.has("NOT") => {
                    self.at += 1;
                    parts.negations += 1;
                    continue;
                }
                '(' if flags.has("PRECEDENCE") => {
                    let inner = self.group(depth);
                    parts.add(inner, default, self.size);
                }
                ')' if flags.has("PRECEDENCE") => self.at += 1,
                '"' if flags.has("PHRASE") => {
                    let phrase = self.phrase();
                    parts.add(phrase, default, self.size);
                }
                '+' if flags.has("AND") => self.operator(&mut parts, Operator::And),
                '|' if flags.has("OR") => self.operator(&mut parts, Operator::Or),
                _ if letter.is_whitespace() && flags.has("WHITESPACE") => self.at += 1,
                _ => {
                    let word = self.word();
                    parts.add(word, default, self.size);
                }
            }
            parts.negations = 0;
        }
        parts.tree
    }

    fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied().filter(|_| self.at < self.end)
    }

    fn operator(&mut self, parts: &mut Parts, operator: Operator) {
        self.at += 1;
        // The first of several operators counts, and none before anything else.
        if parts.tree.is_some() && parts.next.is_none() {
            parts.next = Some(operator);
        }
    }

    /// What stands in parentheses. One that is not closed means nothing.
    fn group(&mut self, depth: usize) -> Option<Tree> {
        let close = self.closes.get(self.at).copied().flatten().filter(|close| *close < self.end);
        self.at += 1;
        let mut inner = Parser { at: self.at, end: close?, ..*self };
        self.at = inner.end + 1;
        if depth < DEPTH_LIMIT { inner.parts(depth + 1) } else { None }
    }

    /// What stands in quotes. One that is not closed means nothing.
    fn phrase(&mut self) -> Option<Tree> {
        self.at += 1;
        let start = self.at;
        let mut text = String::new();
        while let Some(letter) = self.peek() {
            self.at += 1;
            match letter {
                '"' => {
                    let is_near = self.options.flags.has("NEAR") && self.peek() == Some('~');
                    let slop = if is_near { self.nearness(0) } else { 0 };
                    return self.text(&text, Mode::Phrase(slop));
                }
                '\\' if self.options.flags.has("ESCAPE") => self.take_next(&mut text),
                _ => text.push(letter),
            }
        }
        self.at = start;
        None
    }

    fn take_next(&mut self, text: &mut String) {
        text.extend(self.peek());
        self.at += 1;
    }

    fn word(&mut self) -> Option<Tree> {
        let flags = self.options.flags;
        let mut text = String::new();
        while !self.is_at_end_of_word() {
            let Some(letter) = self.peek() else { break };
            match letter {
                '\\' if flags.has("ESCAPE") => {
                    self.at += 1;
                    self.take_next(&mut text);
                    continue;
                }
                '~' if flags.has("FUZZY") && !text.is_empty() => {
                    let edits = u8::try_from(self.nearness(MOST_EDITS.into())).unwrap_or(MOST_EDITS).min(MOST_EDITS);
                    return if edits == 0 { self.text(&text, Mode::Words) } else { Some(self.similar(text, edits)) };
                }
                '*' if flags.has("PREFIX") && !text.is_empty() => {
                    self.at += 1;
                    if self.is_at_end_of_word() {
                        let (fields, lenient) = (self.options.fields.clone(), self.options.words.lenient);
                        return Some(Tree::Prefix(AnyPrefix { text, fields, lenient }));
                    }
                    text.push(letter);
                    continue;
                }
                _ => {}
            }
            text.push(letter);
            self.at += 1;
        }
        self.text(&text, Mode::Words)
    }

    /// Whether a word can't go on here.
    fn is_at_end_of_word(&self) -> bool {
        const ENDS: [(char, &str); 5] =
            [('"', "PHRASE"), ('|', "OR"), ('+', "AND"), ('(', "PRECEDENCE"), (')', "PRECEDENCE")];
        let flags = self.options.flags;
        self.peek().is_none_or(|letter| {
            (letter.is_whitespace() && flags.has("WHITESPACE"))
                || ENDS.iter().any(|(end, flag)| *end == letter && flags.has(flag))
        })
    }

    /// Reads `~` or `~2` at the end of a word or phrase. A `~` alone counts as `default`, and 0 with what is no number after
    /// it, which is passed over.
    fn nearness(&mut self, default: u32) -> u32 {
        self.at += 1;
        let mut rest = String::new();
        while !self.is_at_end_of_word() {
            self.take_next(&mut rest);
        }
        match rest.as_str() {
            "" => default,
            digits if digits.bytes().all(|digit| digit.is_ascii_digit()) => digits.parse().unwrap_or(u32::MAX),
            _ => 0,
        }
    }

    fn similar(&self, text: String, edits: u8) -> Tree {
        let fuzziness = self.options.fuzziness.with_edits(edits);
        let (fields, lenient) = (self.options.fields.clone(), self.options.words.lenient);
        Tree::Similar(AnyFuzzy { text, fuzziness, fields, lenient })
    }

    fn text(&self, text: &str, mode: Mode) -> Option<Tree> {
        let query = TextQuery { text: text.into(), mode, ..self.options.words.clone() };
        let text = MultiMatch::of(query, self.options.fields.clone(), Combination::Sum);
        (!text.query.text.is_empty() && !(self.is_void)(&text)).then(|| Tree::Text(Box::new(text)))
    }
}

impl Parts {
    /// Adds a part, if it says anything.
    fn add(&mut self, part: Option<Tree>, default: Operator, size: &Size) {
        let Some(part) = part else { return };
        let part = if self.negations % 2 == 1 { Tree::Not(Box::new(part)) } else { part };
        let operator = self.next.take().unwrap_or(default);
        size.count(self.last.is_some_and(|last| last != operator));
        self.tree = Some(match (self.tree.take(), operator) {
            (None, _) => {
                self.tree = Some(part);
                return;
            }
            (Some(Tree::All(mut parts)), Operator::And) if self.last == Some(operator) => {
                parts.push(part);
                Tree::All(parts)
            }
            (Some(Tree::Any(mut parts)), Operator::Or) if self.last == Some(operator) => {
                parts.push(part);
                Tree::Any(parts)
            }
            (Some(tree), Operator::And) => Tree::All(vec![tree, part]),
            (Some(tree), Operator::Or) => Tree::Any(vec![tree, part]),
        });
        self.last = Some(operator);
    }
}
