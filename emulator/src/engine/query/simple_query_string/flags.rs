//! `flags`: which operators a text may use.

use crate::error::{EsError, Result};

/// The operators that a text may use.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flags(u16);

/// The bits as Lucene numbers them; the last two are names for one.
const FLAGS: [(&str, u16); 13] = [
    ("ALL", 0xffff),
    ("NONE", 0),
    ("AND", 1),
    ("NOT", 1 << 1),
    ("OR", 1 << 2),
    ("PREFIX", 1 << 3),
    ("PHRASE", 1 << 4),
    ("PRECEDENCE", 1 << 5),
    ("ESCAPE", 1 << 6),
    ("WHITESPACE", 1 << 7),
    ("FUZZY", 1 << 8),
    ("NEAR", 1 << 9),
    ("SLOP", 1 << 9),
];

impl Flags {
    /// Reads names between bars.
    pub(super) fn read(text: &str) -> Result<Self> {
        let mut bits = 0;
        for name in text.split('|').map(str::trim).filter(|name| !name.is_empty()) {
            let found = FLAGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            let refusal = || EsError::illegal_argument(format!("Unknown simple_query_string flag [{name}]"));
            bits |= found.ok_or_else(refusal)?.1;
        }
        Ok(Self(bits))
    }

    /// Whether an operator may be used.
    pub(super) fn has(self, name: &str) -> bool {
        FLAGS.iter().any(|(known, bit)| *known == name && self.0 & bit != 0)
    }
}
