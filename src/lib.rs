//! A connector between Elastic's Search UI and Elasticsearch's Search Application Search API.

pub mod json;
pub mod params;
pub mod search_ui;
