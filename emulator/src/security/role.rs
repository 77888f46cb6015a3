//! Role descriptors: what an API key may do, as its creator writes it down.

use search_application_connector::json::{Object, Value};
use serde_json::Value as Json;

use super::Part;
use super::field_security::FieldGrant;
use crate::content::{Shape, to_serde};
use crate::engine::wildcard;
use crate::error::EsError;

/// The workflows that a key can be restricted to.
const WORKFLOWS: [&str; 2] = ["search_application_query", "search_application_analytics"];

/// Members of a role that grant nothing here: what they are about does not exist in the emulator.
const ROLE: Shape = Shape {
    name: "role_descriptor",
    members: &[
        "cluster",
        "index",
        "indices",
        "restriction",
        "applications",
        "run_as",
        "metadata",
        "transient_metadata",
        "description",
    ],
};

const INDICES: Shape = Shape {
    name: "indices_privileges",
    members: &["names", "privileges", "allow_restricted_indices", "query", "field_security"],
};

const RESTRICTION: Shape = Shape { name: "role_restriction", members: &["workflows"] };

/// What one role descriptor grants.
#[derive(Debug, Clone, Default)]
pub struct Role {
    cluster: Vec<String>,
    indices: Vec<IndexGrant>,
    /// The workflows that it is restricted to, in lower case.
    pub workflows: Option<Vec<String>>,
}

#[derive(Debug, Clone)]
struct IndexGrant {
    names: Vec<String>,
    privileges: Vec<String>,
    query: Option<Json>,
    fields: Option<FieldGrant>,
}

impl Role {
    /// Reads the role descriptors of a key by their names; none means that the key may do all that its owner may.
    pub fn read_all(descriptors: &Object) -> Result<Option<Vec<Self>>, EsError> {
        let roles: Vec<Self> = descriptors.iter().map(|(_, value)| Self::read(value)).collect::<Result<_, _>>()?;
        if roles.len() > 1 && roles.iter().any(|role| role.workflows.is_some()) {
            // The rule is documented, the server's words for it are not known.
            let reason = "an API key that is restricted to workflows must have exactly one role descriptor";
            return Err(EsError::illegal_argument(reason));
        }
        Ok(Some(roles).filter(|roles| !roles.is_empty()))
    }

    /// Reads a role descriptor. Whether its queries are queries is for the engine to say.
    pub fn read(value: &Value) -> Result<Self, EsError> {
        let object = ROLE.read(value)?;
        let mut indices = Vec::new();
        for member in ["index", "indices"] {
            match object.get(member) {
                None => {}
                Some(Value::Array(grants)) => {
                    for grant in grants {
                        indices.push(IndexGrant::read(grant)?);
                    }
                }
                Some(other) => return Err(ROLE.wrong_type(member, other)),
            }
        }
        let cluster = ROLE.optional_texts(object, "cluster")?.unwrap_or_default();
        let workflows = object.get("restriction").map(read_workflows).transpose()?;
        Ok(Self { cluster, indices, workflows })
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
    fn read(value: &Value) -> Result<Self, EsError> {
        let object = INDICES.read(value)?;
        Ok(Self {
            names: required(object, "names")?,
            privileges: required(object, "privileges")?,
            query: object.get("query").map(read_query).transpose()?.flatten(),
            fields: object.get("field_security").map(FieldGrant::read).transpose()?.flatten(),
        })
    }

    fn allows(&self, name: &str, any_of: &[&str]) -> bool {
        self.names.iter().any(|pattern| wildcard::matches(pattern, name))
            && self.privileges.iter().any(|privilege| any_of.contains(&privilege.as_str()))
    }
}

/// A query as an object or as the text of one. One that is made by a template is refused, as the emulator's one user has
/// nothing to fill it with.
fn read_query(value: &Value) -> Result<Option<Json>, EsError> {
    let refused = |reason: String| EsError::new(400, "parse_exception", reason);
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

fn required(object: &Object, member: &str) -> Result<Vec<String>, EsError> {
    INDICES.optional_texts(object, member)?.filter(|texts| !texts.is_empty()).ok_or_else(|| {
        let reason = format!("failed to parse indices privileges for role. missing required [{member}] field");
        EsError::new(400, "parse_exception", reason)
    })
}

/// The server's code reads workflow names without regard to case and surrounding spaces.
fn read_workflows(value: &Value) -> Result<Vec<String>, EsError> {
    let object = RESTRICTION.read(value)?;
    let names = RESTRICTION.optional_texts(object, "workflows")?.unwrap_or_default();
    let known = |name: String| {
        let normal = name.trim().to_ascii_lowercase();
        if WORKFLOWS.contains(&normal.as_str()) {
            return Ok(normal);
        }
        let known = WORKFLOWS.join(",");
        let reason =
            format!("Unknown workflow [{name}]. A workflow must be one of the predefined workflow names [{known}].");
        Err(EsError::illegal_argument(reason))
    };
    names.into_iter().map(known).collect()
}
