//! The parameters behind the `?` of an address, and the readings that the server has of them.

use std::collections::BTreeSet;

use crate::content::{asked, nearest};
use crate::error::EsError;

/// Parameters that every endpoint takes.
const COMMON: [&str; 5] = ["error_trace", "filter_path", "format", "human", "pretty"];

/// A query string, taken apart.
#[derive(Debug, Default)]
pub struct Query {
    parameters: Vec<(String, String)>,
    /// What is wrong with its escapes.
    fault: Option<String>,
}

impl Query {
    /// Reads `a=1&b`; a name without a value has an empty one.
    pub fn parse(text: &str) -> Self {
        let parameters = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        let fault = text.split(['&', '=']).find_map(escape_fault);
        Self { parameters, fault }
    }

    /// A parameter's value; of repeated ones the last.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.parameters.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
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

    /// Whether it asks for another form of the body, or for a part of it.
    pub fn shapes_body(&self) -> bool {
        self.get("filter_path").is_some() || matches!(self.flag("pretty"), Ok(true))
    }

    /// Refuses what is neither among `known` nor taken everywhere, as the server does after it has read the body. `parts`
    /// are the names in the path, which are asked after as well.
    pub fn check(&self, path: &str, known: &[&str], parts: &[&str]) -> Result<(), EsError> {
        let candidates = || known.iter().chain(&COMMON).chain(parts).copied();
        let is_known = |name: &str| known.contains(&name) || COMMON.contains(&name);
        let unknown: BTreeSet<&str> =
            self.parameters.iter().map(|(name, _)| name.as_str()).filter(|n| !is_known(n)).collect();
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

    /// Refuses what can't be read, and parameters that are taken everywhere and have no such value.
    pub fn check_common(&self) -> Result<(), EsError> {
        if let Some(fault) = &self.fault {
            let reason = format!("java.lang.IllegalArgumentException: {fault}");
            let cause = EsError::illegal_argument(fault.as_str());
            return Err(EsError::new(400, "bad_parameter_exception", reason).caused_by(cause));
        }
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

/// What is wrong with the percent escapes of a text, in the server's words.
pub fn escape_fault(text: &str) -> Option<String> {
    let is_hex = |pair: &str| pair.len() == 2 && pair.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (at, _) = text.match_indices('%').find(|(at, _)| !text.get(at + 1..at + 3).is_some_and(is_hex))?;
    Some(match text.len() - at {
        1 => format!("unterminated escape sequence at end of string: {text}"),
        2 => format!("partial escape sequence at end of string: {text}"),
        _ => {
            let sequence: String = text.get(at..).unwrap_or_default().chars().take(3).collect();
            format!("invalid escape sequence `{sequence}' at index {at} of: {text}")
        }
    })
}
