//! The table of endpoints: which method and path reaches which preparation, and what a prepared request needs
//! before it may run. As in the server, a request is read first (400), then authorised (403), then run.

use super::{Reply, Request};
use crate::error::EsError;
use crate::security::{Identity, Need};
use crate::{Node, applications, cluster, faults, indices, security};

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
    /// What is checked besides where a real engine gets the request as it is, and so can't do a part of it.
    pub whole_needs: Vec<Need>,
    /// Who does the work where there is a real engine.
    pub worker: Worker,
    /// The work.
    pub run: Work,
}

/// Who does the work of a request where there is a real engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worker {
    /// This side.
    Emulator,
    /// The engine: the request is passed on.
    Engine,
    /// The engine, unless the caller sees only a part of an index: then this side, which asks the engine for that part.
    Backend,
}

/// What is left to do once a request may run.
pub type Work = Box<dyn FnOnce(&Session<'_>) -> Result<Reply, EsError> + Send>;

impl Plan {
    /// Work that needs one right.
    pub fn new(need: Need, run: impl FnOnce(&Session<'_>) -> Result<Reply, EsError> + Send + 'static) -> Self {
        let (faults, whole_needs) = (Vec::new(), Vec::new());
        Self { faults, needs: vec![need], whole_needs, worker: Worker::Emulator, run: Box::new(run) }
    }

    /// Work that a real engine, where there is one, does instead.
    pub fn by_engine(need: Need, run: impl FnOnce(&Session<'_>) -> Result<Reply, EsError> + Send + 'static) -> Self {
        Self { worker: Worker::Engine, ..Self::new(need, run) }
    }

    /// The same; and what is asked through [`Node::backend`], so that it can be done here for a caller who sees only a
    /// part of an index.
    pub fn by_backend(need: Need, run: impl FnOnce(&Session<'_>) -> Result<Reply, EsError> + Send + 'static) -> Self {
        Self { worker: Worker::Backend, ..Self::new(need, run) }
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

    /// The same work, which needs this when it is passed on whole.
    #[must_use]
    pub fn and_whole(mut self, needs: impl IntoIterator<Item = Need>) -> Self {
        self.whole_needs.extend(needs);
        self
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
    let tables = [applications::ROUTES, security::ROUTES, indices::ROUTES, cluster::ROUTES, faults::ROUTES];
    tables.into_iter().flatten().copied().flatten()
}

/// Method and path of every endpoint, as they stand in the table; `{name}` stands for one part of a path.
pub fn endpoints() -> impl Iterator<Item = (&'static str, &'static str)> {
    all_routes().flat_map(|route| route.methods.iter().map(|method| (*method, route.path)))
}
