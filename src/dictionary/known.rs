//! What has a number already while a dictionary is compiled, by its text.

use super::pattern::Check;
use super::schema::Id;

/// Texts of several kinds with the number of each, sorted.
#[derive(Default)]
pub(super) struct Known<'a>(Vec<(Kind, &'a str, u32)>);

/// What kind of text it is.
type Kind = u32;

impl<'a> Known<'a> {
    /// The text of a `$ref`: the number is that of the schema that it leads to.
    pub(super) const REFERENCE: Kind = 3;

    /// A regular expression, or the name of a format.
    pub(super) fn pattern(check: Check) -> Kind {
        check as Kind
    }

    /// A `$id` in the document that is this schema: the number is that of the first node that has it.
    pub(super) fn anchor(document: Id) -> Kind {
        document.saturating_add(4)
    }

    /// The number of a text, or else where it is to be put.
    pub(super) fn find(&self, kind: Kind, text: &str) -> Result<u32, usize> {
        let place = self.0.partition_point(|&(other, known, _)| other < kind || other == kind && known < text);
        let found = self.0.get(place).filter(|&&(other, known, _)| other == kind && known == text);
        found.map(|&(_, _, number)| number).ok_or(place)
    }

    /// Gives a text its number, unless it has one.
    pub(super) fn insert(&mut self, kind: Kind, text: &'a str, number: u32) {
        if let Err(place) = self.find(kind, text) {
            self.0.insert(place, (kind, text, number));
        }
    }
}
