//! A connector between Elastic's Search UI and Elasticsearch's Search Application Search API.

pub mod error;
pub mod json;
pub mod options;
pub mod transport;
