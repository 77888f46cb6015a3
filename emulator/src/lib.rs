//! The Search Application emulator: Elasticsearch's endpoints over an embedded search engine, for development and tests.
//!
//! ```no_run
//! let server = emulator::serve(emulator::Config::default())?;
//! println!("{}", server.url());
//! # Ok::<(), std::io::Error>(())
//! ```

#![allow(
    clippy::unnecessary_wraps,
    reason = "every preparation in the route table may fail, so those that cannot say so too"
)]

mod applications;
mod backend;
mod cluster;
mod config;
mod content;
pub mod engine;
pub mod error;
mod faults;
mod file_error;
mod http;
mod indices;
mod java;
mod journal;
mod licence;
mod loading;
pub mod mustache;
mod progress;
mod security;
mod server;
mod upstream;

use std::io;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

pub use config::{Config, DEVELOPMENT_PASSWORD, UpstreamAddress};
pub use http::cors::{Cors, Origins};
pub use http::endpoints;
pub use licence::Licence;
pub use security::Credentials;
pub use server::{Server, serve};

/// The version of Elasticsearch that the emulator speaks as.
pub const VERSION: &str = "9.5.0";

/// The build that it claims to be, as 40 hexadecimal digits.
const BUILD_HASH: &str = "0000000000000000000000000000000000000000";

/// The emulator's state.
pub struct Node {
    config: Config,
    indices: indices::Indices,
    /// The real engine that takes the place of the embedded one, if there is one.
    upstream: Option<upstream::Upstream>,
    applications: applications::Applications,
    api_keys: security::ApiKeys,
    faults: faults::Faults,
    journal: Arc<journal::Journal>,
}

impl Node {
    /// A node as its data folder has it; without one an empty node.
    fn new(config: Config) -> io::Result<Self> {
        let journal = Arc::new(journal::Journal::default());
        let node = Self {
            upstream: config.upstream.clone().map(upstream::Upstream::new).transpose()?,
            indices: indices::Indices::new(engine::Engine::in_memory(), Arc::clone(&journal)),
            applications: applications::Applications::new(Arc::clone(&journal)),
            api_keys: security::ApiKeys::new(Arc::clone(&journal)),
            faults: faults::Faults::default(),
            config,
            journal,
        };
        if let Some(folder) = &node.config.data {
            // A million ids each millisecond.
            node.indices.engine.count_ids_from(now() << 20);
            journal::restore(&node, folder)?;
        }
        Ok(node)
    }

    fn backend(&self) -> &dyn backend::Backend {
        match &self.upstream {
            Some(upstream) => upstream,
            None => &self.indices,
        }
    }

    fn authenticate(&self, request: &http::Request) -> Result<security::Identity, error::EsError> {
        security::authenticate(request, &self.config.user, &self.api_keys)
    }
}

/// Milliseconds since 1970.
fn now() -> u64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX)
}
