//! `field_security` of a role descriptor: which fields it shows.

use search_application_connector::json::{Object, Value};

use crate::content::Shape;
use crate::engine::wildcard;
use crate::error::EsError;

const FIELD_SECURITY: Shape = Shape { name: "field_security", members: &["grant", "except"] };

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
    pub fn read(value: &Value) -> Result<Option<Self>, EsError> {
        let object = FIELD_SECURITY.read(value)?;
        let (grant, except) = (patterns(object, "grant")?, patterns(object, "except")?);
        match (grant, except) {
            (None, None) => Ok(None),
            (None, Some(_)) => Err(refused(
                "failed to parse indices privileges for role. field_security requires grant if except is given",
            )),
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
        Err(refused(&format!(
            "Exceptions for field permissions must be a subset of the granted fields but [{except}] is not a subset of \
             [{grant}]"
        )))
    }
}

fn patterns(object: &Object, member: &str) -> Result<Option<Vec<String>>, EsError> {
    match object.get(member) {
        Some(Value::Null) => Ok(None),
        _ => FIELD_SECURITY.optional_texts(object, member),
    }
}

/// The rules are documented; type and words are from memory.
fn refused(reason: &str) -> EsError {
    EsError::new(400, "parse_exception", reason)
}
