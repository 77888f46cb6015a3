//! The boundary to JavaScript, and the only folder that names its types. Each file is one crossing: values
//! (`json`), errors (`error`), regular expressions (`dictionary`), promises (`task`), options (`live`), the
//! network (`fetch`), a search on its way (`call`, `exchange`, `credentials`, `flights`), the search application
//! (`client`, `target`, and on its own `search_application_client`), its answer (`response`, `autocompleted`),
//! functions of the page's own (`hook`), its console (`console`), the class that Search UI calls (`connector`); in the
//! module for build scripts also the operator's half (`application`).

#[cfg(feature = "application")]
mod application;
mod autocompleted;
mod call;
mod client;
mod connector;
mod console;
mod credentials;
mod dictionary;
mod error;
mod exchange;
mod fetch;
mod flights;
mod hook;
mod json;
mod live;
mod memory;
mod response;
mod search_application_client;
mod target;
mod task;

pub use connector::Connector;
pub use search_application_client::SearchClient;
