//! Regular expressions. A dictionary's are in the dialect of `java.util.regex`; they are checked by the engine at
//! hand, which is JavaScript's in a page and a Rust crate's everywhere else.
//!
//! Each pattern is parsed as Java parses it, and rewritten with everything made plain on which dialects differ:
//! `\d`, `\w`, `\s`, `.` and `$` become explicit classes and look-arounds. What then still cannot be said in the
//! engine's dialect is not checked, but left to the server.

mod brackets;
#[cfg(feature = "exact-dictionary")]
mod exact;
#[cfg(feature = "exact-dictionary")]
mod exotic;
mod literal;
mod translate;

use super::error::DictionaryError;
use super::order::utf16_length;
use crate::json::decimal;
#[cfg(feature = "exact-dictionary")]
pub use exact::ExactPatterns;
use literal::Literal;
use translate::Failure;

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

/// A regular expression of the engine at hand.
pub trait Pattern: Shared {
    /// Whether it is found anywhere in the text; nothing when the engine gave up on finding out.
    fn finds(&self, text: &str) -> Option<bool>;
}

/// The engine at hand.
pub trait PatternCompiler {
    /// Compiles a rewritten pattern: JavaScript's dialect with its `u` flag, and nothing else set. Nothing when the
    /// engine does not take it, and the server is to check it.
    fn compile(&self, source: &str) -> Option<Box<dyn Pattern>>;

    /// Whether this side stands for the server's: the engine reads atomic groups and references to groups as Java
    /// does, and no text is left unchecked because servers differ on it.
    fn is_exact(&self) -> bool {
        false
    }
}

/// How much of the text a pattern has to match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Extent {
    /// Java's `find`.
    Part,
    /// Java's `matches`.
    Whole,
}

/// What a check found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Fits,
    Fails,
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

/// A pattern of a dictionary, compiled if the engine at hand takes it.
pub(super) struct Compiled {
    engine: Option<Box<dyn Pattern>>,
    /// What it looks for, if that takes no engine.
    literal: Option<Literal>,
    /// Servers differ by their Java version on texts that are not ASCII.
    ascii_only: bool,
}

impl std::fmt::Debug for Compiled {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(if self.is_checked() { "Checked" } else { "Unchecked" })
    }
}

impl Compiled {
    /// Compiles a pattern, and says why Java would not.
    pub(super) fn new(
        pattern: &str,
        extent: Extent,
        compiler: &dyn PatternCompiler,
    ) -> (Self, Option<Box<DictionaryError>>) {
        let translated = translate::translate(pattern);
        let is_known = translated.failure.is_none() && (translated.is_portable || compiler.is_exact());
        let around = if extent == Extent::Whole { ["^(?:", ")$"] } else { ["", ""] };
        let source = [around[0], &translated.source, around[1]].concat();
        let engine = if is_known { compiler.compile(&source) } else { None };
        let error = match translated.failure {
            Some(Failure::Syntax(description, index)) => Some(syntax_error(pattern, description, index)),
            _ => None,
        };
        let literal = if extent == Extent::Part { Literal::read(pattern) } else { None };
        (Self { engine, literal, ascii_only: translated.has_word_boundary && !compiler.is_exact() }, error)
    }

    /// Whether anything is checked here rather than by the server.
    pub(super) fn is_checked(&self) -> bool {
        self.engine.is_some()
    }

    pub(super) fn verdict(&self, text: &str) -> Verdict {
        if let Some(found) = self.literal.as_ref().and_then(|literal| literal.is_found(text)) {
            return found.into();
        }
        match &self.engine {
            Some(engine) if text.is_ascii() || !self.ascii_only => {
                engine.finds(text).map_or(Verdict::GaveUp, Verdict::from)
            }
            _ => Verdict::Unsure,
        }
    }
}

/// Java's `PatternSyntaxException`, its message with the pattern and a caret below the place.
#[allow(clippy::unnecessary_box_returns, reason = "its caller keeps the box")]
fn syntax_error(pattern: &str, mut reason: String, index: Option<usize>) -> Box<DictionaryError> {
    let place = index.and_then(|index| u32::try_from(index).ok()).map(decimal);
    let near = if place.is_some() { " near index " } else { "" };
    for part in [near, &place.unwrap_or_default(), "\n", pattern] {
        reason.push_str(part);
    }
    if let Some(index) = index.filter(|&index| index < utf16_length(pattern)) {
        reason.push('\n');
        for before in pattern.chars().take(index) {
            reason.push(if before == '\t' { '\t' } else { ' ' });
        }
        reason.push('^');
    }
    DictionaryError::caused("java.util.regex.PatternSyntaxException", "pattern_syntax_exception", reason)
}
