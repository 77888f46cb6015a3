//! What to send where, and what an answer means. Sending itself is the browser's and lives in `js/exchange.js`.
//!
//! Where: [`node`](Address) and `cloud` read the addresses, `endpoint` adds the path. Who: `auth`. How:
//! [`RequestOptions`], `header`, `duration`, [`retry`]. What came back: `failure`, [`Broken`]. What nothing that is told
//! of it may show: [`Secrets`], [`Redaction`]. `connection` reads the options for all of it.

mod auth;
mod base64;
mod broken;
mod cloud;
mod connection;
mod duration;
mod endpoint;
mod failure;
mod header;
mod node;
mod outside_page;
mod redaction;
mod request_options;
pub mod retry;
mod text;

pub use auth::{Authentication, Credential, Scheme};
pub use broken::Broken;
pub use connection::{CONNECTION, CacheOptions, Connection, Surroundings};
pub use endpoint::{path, query};
pub use failure::{Answer, Asked, check_product, refusal, unreadable};
pub use header::{set as set_header, to_value as header_object};
pub use node::Address;
pub use outside_page::refuse as refuse_outside_page;
pub use redaction::{Redaction, Secrets};
pub use request_options::{RequestOptions, SHARED, present, refuse_unknown};

/// What Elasticsearch's product header, `X-elastic-product`, says.
const PRODUCT: &str = "Elasticsearch";
