//! Indices and their aliases: the engine knows indices only, so names and patterns are resolved here.

mod admin;
mod aliases;
mod bulk_items;
mod documents;
mod names;
mod parts;
mod search;
pub mod typed_keys;
mod writing;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::engine::Engine;
use crate::engine::wildcard;
use crate::error::EsError;
use crate::http::Route;
use crate::journal::Journal;

pub use parts::Seen;

use parts::Parts;

/// The endpoints of this folder.
pub const ROUTES: &[&[Route]] = &[admin::ROUTES, aliases::ROUTES, documents::ROUTES, search::ROUTES];

type AliasTable = BTreeMap<String, BTreeSet<String>>;

/// All indices, and which aliases lead to which of them.
pub struct Indices {
    /// The indices, to read. They are changed by the methods here.
    pub engine: Engine,
    aliases: RwLock<AliasTable>,
    parts: Parts,
    changes: AtomicU64,
    journal: Arc<Journal>,
}

impl Indices {
    /// No indices yet. What changes is kept in the journal.
    pub fn new(engine: Engine, journal: Arc<Journal>) -> Self {
        let (aliases, parts, changes) = (RwLock::default(), Parts::default(), AtomicU64::default());
        Self { engine, aliases, parts, changes, journal }
    }

    /// The indices behind an alias, sorted; nothing when there is no such alias.
    pub fn alias_targets(&self, alias: &str) -> Option<Vec<String>> {
        Some(self.read().get(alias)?.iter().cloned().collect())
    }

    /// The aliases of an index, sorted.
    pub fn aliases_of(&self, index: &str) -> Vec<String> {
        let aliases = self.read();
        aliases.iter().filter(|(_, indices)| indices.contains(index)).map(|(alias, _)| alias.clone()).collect()
    }

    /// Makes an alias lead to exactly these indices.
    pub fn set_alias(&self, alias: &str, indices: &[String]) -> Result<(), EsError> {
        self.check_free(alias)?;
        self.change_alias(alias, |targets| *targets = indices.iter().cloned().collect())
    }

    /// Makes an alias lead to one more index.
    pub fn add_to_alias(&self, alias: &str, index: &str) -> Result<(), EsError> {
        self.check_free(alias)?;
        self.change_alias(alias, |targets| targets.extend([index.to_owned()]))
    }

    /// Takes an index out of an alias. False when it was not in it.
    pub fn remove_from_alias(&self, alias: &str, index: &str) -> Result<bool, EsError> {
        self.change_alias(alias, |targets| targets.remove(index))
    }

    /// Removes an alias from all its indices, if it exists.
    pub fn drop_alias(&self, alias: &str) -> Result<(), EsError> {
        self.change_alias(alias, BTreeSet::clear)
    }

    /// Changes where an alias leads. One that leads nowhere is gone.
    fn change_alias<T>(&self, alias: &str, change: impl FnOnce(&mut BTreeSet<String>) -> T) -> Result<T, EsError> {
        let changed = || {
            let mut aliases = self.write();
            let outcome = change(aliases.entry(alias.to_owned()).or_default());
            aliases.retain(|_, indices| !indices.is_empty());
            Ok(outcome)
        };
        self.journal.keep(changed, |_| Ok(vec![self.alias_record(alias)]))
    }

    fn check_free(&self, alias: &str) -> Result<(), EsError> {
        names::check_alias(alias)?;
        if self.engine.index_exists(alias) {
            let reason = "an index or data stream exists with the same name as the alias";
            return Err(names::invalid_alias(alias, reason));
        }
        Ok(())
    }

    /// The indices that a comma-separated list of names, aliases and patterns means. A name with a leading `-`
    /// takes away from what stands before it. With `lenient` a missing name is passed over.
    pub fn resolve(&self, expression: &str, lenient: bool) -> Result<Vec<String>, EsError> {
        Ok(self.reached(expression, lenient)?.into_keys().collect())
    }

    /// The same, each with the names by which it is reached: a name as it stands there, and what a pattern stands for.
    fn reached(&self, expression: &str, lenient: bool) -> Result<BTreeMap<String, BTreeSet<String>>, EsError> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for part in names::split(expression) {
            match part.strip_prefix('-').filter(|_| !found.is_empty()) {
                Some(excluded) => {
                    for (_, index) in self.matching(excluded) {
                        found.remove(&index);
                    }
                }
                None => {
                    for (name, index) in self.matching_one(part, lenient)? {
                        found.entry(index).or_default().extend([part.to_owned(), name]);
                    }
                }
            }
        }
        Ok(found)
    }

    fn matching_one(&self, name: &str, lenient: bool) -> Result<Vec<(String, String)>, EsError> {
        let found = self.matching(name);
        if found.is_empty() && !lenient && !is_pattern(name) {
            return Err(EsError::index_not_found(name));
        }
        Ok(found)
    }

    /// The indices and aliases that a name or pattern means, each with an index that it leads to.
    fn matching(&self, name: &str) -> Vec<(String, String)> {
        let pattern = if name == "_all" { "*" } else { name };
        let aliases = self.read();
        let matched = aliases.iter().filter(|(alias, _)| wildcard::matches(pattern, alias));
        let behind = matched.flat_map(|(alias, to)| to.iter().map(move |index| (alias.clone(), index.clone())));
        let named = self.engine.index_names().into_iter().filter(|index| wildcard::matches(pattern, index));
        named.map(|index| (index.clone(), index)).chain(behind).collect()
    }

    fn read(&self) -> RwLockReadGuard<'_, AliasTable> {
        self.aliases.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, AliasTable> {
        self.aliases.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_pattern(name: &str) -> bool {
    name == "_all" || wildcard::is_pattern(name)
}
