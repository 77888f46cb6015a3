//! The stored search applications. They live as long as the process.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::application::Application;
use crate::error::EsError;

/// All applications by name.
#[derive(Default)]
pub struct Applications(RwLock<BTreeMap<String, Stored>>);

struct Stored {
    application: Arc<Application>,
    version: u64,
}

impl Applications {
    /// Stores an application whole. True when it is new; with `create` one that exists is a conflict.
    pub fn put(&self, application: Application, create: bool) -> Result<bool, EsError> {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let name = application.name.clone();
        let version = all.get(&name).map_or(0, |stored| stored.version);
        if create && version > 0 {
            return Err(conflict(&name, version));
        }
        let stored = Stored { application: Arc::new(application), version: version + 1 };
        Ok(all.insert(name, stored).is_none())
    }

    /// The application of that name, or the 404 that says only its name.
    pub fn get(&self, name: &str) -> Result<Arc<Application>, EsError> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let found = all.get(name).map(|stored| Arc::clone(&stored.application));
        found.ok_or_else(|| EsError::new(404, "resource_not_found_exception", name))
    }

    /// Removes an application.
    pub fn delete(&self, name: &str) -> Result<(), EsError> {
        let removed = self.0.write().unwrap_or_else(PoisonError::into_inner).remove(name);
        removed.map(drop).ok_or_else(|| EsError::new(404, "resource_not_found_exception", name))
    }

    /// All of them, by name.
    pub fn all(&self) -> Vec<Arc<Application>> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        all.values().map(|stored| Arc::clone(&stored.application)).collect()
    }
}

/// The wording is the server's for documents; that it holds here too is an inference.
fn conflict(name: &str, version: u64) -> EsError {
    let reason = format!("[{name}]: version conflict, document already exists (current version [{version}])");
    EsError::new(409, "version_conflict_engine_exception", reason)
}
