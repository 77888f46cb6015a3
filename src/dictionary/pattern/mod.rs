//! Regular expressions and formats. What may be said in the dialect of `java.util.regex`, and how, is wholly the
//! business of the engine at hand: JavaScript's in a page (`js/patterns.js`), a Rust crate's everywhere else (`exact`).

#[cfg(feature = "exact-dictionary")]
mod exact;
mod literal;

#[cfg(feature = "exact-dictionary")]
pub use exact::ExactPatterns;
#[cfg(feature = "exact-dictionary")]
pub(super) use exact::format_pattern;
use literal::Literal;

/// Types that a dictionary may hold: where there are threads, those that can be shared between them.
#[cfg(not(target_arch = "wasm32"))]
pub trait Shared: Send + Sync {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Send + Sync> Shared for T {}
/// Types that a dictionary may hold: in a page, all.
#[cfg(target_arch = "wasm32")]
pub trait Shared {}
#[cfg(target_arch = "wasm32")]
impl<T> Shared for T {}

/// How a text is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    /// Any part of it has to match a pattern: Java's `find`.
    Part,
    /// All of it has to match a pattern: Java's `matches`.
    Whole,
    /// It has to be of a format.
    Format,
}

/// What a check finds out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The server refuses the text.
    Fails,
    /// The server accepts the text.
    Fits,
    /// Only the server can tell.
    Unsure,
    /// The engine gave up.
    GaveUp,
}

impl From<bool> for Verdict {
    fn from(fits: bool) -> Self {
        if fits { Self::Fits } else { Self::Fails }
    }
}

/// What the engine at hand has made of a pattern or a format.
pub trait Pattern: Shared {
    /// Checks a text.
    fn verdict(&self, text: &str) -> Verdict;
}

/// The engine at hand.
pub trait PatternCompiler {
    /// Makes what checks texts by a pattern in the dialect of `java.util.regex`, or by the format of this name. None
    /// for a pattern that is left to the server, and for a format that the server does not check.
    ///
    /// # Errors
    /// With the message of Java's `PatternSyntaxException` where Java refuses the pattern.
    fn compile(&self, given: &str, check: Check) -> Result<Option<Box<dyn Pattern>>, String>;
}

/// A pattern or a format of a dictionary.
pub(super) struct Compiled {
    engine: Option<Box<dyn Pattern>>,
    /// What it looks for, if that takes no engine.
    literal: Option<Literal>,
}

impl std::fmt::Debug for Compiled {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(if self.is_checked() { "Checked" } else { "Unchecked" })
    }
}

impl Compiled {
    /// What the engine has made of a pattern or a format.
    pub(super) fn new(given: &str, check: Check, engine: Option<Box<dyn Pattern>>) -> Self {
        Self { engine, literal: if check == Check::Part { Literal::read(given) } else { None } }
    }

    /// Whether anything is checked here.
    pub(super) fn is_checked(&self) -> bool {
        self.engine.is_some()
    }

    pub(super) fn verdict(&self, text: &str) -> Verdict {
        match self.literal.as_ref().and_then(|literal| literal.is_found(text)) {
            Some(found) => found.into(),
            None => self.engine.as_ref().map_or(Verdict::Unsure, |engine| engine.verdict(text)),
        }
    }
}
