//! What the server has against a dictionary.

/// Which of the server's two checks of a dictionary refused it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// The dictionary is not a JSON Schema by the draft-07 meta-schema: the server's `validation_exception`.
    MetaSchema,
    /// The schema could not be compiled: the server's `json_schema_exception`.
    Compile,
}

/// The exception under a `json_schema_exception`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Its type as the server names it: `pattern_syntax_exception`.
    pub kind: &'static str,
    /// Its reason.
    pub reason: String,
}

/// The server would refuse this dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DictionaryError {
    /// The check that refused it.
    pub gate: Gate,
    /// The server's messages: one or more from the meta-schema, exactly one from the compiler. Where there are no words
    /// (without the feature `exact-dictionary`), what the meta-schema says is one text, in the numbers of
    /// [`super::Dictionary::refusal`].
    pub messages: Vec<String>,
    /// What the compiler's exception was caused by, if by anything.
    pub cause: Option<Cause>,
}

impl DictionaryError {
    /// What is wrong, by the compiler: the parts of its message. It is boxed where it is handed through many functions.
    #[allow(clippy::unnecessary_box_returns, reason = "its callers keep the box")]
    pub(super) fn compile(message: &[&str]) -> Box<Self> {
        Box::new(Self { gate: Gate::Compile, messages: vec![message.concat()], cause: None })
    }

    /// A Java exception of class `class`, which the server calls `kind`, inside the compiler.
    #[allow(clippy::unnecessary_box_returns, reason = "its callers keep the box")]
    pub(super) fn caused(class: &str, kind: &'static str, reason: String) -> Box<Self> {
        let mut error = Self::compile(&[class, ": ", &reason]);
        error.cause = Some(Cause { kind, reason });
        error
    }
}
