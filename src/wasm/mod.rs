//! The boundary to JavaScript, and the only folder that names its types. Each file is one crossing: values
//! (`json`), errors (`error`), regular expressions (`dictionary`), promises (`task`), the network (`fetch`), the
//! search application (`client`, `target`), its answer (`response`, `autocompleted`), functions of the page's own
//! (`hook`), its console (`console`), the class that Search UI calls (`connector`); in the module for build scripts
//! also the operator's half (`application`).

#[cfg(feature = "application")]
mod application;
mod autocompleted;
mod client;
mod connector;
mod console;
mod dictionary;
mod error;
mod fetch;
mod hook;
mod json;
mod memory;
mod response;
mod target;
mod task;

pub use connector::Connector;
