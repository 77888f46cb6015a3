//! The parameters behind the `?` of an address, and the readings that the server has of them.

use std::collections::BTreeSet;

use crate::content::{asked, nearest};
use crate::error::EsError;

/// Parameters that every endpoint takes.
const COMMON: [&str; 5] = ["error_trace", "filter_path", "format", "human", "pretty"];

/// A query string, taken apart.
#[derive(Debug, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads `a=1&b`; a name without a value has an empty one.
    pub fn parse(text: &str) -> Self {
        Self(form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    /// A parameter's value; of repeated ones the last.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A switch: on when it is given without a value.
    pub fn flag(&self, name: &str) -> Result<bool, EsError> {
        match self.get(name) {
            None | Some("false") => Ok(false),
            Some("" | "true") => Ok(true),
            Some(other) => Err(EsError::illegal_argument(format!(
                "Failed to parse value [{other}] as only [true] or [false] are allowed."
            ))),
        }
    }

    /// A whole number that may not be negative, or `default`.
    pub fn count(&self, name: &str, default: u32) -> Result<u32, EsError> {
        let Some(text) = self.get(name) else { return Ok(default) };
        let number: i32 = text.parse().map_err(|_| {
            let reason = format!("Failed to parse int parameter [{name}] with value [{text}]");
            let cause = EsError::new(400, "number_format_exception", format!("For input string: \"{text}\""));
            EsError::illegal_argument(reason).caused_by(cause)
        })?;
        u32::try_from(number).map_err(|_| EsError::illegal_argument(format!("Parameter [{name}] cannot be < 0")))
    }

    /// Refuses what is neither among `known` nor taken everywhere, as the server does after it has read the body. `parts`
    /// are the names in the path, which are asked after as well.
    pub fn check(&self, path: &str, known: &[&str], parts: &[&str]) -> Result<(), EsError> {
        let candidates = || known.iter().chain(&COMMON).chain(parts).copied();
        let is_known = |name: &str| known.contains(&name) || COMMON.contains(&name);
        let unknown: BTreeSet<&str> = self.0.iter().map(|(name, _)| name.as_str()).filter(|n| !is_known(n)).collect();
        if unknown.is_empty() {
            return Ok(());
        }
        let plural = if unknown.len() > 1 { "s" } else { "" };
        let asked_after = |name: &&str| match nearest(name, candidates()).as_slice() {
            [] => format!("[{name}]"),
            near => format!("[{name}] -> did you mean {}", asked(near)),
        };
        let names: Vec<String> = unknown.iter().map(asked_after).collect();
        let names = names.join(", ");
        Err(EsError::illegal_argument(format!("request [{path}] contains unrecognized parameter{plural}: {names}")))
    }

    /// Refuses parameters that are taken everywhere and have no such value.
    pub fn check_common(&self) -> Result<(), EsError> {
        for name in ["pretty", "human", "error_trace"] {
            self.flag(name)?;
        }
        match self.get("format") {
            Some(format @ ("yaml" | "cbor" | "smile")) => {
                Err(EsError::illegal_argument(format!("the emulator answers in JSON, not in the format [{format}]")))
            }
            _ => Ok(()),
        }
    }
}
