//! Role descriptors: what an API key may do, as its creator writes it down.

use search_application_connector::json::{Object, Value};
use serde_json::Value as Json;

use super::Part;
use super::field_security::FieldGrant;
use crate::content::{Place, kind, to_serde};
use crate::engine::wildcard;
use crate::error::EsError;

/// The workflows that a key can be restricted to.
const WORKFLOWS: [&str; 2] = ["search_application_query", "search_application_analytics"];

/// Members of a role that grant nothing here: what they are about does not exist in the emulator.
const WITHOUT_EFFECT: [&str; 5] = ["applications", "run_as", "metadata", "transient_metadata", "description"];

/// What one role descriptor grants.
#[derive(Debug, Clone, Default)]
pub struct Role {
    cluster: Vec<String>,
    indices: Vec<IndexGrant>,
    /// The workflows that it is restricted to.
    workflows: Option<Vec<String>>,
}

#[derive(Debug, Clone, Default)]
struct IndexGrant {
    names: Vec<String>,
    privileges: Vec<String>,
    query: Option<Json>,
    fields: Option<FieldGrant>,
}

impl Role {
    /// Reads the role descriptors of a key by their names; none means that the key may do all that its owner may.
    /// Faults are told with the place where the descriptors end, since they are read whole before.
    pub fn read_all(descriptors: &Object, end: Place) -> Result<Option<Vec<Self>>, EsError> {
        let read = |(name, value): (&str, &Value)| {
            Self::read(name, value).map_err(|cause| {
                EsError::content_at(end, &format!("[role_descriptors] failed to parse field [{name}]")).caused_by(cause)
            })
        };
        let roles: Vec<Self> = descriptors.iter().map(read).collect::<Result<_, _>>()?;
        Ok(Some(roles).filter(|roles| !roles.is_empty()))
    }

    /// Reads a role descriptor. Whether its queries are queries is for the engine to say.
    fn read(name: &str, value: &Value) -> Result<Self, EsError> {
        let object = value.as_object().ok_or_else(|| {
            refused(format!("failed to parse role [{name}]. expected an object but found [{}] instead", kind(value)))
        })?;
        let mut role = Self::default();
        for (member, value) in object {
            match member {
                "cluster" => role.cluster = texts(name, member, value)?,
                "index" | "indices" => role.indices = IndexGrant::read_all(name, member, value)?,
                "restriction" => role.workflows = Some(read_workflows(name, value)?),
                _ if WITHOUT_EFFECT.contains(&member) => {}
                _ => return Err(refused(format!("failed to parse role [{name}]. unexpected field [{member}]"))),
            }
        }
        Ok(role)
    }

    /// Refuses roles that no key may have together, or that are restricted to what does not exist.
    pub fn check_restrictions(roles: &[Self]) -> Result<(), EsError> {
        if roles.len() > 1 && roles.iter().any(|role| role.workflows.is_some()) {
            // The rule is documented, the server's words for it are not known.
            let reason = "an API key that is restricted to workflows must have exactly one role descriptor";
            return Err(EsError::illegal_argument(reason));
        }
        let mut names = roles.iter().filter_map(|role| role.workflows.as_ref()).flatten();
        names.find(|name| !WORKFLOWS.iter().any(|known| is_workflow(known, name))).map_or(Ok(()), |name| {
            let known = WORKFLOWS.join(",");
            let names = format!("A workflow must be one of the predefined workflow names [{known}].");
            Err(EsError::illegal_argument(format!("Unknown workflow [{name}]. {names}")))
        })
    }

    /// Whether it is open to a workflow, or to an endpoint that belongs to none.
    pub fn is_open_to(&self, workflow: Option<&str>) -> bool {
        let allows = |names: &Vec<String>| workflow.is_some_and(|one| names.iter().any(|name| is_workflow(one, name)));
        self.workflows.as_ref().is_none_or(allows)
    }

    /// Whether it grants nothing at all.
    pub fn is_empty(&self) -> bool {
        self.cluster.is_empty() && self.indices.is_empty()
    }

    /// Whether it grants one of these cluster privileges.
    pub fn has_cluster(&self, any_of: &[&str]) -> bool {
        self.cluster.iter().any(|privilege| any_of.contains(&privilege.as_str()))
    }

    /// Whether it grants one of these privileges on an index, an alias or a pattern of that name. A grant on an index does not
    /// reach the aliases of the index, nor one on an alias its indices by their own names.
    pub fn has_index(&self, name: &str, any_of: &[&str]) -> bool {
        self.indices.iter().any(|grant| grant.allows(name, any_of))
    }

    /// Whether it grants one of these privileges on any index.
    pub fn has_some_index(&self, any_of: &[&str]) -> bool {
        self.indices.iter().any(|grant| grant.has(any_of))
    }

    /// What it shows of an index that is reached by one of these names with one of these privileges, grant by grant.
    pub fn parts(&self, names: &[&str], any_of: &[&str]) -> impl Iterator<Item = Part> {
        let granting = self.indices.iter().filter(move |grant| names.iter().any(|name| grant.allows(name, any_of)));
        granting.map(|grant| Part::new(grant.query.as_ref(), grant.fields.as_ref()))
    }

    /// The queries of its grants, each with the place of the grant and the names that it is for.
    pub fn queries(&self) -> impl Iterator<Item = (usize, &[String], &Json)> {
        let places = self.indices.iter().enumerate();
        places.filter_map(|(place, grant)| Some((place, grant.names.as_slice(), grant.query.as_ref()?)))
    }
}

impl IndexGrant {
    fn read_all(role: &str, member: &str, value: &Value) -> Result<Vec<Self>, EsError> {
        let grants = value.as_array().ok_or_else(|| {
            let reason = format!("expected field [{member}] value to be an array, but found [{}] instead", kind(value));
            refused(format!("failed to parse indices privileges for role [{role}]. {reason}"))
        })?;
        grants.iter().map(|grant| Self::read(role, grant)).collect()
    }

    fn read(role: &str, value: &Value) -> Result<Self, EsError> {
        let failed = |what: String| refused(format!("failed to parse indices privileges for role [{role}]. {what}"));
        let object = value.as_object().ok_or_else(|| {
            failed(format!(
                "expected field [indices] value to be an array of objects, but found [{}] instead",
                kind(value)
            ))
        })?;
        let mut grant = Self::default();
        for (member, value) in object {
            match member {
                "names" => grant.names = texts(role, member, value)?,
                "privileges" => grant.privileges = texts(role, member, value)?,
                "query" => grant.query = read_query(value)?,
                "field_security" => grant.fields = FieldGrant::read(role, value)?,
                "allow_restricted_indices" => {}
                _ => return Err(failed(format!("unexpected field [{member}]"))),
            }
        }
        if grant.names.iter().any(|name| name.starts_with('/')) {
            return Err(EsError::unsupported("a regular expression among the names of a role"));
        }
        for (member, texts) in [("names", &grant.names), ("privileges", &grant.privileges)] {
            if texts.is_empty() {
                return Err(failed(format!("missing required [{member}] field")));
            }
        }
        Ok(grant)
    }

    fn allows(&self, name: &str, any_of: &[&str]) -> bool {
        self.names.iter().any(|pattern| wildcard::matches(pattern, name)) && self.has(any_of)
    }

    fn has(&self, any_of: &[&str]) -> bool {
        self.privileges.iter().any(|privilege| any_of.contains(&privilege.as_str()))
    }
}

/// A query as an object or as the text of one. One that is made by a template is refused, as the emulator's one user has
/// nothing to fill it with.
fn read_query(value: &Value) -> Result<Option<Json>, EsError> {
    let query = match value {
        Value::Null => return Ok(None),
        Value::String(text) if text.is_empty() => return Ok(None),
        Value::String(text) => {
            serde_json::from_str(text).map_err(|error| refused(format!("query is not JSON: {error}")))?
        }
        other => to_serde(other),
    };
    match query.as_object() {
        None => Err(refused("query must be an object or the text of one".to_owned())),
        Some(members) if members.contains_key("template") => {
            Err(EsError::unsupported("a query by [template] in a role"))
        }
        Some(_) => Ok(Some(query)),
    }
}

/// The texts of a list, or the one in its place.
pub fn texts(role: &str, member: &str, value: &Value) -> Result<Vec<String>, EsError> {
    let text = |value: &Value| {
        value.as_str().map(str::to_owned).ok_or_else(|| {
            let expected = format!("expected field [{member}] value to be a string or an array of strings");
            let found = format!("but found [{}] instead", kind(value));
            refused(format!("failed to parse indices privileges for role [{role}]. {expected}, {found}"))
        })
    };
    match value {
        Value::Array(elements) => elements.iter().map(text).collect(),
        one => Ok(vec![text(one)?]),
    }
}

/// The server's type for what is wrong in a role descriptor.
pub fn refused(reason: String) -> EsError {
    EsError::new(400, "parse_exception", reason)
}

/// The server's code reads workflow names without regard to case and surrounding spaces.
fn is_workflow(workflow: &str, name: &str) -> bool {
    name.trim().eq_ignore_ascii_case(workflow)
}

fn read_workflows(role: &str, value: &Value) -> Result<Vec<String>, EsError> {
    let failed = |what: String| refused(format!("failed to parse restriction for role [{role}]. {what}"));
    let object = value.as_object().ok_or_else(|| failed("expected an object".to_owned()))?;
    if let Some((member, _)) = object.iter().find(|(member, _)| *member != "workflows") {
        return Err(failed(format!("unexpected field [{member}]")));
    }
    let names = object.get("workflows").map(|value| texts(role, "workflows", value)).transpose()?.unwrap_or_default();
    if names.is_empty() {
        return Err(failed("[workflows] cannot be an empty array".to_owned()));
    }
    Ok(names)
}
