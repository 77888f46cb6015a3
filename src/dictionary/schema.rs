//! A compiled dictionary's parts: schemas that refer to each other by number, so that references may form cycles.
//!
//! A rule keeps where its keyword's value stands in the dictionary's text, and beside that only what has to be found out
//! before params come. Messages are made when they are needed, from the text. All rules have one form, whatever their
//! keyword: a type of its own for each would say more, but costs the page three times the code.

use super::keyword::Keyword;
use crate::json::{ABSENT, At, value};

/// The number of a schema.
pub(super) type Id = u32;

/// One schema.
#[derive(Debug, Clone, Copy)]
pub(super) struct Schema {
    /// Its node; [`ABSENT`] where there is none.
    pub(super) node: At,
    /// The base that it was reached from.
    pub(super) base: u32,
    /// The numbers of its rules, in the order in which the server applies them: where they begin and end in the
    /// dictionary's list.
    pub(super) rules: [u32; 2],
}

impl Default for Schema {
    fn default() -> Self {
        Self { node: ABSENT, base: 0, rules: [0; 2] }
    }
}

/// Where the server begins to count the steps to a schema: at the dictionary, or at what a `$ref` leads to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Base {
    pub(super) node: At,
    /// The node of the reference's text.
    pub(super) reference: At,
}

/// One keyword of a schema.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub(super) keyword: Keyword,
    /// What the keyword counts by, where that is a 32-bit number; a set of types; a pattern's
    /// number; a node; or 1 for what else it may be told.
    pub(super) number: i32,
    /// The node of the name under which it stands, behind which is its value.
    pub(super) name: At,
    /// The first of the schemas that it applies, which have successive numbers.
    pub(super) first: Id,
    /// How many these are.
    pub(super) count: u32,
    /// Where its part of the dictionary's list begins and ends: of regular expressions or nodes.
    pub(super) list: [u32; 2],
}

impl Rule {
    /// A rule that asks for nothing yet.
    pub(super) fn new(keyword: Keyword, name: At) -> Self {
        Self { keyword, number: 0, name, first: 0, count: 0, list: [0; 2] }
    }

    /// The node of the keyword's value.
    pub(super) fn value(&self) -> At {
        value(self.name)
    }

    /// The schemas that it applies.
    pub(super) fn schemas(&self) -> std::ops::Range<Id> {
        self.first..self.first + self.count
    }
}
