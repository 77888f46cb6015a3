//! The engine of everything that is not a page: tests, the emulator, build-time tools. It reads nearly all that Java
//! does.
//!
//! Each pattern is parsed as Java parses it, and rewritten for the engine with everything made plain on which the
//! dialects differ: `\d`, `\w`, `\s`, `.` and `$` become explicit classes and look-arounds.

mod brackets;
mod calendar;
mod email;
mod exotic;
mod formats;
mod translate;

use super::{Check, Pattern, PatternCompiler, Verdict};
pub(in super::super) use formats::pattern as format_pattern;

/// How many steps back a search may take. Java has no limit and would be busy for minutes.
const BACKTRACK_LIMIT: usize = 1_000_000;

/// Compiles patterns with the crate `fancy-regex`, which has the look-arounds, atomic groups and references of Java.
#[derive(Debug, Clone, Copy, Default)]
pub struct ExactPatterns;

struct FancyPattern {
    regex: fancy_regex::Regex,
    /// What is found out about a text that matches.
    settle: fn(&str) -> Verdict,
}

impl Pattern for FancyPattern {
    fn verdict(&self, text: &str) -> Verdict {
        match self.regex.is_match(text) {
            Ok(true) => (self.settle)(text),
            Ok(false) => Verdict::Fails,
            Err(_) => Verdict::GaveUp,
        }
    }
}

impl PatternCompiler for ExactPatterns {
    fn compile(&self, given: &str, check: Check) -> Result<Option<Box<dyn Pattern>>, String> {
        let (source, settle) = if check == Check::Format {
            let Some(source) = formats::pattern(given) else { return Ok(None) };
            (source, formats::settling(given))
        } else {
            (given, (|_| Verdict::Fits) as fn(&str) -> Verdict)
        };
        let Some(rewritten) = translate::translate(source)? else { return Ok(None) };
        let rewritten = if check == Check::Part { rewritten } else { format!("^(?:{rewritten})$") };
        let regex = fancy_regex::RegexBuilder::new(&rewritten).backtrack_limit(BACKTRACK_LIMIT).build().ok();
        Ok(regex.map(|regex| Box::new(FancyPattern { regex, settle }) as Box<dyn Pattern>))
    }
}
