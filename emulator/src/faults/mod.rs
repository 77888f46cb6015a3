//! Faults on demand, for tests of clients: late answers, refusals, partial results, connections that break. They are set
//! by an endpoint that is there only with `--faults`, and only for this machine.

mod endpoints;
mod fault;
mod rule;

use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

pub use endpoints::ROUTES;
pub use fault::Fault;
use rule::Rule;

/// The rules in force, in their order.
#[derive(Default)]
pub struct Faults(Mutex<Vec<Rule>>);

impl Faults {
    /// The fault of the first rule that is for such a request and not used up; this uses it once. The endpoint that sets
    /// the rules has no faults.
    pub fn next(&self, method: &str, path: &str) -> Option<Fault> {
        if path == endpoints::PATH {
            return None;
        }
        let mut rules = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rules.iter_mut().find_map(|rule| rule.apply(method, path))
    }

    fn set(&self, rules: Vec<Rule>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = rules;
    }

    fn to_json(&self) -> Value {
        let rules = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        json!({ "rules": rules.iter().map(Rule::to_json).collect::<Vec<_>>() })
    }
}
