//! A compiled dictionary: schemas that refer to each other by number, so that references may form cycles.
//!
//! A rule keeps where its keyword's value stands in the dictionary's text, and beside that only what has to be found out
//! before params come. Messages are made when they are needed, from the text. All rules have one form, whatever their
//! keyword: a type of its own for each would say more, but costs the page three times the code.

use super::keyword::Keyword;

/// The number of a schema, of a regular expression, or of a node in the dictionary's text.
pub(super) type Id = u32;

/// Stands for a schema where there is none.
pub(super) const NONE: Id = Id::MAX;

/// One schema.
#[derive(Debug, Default)]
pub(super) struct Schema {
    /// Its node.
    pub(super) node: Id,
    /// The base that it was reached from.
    pub(super) base: Id,
    /// Its rules, in the order in which the server applies them.
    pub(super) rules: Vec<Rule>,
}

/// Where the server begins to count the steps to a schema: at the dictionary, or at what a `$ref` leads to.
#[derive(Debug)]
pub(super) struct Base {
    pub(super) node: Id,
    /// The node of the reference's text.
    pub(super) reference: Id,
}

/// One keyword of a schema.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) keyword: Keyword,
    /// The dictionary names an error code for this keyword, which makes the server's message `null`.
    pub(super) coded: bool,
    /// What the keyword counts by, where that is a 32-bit number; a set of types; or 1 for what else it may be told.
    pub(super) number: i32,
    /// The node of the keyword's value.
    pub(super) value: Id,
    /// The schemas and regular expressions it applies, and what else is in such lists.
    pub(super) ids: Vec<Id>,
}

impl Rule {
    /// A rule that asks for nothing yet.
    pub(super) fn new(keyword: Keyword, value: Id) -> Self {
        Self { keyword, coded: false, number: 0, value, ids: Vec::new() }
    }

    /// What it applies at this place of its list.
    pub(super) fn id(&self, place: usize) -> Id {
        self.ids.get(place).copied().unwrap_or(NONE)
    }

    /// The two halves of its list, which belong together pair by pair.
    pub(super) fn halves(&self) -> (&[Id], &[Id]) {
        self.ids.split_at(self.ids.len() / 2)
    }
}
