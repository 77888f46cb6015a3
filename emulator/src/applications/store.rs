//! The stored search applications.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::application::Application;
use super::put_body::PutBody;
use crate::error::EsError;
use crate::journal::{Journal, Record};

/// All applications by name.
pub struct Applications {
    stored: RwLock<BTreeMap<String, Stored>>,
    journal: Arc<Journal>,
}

struct Stored {
    application: Arc<Application>,
    version: u64,
}

impl Applications {
    /// None yet. What changes is kept in the journal.
    pub fn new(journal: Arc<Journal>) -> Self {
        Self { stored: RwLock::default(), journal }
    }

    /// Stores an application whole. True when it is new; with `create` one that exists is a conflict.
    pub fn put(&self, application: Application, create: bool) -> Result<bool, EsError> {
        let record = application.to_record();
        let stored = || {
            let mut all = self.stored.write().unwrap_or_else(PoisonError::into_inner);
            let name = application.name.clone();
            let version = all.get(&name).map_or(0, |stored| stored.version);
            if create && version > 0 {
                return Err(conflict(&name, version));
            }
            let stored = Stored { application: Arc::new(application), version: version + 1 };
            Ok(all.insert(name, stored).is_none())
        };
        self.journal.keep(stored, |_| Ok(vec![record]))
    }

    /// Stores an application again that a record has the body of.
    pub fn restore(&self, name: &str, body: &str) -> Result<(), EsError> {
        self.put(PutBody::read(body.as_bytes(), name, 0)?.application, false).map(drop)
    }

    /// Records that make all of them.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        self.all().into_iter().map(|application| application.to_record())
    }

    /// The application of that name, or the 404 that says only its name.
    pub fn get(&self, name: &str) -> Result<Arc<Application>, EsError> {
        let all = self.stored.read().unwrap_or_else(PoisonError::into_inner);
        let found = all.get(name).map(|stored| Arc::clone(&stored.application));
        found.ok_or_else(|| EsError::new(404, "resource_not_found_exception", name))
    }

    /// Removes an application.
    pub fn delete(&self, name: &str) -> Result<(), EsError> {
        let deleted = || {
            let removed = self.stored.write().unwrap_or_else(PoisonError::into_inner).remove(name);
            removed.map(drop).ok_or_else(|| EsError::new(404, "resource_not_found_exception", name))
        };
        self.journal.keep(deleted, |()| Ok(vec![Record::DeleteApplication { name: name.to_owned() }]))
    }

    /// All of them, by name.
    pub fn all(&self) -> Vec<Arc<Application>> {
        let all = self.stored.read().unwrap_or_else(PoisonError::into_inner);
        all.values().map(|stored| Arc::clone(&stored.application)).collect()
    }
}

/// The wording is the server's for documents; that it holds here too is an inference.
fn conflict(name: &str, version: u64) -> EsError {
    let reason = format!("[{name}]: version conflict, document already exists (current version [{version}])");
    EsError::new(409, "version_conflict_engine_exception", reason)
}
