//! The other direction, for build time: a Search UI query config → the search application that serves it (a Mustache
//! template and a closed dictionary), and the request for an API key that may do nothing but search it; what an index's
//! mapping says of the fields, what a dictionary leaves open, its TypeScript type, and what a key proves to be able to do.
//!
//! It speaks the typed convention ([`crate::params::typed`]) by the same names, limits and field types as the page,
//! so one config drives the page, the template and the dictionary.

mod api_key;
mod audit;
mod body;
mod completion;
mod config;
mod conjuncts;
mod cors;
mod define;
mod dictionary;
mod facets;
mod field;
mod filters;
mod mapping;
mod openness;
mod params_type;
mod query;
mod reference;
mod template;

pub use api_key::{ApiKeyOptions, api_key_request};
pub use audit::{Finding, Probe, Verdict, findings, probes};
pub use config::{Config, ConfigError};
pub use cors::cors_settings;
pub use define::define;
pub use mapping::fields_of_mappings;
pub use openness::{Opening, openings};
pub use params_type::{params_type, params_type_name};
