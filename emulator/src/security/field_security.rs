//! `field_security` of a role descriptor: which fields it shows.

use search_application_connector::json::Value;

use super::role::{refused, texts};
use crate::engine::wildcard;
use crate::error::EsError;

/// Fields that are shown whatever is said of them: what a document is known by.
const ALWAYS: [&str; 4] = ["_id", "_index", "_ignored", "_source"];

/// The fields that one grant shows: those that a pattern of `grant` matches, without those that one of `except` does.
/// Patterns are matched against full paths: `author` does not show `author.name`, `author.*` does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldGrant {
    grant: Vec<String>,
    except: Vec<String>,
}

impl FieldGrant {
    /// Reads the object; nothing in it means every field.
    pub fn read(role: &str, value: &Value) -> Result<Option<Self>, EsError> {
        let failed = |what: String| refused(format!("failed to parse indices privileges for role [{role}]. {what}"));
        let object = value.as_object().ok_or_else(|| failed("expected [field_security] to be an object".to_owned()))?;
        let (mut grant, mut except) = (None, None);
        for (member, value) in object {
            let patterns = if *value == Value::Null { None } else { Some(texts(role, member, value)?) };
            match member {
                "grant" => grant = patterns,
                "except" => except = patterns,
                _ => {
                    return Err(failed(format!(
                        "\"field_security\" only accepts options [\"grant\", \"except\"], but got: {member}"
                    )));
                }
            }
        }
        match (grant, except) {
            (None, None) => Ok(None),
            (None, Some(_)) => Err(failed("field_security requires grant if except is given".to_owned())),
            (Some(grant), except) => {
                let grant = Self { grant, except: except.unwrap_or_default() };
                grant.check_exceptions()?;
                Ok(Some(grant))
            }
        }
    }

    /// Whether it shows the field of that path.
    pub fn shows(&self, path: &str) -> bool {
        let any = |patterns: &[String]| patterns.iter().any(|pattern| wildcard::matches(pattern, path));
        ALWAYS.contains(&path) || (any(&self.grant) && !any(&self.except))
    }

    fn check_exceptions(&self) -> Result<(), EsError> {
        let granted = |pattern: &String| self.grant.iter().any(|grant| wildcard::matches(grant, pattern));
        if self.except.iter().all(granted) {
            return Ok(());
        }
        let (except, grant) = (self.except.join(", "), self.grant.join(", "));
        Err(refused(format!(
            "Exceptions for field permissions must be a subset of the granted fields but [{except}] is not a subset of \
             [{grant}]"
        )))
    }
}
