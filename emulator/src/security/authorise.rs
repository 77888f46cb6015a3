//! Whether a caller may do what it asks for, and the refusal when it may not.

use std::sync::Arc;

use super::{ApiKey, Part};
use crate::error::EsError;

/// The server's name for changing a document in place.
pub const UPDATE: &str = "indices:data/write/update";

/// Who a caller is.
#[derive(Debug, Clone)]
pub enum Identity {
    /// The user of the emulator, who may do everything.
    User(String),
    /// An API key.
    ApiKey(Arc<ApiKey>),
}

/// A right that a request needs.
#[derive(Debug, Clone)]
pub struct Need {
    /// The server's name of what is done, as it stands in refusals.
    pub action: &'static str,
    /// What it is done to, and the privileges that allow it.
    pub scope: Scope,
}

/// What a right is about.
#[derive(Debug, Clone)]
pub enum Scope {
    /// Every caller that is known may do this, if no workflow restricts it.
    Anyone,
    /// One of these cluster privileges.
    Cluster(&'static [&'static str]),
    /// One of these index privileges on any index.
    SomeIndex(&'static [&'static str]),
    /// One of these index privileges on each of the names.
    Indices {
        /// Index, alias or pattern, as the request names it.
        names: Vec<String>,
        /// The privileges that allow it.
        granted_by: &'static [&'static str],
    },
}

/// A caller who reads, and the privileges by which it may.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    identity: &'a Identity,
    granted_by: &'static [&'static str],
}

impl Sight<'_> {
    /// What the caller sees of an index that it reaches by these names; `None` means all of it.
    pub fn part(&self, names: &[&str]) -> Option<Part> {
        match self.identity {
            Identity::User(_) => None,
            Identity::ApiKey(key) => key.part(names, self.granted_by),
        }
    }
}

impl Need {
    /// A right that every known caller has.
    pub fn anyone(action: &'static str) -> Self {
        Self { action, scope: Scope::Anyone }
    }

    /// A right on the cluster.
    pub fn cluster(action: &'static str, granted_by: &'static [&'static str]) -> Self {
        Self { action, scope: Scope::Cluster(granted_by) }
    }

    /// A right on any index at all.
    pub fn some_index(action: &'static str, granted_by: &'static [&'static str]) -> Self {
        Self { action, scope: Scope::SomeIndex(granted_by) }
    }

    /// A right on indices.
    pub fn indices(action: &'static str, names: Vec<String>, granted_by: &'static [&'static str]) -> Self {
        Self { action, scope: Scope::Indices { names, granted_by } }
    }
}

impl Identity {
    /// The user's name, or that of the user who created the key.
    pub fn user(&self) -> &str {
        match self {
            Self::User(name) => name,
            Self::ApiKey(key) => &key.owner,
        }
    }

    /// Whether it is the user, who may do everything.
    pub fn is_user(&self) -> bool {
        matches!(self, Self::User(_))
    }

    /// Whether a key is its own: one that a user has made, or the key that asks.
    pub fn owns(&self, key: &ApiKey) -> bool {
        match self {
            Self::User(name) => *name == key.owner,
            Self::ApiKey(own) => own.id == key.id,
        }
    }

    /// The caller as one who reads by these privileges.
    pub fn sight(&self, granted_by: &'static [&'static str]) -> Sight<'_> {
        Sight { identity: self, granted_by }
    }

    /// Whether it sees only a part of what it needs.
    pub fn is_partial(&self, needs: &[Need]) -> bool {
        needs.iter().any(|need| match &need.scope {
            Scope::Indices { names, granted_by } => {
                names.iter().any(|name| self.sight(granted_by).part(&[name]).is_some())
            }
            _ => false,
        })
    }

    /// Refuses an update in a bulk body by a caller who sees only a part of the index: the server would merge into what it
    /// does not see.
    pub fn check_in_place(&self, need: &Need) -> Result<(), EsError> {
        if need.action != UPDATE || !self.is_partial(std::slice::from_ref(need)) {
            return Ok(());
        }
        let reason = "Can't execute a bulk item request with update requests embedded if field or document level security \
                      is enabled";
        Err(EsError::new(400, "security_exception", reason))
    }

    /// Checks all needs of an endpoint that belongs to `workflow`, or to none.
    pub fn authorise(&self, workflow: Option<&str>, needs: &[Need]) -> Result<(), EsError> {
        let Self::ApiKey(key) = self else { return Ok(()) };
        if !key.is_open_to(workflow) {
            let action = needs.first().map_or("", |need| need.action);
            let cause = EsError::new(403, "role_restriction_exception", "access restricted by workflow");
            return Err(denied(key, action, "").caused_by(cause));
        }
        needs.iter().try_for_each(|need| check(key, need))
    }
}

fn check(key: &ApiKey, need: &Need) -> Result<(), EsError> {
    match &need.scope {
        Scope::Anyone => Ok(()),
        Scope::Cluster(granted_by) => {
            if key.has_cluster(granted_by) {
                return Ok(());
            }
            let hint = format!(", this action is granted by the cluster privileges [{}]", granted_by.join(","));
            Err(denied(key, need.action, &hint))
        }
        Scope::SomeIndex(granted_by) => {
            if key.has_some_index(granted_by) {
                return Ok(());
            }
            let hint = format!(", this action is granted by the index privileges [{}]", granted_by.join(","));
            Err(denied(key, need.action, &hint))
        }
        Scope::Indices { names, granted_by } => {
            let refused: Vec<&str> =
                names.iter().map(String::as_str).filter(|name| !key.has_index(name, granted_by)).collect();
            if refused.is_empty() {
                return Ok(());
            }
            let (names, privileges) = (refused.join(","), granted_by.join(","));
            let hint = format!(" on indices [{names}], this action is granted by the index privileges [{privileges}]");
            Err(denied(key, need.action, &hint))
        }
    }
}

/// The refusal. What stands behind the user's name when a workflow restricts the key is not known for certain.
fn denied(key: &ApiKey, action: &str, hint: &str) -> EsError {
    let (id, owner) = (&key.id, &key.owner);
    let reason = format!("action [{action}] is unauthorized for API key id [{id}] of user [{owner}]{hint}");
    EsError::new(403, "security_exception", reason)
}
