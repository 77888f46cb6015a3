//! What JavaScript asks.

/// A question, which JavaScript knows by its place in [`Question::ALL`] and in the list of `src/js/core.js`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// What the options say, or the mistake in them.
    Settings,
    /// What to ask the server for a search of Search UI's.
    Search,
    /// The same for its autocomplete.
    Autocomplete,
    /// What to send for a credential that a function of the page has supplied.
    Credential,
    /// What to send for a search.
    Request,
    /// What an exchange without a search response comes to.
    Judge,
    /// Whether the dictionary takes params.
    Validate,
}

impl Question {
    /// All there are.
    pub const ALL: [Self; 7] = [
        Self::Settings,
        Self::Search,
        Self::Autocomplete,
        Self::Credential,
        Self::Request,
        Self::Judge,
        Self::Validate,
    ];
}
