//! The tokens that JSON is made of.

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// `{`
    StartObject,
    /// `}`
    EndObject,
    /// `[`
    StartArray,
    /// `]`
    EndArray,
    /// The name of a member.
    Name,
    /// A string.
    String,
    /// A number.
    Number,
    /// `true` or `false`
    Bool(bool),
    /// `null`
    Null,
}

impl Token {
    /// The server's name for it, as it stands in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::StartObject => "START_OBJECT",
            Self::EndObject => "END_OBJECT",
            Self::StartArray => "START_ARRAY",
            Self::EndArray => "END_ARRAY",
            Self::Name => "FIELD_NAME",
            Self::String => "VALUE_STRING",
            Self::Number => "VALUE_NUMBER",
            Self::Bool(_) => "VALUE_BOOLEAN",
            Self::Null => "VALUE_NULL",
        }
    }
}
