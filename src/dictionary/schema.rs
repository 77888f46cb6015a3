//! A compiled dictionary: schemas that refer to each other by number, so that references may form cycles.
//!
//! All rules have one form, whatever their keyword. A type of its own for each would say more, but costs the page
//! three times the code: to build, to move and to drop.

use super::keyword::Keyword;
use crate::json::Value;

/// The number of a schema, or of a regular expression, in the dictionary.
pub(super) type Id = u32;

/// Stands for a schema where there is none.
pub(super) const NONE: Id = Id::MAX;

/// One schema.
#[derive(Debug, Default)]
pub(super) struct Schema {
    /// Where it stands in the dictionary: `#/properties/size`.
    pub(super) pointer: String,
    /// Its rules, in the order in which the server applies them.
    pub(super) rules: Vec<Rule>,
}

/// One keyword of a schema.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) keyword: Keyword,
    /// The dictionary names an error code for this keyword, which makes the server's message `null`.
    pub(super) coded: bool,
    /// What the keyword counts or bounds by, where that is a 32-bit number; for types, a set of them.
    pub(super) number: i32,
    /// The keyword's value, where it is needed as it is.
    pub(super) value: Value,
    /// The names it lists.
    pub(super) names: Vec<String>,
    /// The schemas and regular expressions it applies, beside `names` where each name has one.
    pub(super) ids: Vec<Id>,
    /// What its message says of the keyword.
    pub(super) text: String,
}

impl Rule {
    /// A rule that asks for nothing yet.
    pub(super) fn new(keyword: Keyword) -> Self {
        Self {
            keyword,
            coded: false,
            number: 0,
            value: Value::Null,
            names: Vec::new(),
            ids: Vec::new(),
            text: String::new(),
        }
    }
}
