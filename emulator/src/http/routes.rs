//! The table of endpoints: which method and path reaches which preparation, and what a prepared request needs
//! before it may run. As in the server, a request is read first (400), then authorised (403), then run.

use super::{Reply, Request};
use crate::error::EsError;
use crate::security::{Identity, Need};
use crate::{Node, applications, cluster, indices, security};

/// One endpoint.
#[derive(Debug)]
pub struct Route {
    /// The methods it answers.
    pub methods: &'static [&'static str],
    /// Its path; `{name}` stands for one part.
    pub path: &'static str,
    /// The query parameters it takes, beside those that every endpoint takes.
    pub query: &'static [&'static str],
    /// The workflow that it belongs to; keys that are restricted to a workflow reach no other endpoint.
    pub workflow: Option<&'static str>,
    /// Reads the request.
    pub prepare: fn(&Request) -> Result<Plan, EsError>,
}

/// A request that has been read: what its caller must be allowed to do, and the work itself.
pub struct Plan {
    /// What the request lacks although it could be read; the server reports all of it at once.
    pub faults: Vec<&'static str>,
    /// All of these are checked before the work begins.
    pub needs: Vec<Need>,
    /// Whether a real engine, where there is one, does the work instead.
    pub by_engine: bool,
    /// The work.
    pub run: Work,
}

/// What is left to do once a request may run.
pub type Work = Box<dyn FnOnce(&Session<'_>) -> Result<Reply, EsError> + Send>;

impl Plan {
    /// Work that needs one right.
    pub fn new(need: Need, run: impl FnOnce(&Session<'_>) -> Result<Reply, EsError> + Send + 'static) -> Self {
        Self { faults: Vec::new(), needs: vec![need], by_engine: false, run: Box::new(run) }
    }

    /// Work that a real engine, where there is one, does instead.
    pub fn by_engine(need: Need, run: impl FnOnce(&Session<'_>) -> Result<Reply, EsError> + Send + 'static) -> Self {
        Self { by_engine: true, ..Self::new(need, run) }
    }

    /// The same work, if nothing of this is at fault.
    #[must_use]
    pub fn unless(mut self, faults: impl IntoIterator<Item = &'static str>) -> Self {
        self.faults.extend(faults);
        self
    }

    /// The error for the faults, numbered in one sentence.
    pub fn check(&self) -> Result<(), EsError> {
        if self.faults.is_empty() {
            return Ok(());
        }
        let numbered = self.faults.iter().zip(1..).map(|(fault, number)| format!("{number}: {fault};"));
        let reason = format!("Validation Failed: {}", numbered.collect::<String>());
        Err(EsError::new(400, "action_request_validation_exception", reason))
    }

    /// The same work with further needs.
    #[must_use]
    pub fn and(mut self, needs: impl IntoIterator<Item = Need>) -> Self {
        self.needs.extend(needs);
        self
    }
}

/// Who asks, and what there is to ask.
pub struct Session<'a> {
    /// The emulator's state.
    pub node: &'a Node,
    /// The caller.
    pub identity: &'a Identity,
}

/// Every endpoint of the emulator.
pub fn all_routes() -> impl Iterator<Item = &'static Route> {
    let tables = [applications::ROUTES, security::ROUTES, indices::ROUTES, cluster::ROUTES];
    tables.into_iter().flatten().copied().flatten()
}

/// Method and path of every endpoint, as they stand in the table; `{name}` stands for one part of a path.
pub fn endpoints() -> impl Iterator<Item = (&'static str, &'static str)> {
    all_routes().flat_map(|route| route.methods.iter().map(|method| (*method, route.path)))
}
