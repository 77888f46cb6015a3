//! The other direction, for build time: a Search UI query config → the search application that serves it (a Mustache
//! template and a closed dictionary), and the request for an API key that may do nothing but search it.
//!
//! It speaks the typed convention ([`crate::params::typed`]) by the same names, limits and field types as the page,
//! so one config drives the page, the template and the dictionary.

mod api_key;
mod body;
mod completion;
mod config;
mod conjuncts;
mod define;
mod dictionary;
mod facets;
mod field;
mod filters;
mod query;
mod template;

pub use api_key::{ApiKeyOptions, api_key_request};
pub use config::{Config, ConfigError};
pub use define::define;
