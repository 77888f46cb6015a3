//! The licence that the emulator claims to have: search applications answer only under some of them.

use std::str::FromStr;

use crate::error::EsError;

/// A licence of Elasticsearch's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Licence {
    /// All features, for a month.
    #[default]
    Trial,
    /// All features.
    Enterprise,
    /// Nearly all features.
    Platinum,
    /// No search applications.
    Basic,
}

const NAMES: [(&str, Licence); 4] = [
    ("trial", Licence::Trial),
    ("enterprise", Licence::Enterprise),
    ("platinum", Licence::Platinum),
    ("basic", Licence::Basic),
];

impl Licence {
    /// Refuses search applications where the licence does not include them. The wording is that of an older version;
    /// newer ones say it by product.
    pub fn check_search_applications(self) -> Result<(), EsError> {
        if self != Self::Basic {
            return Ok(());
        }
        let reason = "Current license is non-compliant for search application and behavioral analytics. Current license \
                      is active basic license. Search Applications and behavioral analytics require an active trial, \
                      platinum or enterprise license.";
        Err(EsError::new(403, "security_exception", reason))
    }
}

impl FromStr for Licence {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = NAMES.iter().find(|(known, _)| *known == name).map(|(_, licence)| *licence);
        found.ok_or_else(|| format!("expected one of {}", NAMES.map(|(known, _)| known).join(", ")))
    }
}
