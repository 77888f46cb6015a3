//! Role descriptors: what an API key may do, as its creator writes it down.

use search_application_connector::json::{Object, Value};

use crate::content::Shape;
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
}

impl Role {
    /// Reads a role descriptor.
    ///
    /// Document and field level security are refused: ignoring them would show more than the real server does.
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
        self.indices.iter().any(|grant| {
            grant.names.iter().any(|pattern| wildcard::matches(pattern, name))
                && grant.privileges.iter().any(|privilege| any_of.contains(&privilege.as_str()))
        })
    }
}

impl IndexGrant {
    fn read(value: &Value) -> Result<Self, EsError> {
        let object = INDICES.read(value)?;
        if let Some(part) = ["query", "field_security"].into_iter().find(|part| object.contains(part)) {
            let reason = format!("[{part}] in a role exists in Elasticsearch, but the emulator cannot enforce it");
            return Err(EsError::illegal_argument(reason));
        }
        Ok(Self { names: required(object, "names")?, privileges: required(object, "privileges")? })
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
