//! Compiles one line as a dictionary, and checks each further line as params: no panic, no hang.
//!
//! Whatever the dictionary refuses must have a message, and what an engine without Java's extras leaves to the server
//! must not be refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use search_application_connector::dictionary::{Check, Dictionary, ExactPatterns, Pattern, PatternCompiler, Verdict};
use search_application_connector::json::read;

/// Leaves what every pattern and format says to the server.
struct NoPatterns;

impl PatternCompiler for NoPatterns {
    fn compile(&self, given: &str, check: Check) -> Result<Option<Box<dyn Pattern>>, String> {
        Ok(ExactPatterns.compile(given, check)?.map(|_| Box::new(NoPatterns) as Box<dyn Pattern>))
    }
}

impl Pattern for NoPatterns {
    fn verdict(&self, _: &str) -> Verdict {
        Verdict::Unsure
    }
}

fuzz_target!(|text: &str| {
    let mut lines = text.lines().map(read);
    let Some(Ok(schema)) = lines.next() else { return };
    match Dictionary::compile(&schema, &ExactPatterns) {
        Err(error) => assert!(!error.message().is_empty()),
        Ok(exact) => {
            let loose =
                Dictionary::compile(&schema, &NoPatterns).expect("what is accepted does not depend on the engine");
            for params in lines.flatten() {
                let accepted = exact.validate(&params).map_err(|error| assert!(!error.violations.is_empty())).is_ok();
                assert!(!accepted || loose.validate(&params).is_ok(), "stricter without patterns");
            }
        }
    }
});
