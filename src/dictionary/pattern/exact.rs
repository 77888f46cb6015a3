//! The engine of everything that is not a page: tests, the emulator, build-time tools.

use super::{Pattern, PatternCompiler};

/// How many steps back a search may take. Java has no limit and would be busy for minutes.
const BACKTRACK_LIMIT: usize = 1_000_000;

/// Compiles patterns with the crate `fancy-regex`, which has the look-arounds, atomic groups and references of Java.
#[derive(Debug, Clone, Copy, Default)]
pub struct ExactPatterns;

struct FancyPattern(fancy_regex::Regex);

impl Pattern for FancyPattern {
    fn finds(&self, text: &str) -> Option<bool> {
        self.0.is_match(text).ok()
    }
}

impl PatternCompiler for ExactPatterns {
    fn compile(&self, source: &str) -> Option<Box<dyn Pattern>> {
        let regex = fancy_regex::RegexBuilder::new(source).backtrack_limit(BACKTRACK_LIMIT).build().ok()?;
        Some(Box::new(FancyPattern(regex)))
    }

    fn is_exact(&self) -> bool {
        true
    }
}
