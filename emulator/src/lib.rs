//! The Search Application emulator: Elasticsearch's endpoints over an embedded search engine, for development and tests.

pub mod engine;
pub mod error;
