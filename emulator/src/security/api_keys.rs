//! The API keys: made, kept as hashes, checked, invalidated.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use search_application_connector::json::Value;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Part;
use super::role::Role;
use crate::content::{Place, Source, read_value};
use crate::error::EsError;
use crate::journal::{Journal, Record};
use crate::now;

/// One API key, without its secret.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ApiKey {
    /// Its id.
    pub id: String,
    /// The name that its creator gave it.
    pub name: String,
    /// The user who created it.
    pub owner: String,
    /// When it was created, in milliseconds since 1970.
    pub creation: u64,
    /// When it ends, if ever.
    pub expiration: Option<u64>,
    /// Whether it has been invalidated.
    pub invalidated: bool,
    /// The role descriptors and the metadata as they were given.
    pub described: serde_json::Map<String, serde_json::Value>,
    #[serde(skip)]
    roles: Option<Vec<Role>>,
    secret_hash: [u8; 32],
}

/// What a new key is made of.
pub struct NewKey {
    /// Its name.
    pub name: String,
    /// How long it lasts, in milliseconds.
    pub lifetime: Option<i64>,
    /// What it may do; nothing means all that its owner may.
    pub roles: Option<Vec<Role>>,
    /// The role descriptors and the metadata as they were given.
    pub described: serde_json::Map<String, serde_json::Value>,
}

impl ApiKey {
    /// Whether it is neither invalidated nor at its end.
    pub fn is_active(&self) -> bool {
        !self.invalidated && !self.is_expired()
    }

    fn is_expired(&self) -> bool {
        self.expiration.is_some_and(|end| end <= now())
    }

    /// Whether a workflow, or an endpoint that belongs to none, is open to it.
    pub fn is_open_to(&self, workflow: Option<&str>) -> bool {
        self.roles.iter().flatten().all(|role| role.is_open_to(workflow))
    }

    /// Whether it has one of these cluster privileges.
    pub fn has_cluster(&self, any_of: &[&str]) -> bool {
        self.any_role(|role| role.has_cluster(any_of))
    }

    /// Whether it has one of these privileges on the index, alias or pattern of that name.
    pub fn has_index(&self, name: &str, any_of: &[&str]) -> bool {
        self.any_role(|role| role.has_index(name, any_of))
    }

    /// Whether it has one of these privileges on any index.
    pub fn has_some_index(&self, any_of: &[&str]) -> bool {
        self.any_role(|role| role.has_some_index(any_of))
    }

    /// What it sees of an index that is reached by one of these names with one of these privileges; `None` means all.
    pub fn part(&self, names: &[&str], any_of: &[&str]) -> Option<Part> {
        let roles = self.roles.as_ref()?;
        Some(Part::of_all(roles.iter().flat_map(|role| role.parts(names, any_of)))).filter(|part| !part.is_whole())
    }

    fn any_role(&self, grants: impl Fn(&Role) -> bool) -> bool {
        self.roles.as_ref().is_none_or(|roles| roles.iter().any(grants))
    }
}

/// All keys by id.
pub struct ApiKeys {
    by_id: RwLock<BTreeMap<String, Arc<ApiKey>>>,
    journal: Arc<Journal>,
}

impl ApiKeys {
    /// None yet. What changes is kept in the journal.
    pub fn new(journal: Arc<Journal>) -> Self {
        Self { by_id: RwLock::default(), journal }
    }

    /// Makes a key. Returns it with its secret, which is kept nowhere.
    pub fn create(&self, owner: &str, new: NewKey) -> Result<(Arc<ApiKey>, String), EsError> {
        let (id, secret) = (random::<15>()?, random::<16>()?);
        let creation = now();
        let key = Arc::new(ApiKey {
            id: id.clone(),
            name: new.name,
            owner: owner.to_owned(),
            creation,
            expiration: new.lifetime.map(|lifetime| creation.saturating_add_signed(lifetime)),
            invalidated: false,
            described: new.described,
            roles: new.roles,
            secret_hash: Sha256::digest(&secret).into(),
        });
        self.put(key.clone())?;
        Ok((key, secret))
    }

    fn put(&self, key: Arc<ApiKey>) -> Result<(), EsError> {
        let record = Record::Key(Box::new((*key).clone()));
        let put = || {
            self.by_id.write().unwrap_or_else(PoisonError::into_inner).insert(key.id.clone(), key);
            Ok(())
        };
        self.journal.keep(put, |()| Ok(vec![record]))
    }

    /// Takes a key again that a record has; its roles are read from what describes it.
    pub fn restore(&self, mut key: ApiKey) -> Result<(), EsError> {
        let descriptors = key.described.get("role_descriptors").unwrap_or_default().to_string();
        let descriptors = read_value(Source::of_request(descriptors.as_bytes()))?;
        let read = |descriptors| Role::read_all(descriptors, Place(1, 0));
        key.roles = descriptors.as_ref().and_then(Value::as_object).map(read).transpose()?.flatten();
        self.put(Arc::new(key))
    }

    /// Records that make all of them.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        self.select(|_| true).into_iter().map(|key| Record::Key(Box::new((*key).clone())))
    }

    /// The key of that id and secret, or why it is refused.
    pub fn verify(&self, id: &str, secret: &str) -> Result<Arc<ApiKey>, String> {
        let keys = self.by_id.read().unwrap_or_else(PoisonError::into_inner);
        let key = keys.get(id).ok_or_else(|| format!("unable to find apikey with id {id}"))?;
        let hash: [u8; 32] = Sha256::digest(secret).into();
        if key.invalidated {
            return Err(format!("api key [{id}] has been invalidated"));
        }
        if key.secret_hash != hash {
            return Err(format!("invalid credentials for API key [{id}]"));
        }
        if key.is_expired() {
            return Err("api key is expired".to_owned());
        }
        Ok(Arc::clone(key))
    }

    /// The keys that `wanted` picks, by id.
    pub fn select(&self, wanted: impl Fn(&ApiKey) -> bool) -> Vec<Arc<ApiKey>> {
        let keys = self.by_id.read().unwrap_or_else(PoisonError::into_inner);
        keys.values().filter(|key| wanted(key)).cloned().collect()
    }

    /// Ends the keys of these ids for good.
    pub fn invalidate(&self, ids: &[String]) -> Result<(), EsError> {
        let keys = self.select(|key| ids.contains(&key.id)).into_iter();
        keys.map(|key| Arc::new(ApiKey { invalidated: true, ..(*key).clone() })).try_for_each(|key| self.put(key))
    }
}

/// `BYTES` random bytes as text that needs no escaping in an address.
fn random<const BYTES: usize>() -> Result<String, EsError> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| {
        EsError::new(500, "exception", format!("the system has no random numbers to make a key of: {error}"))
    })?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
