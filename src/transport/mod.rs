//! What to send where, and what an answer means. Sending itself is the browser's and lives in `js/exchange.js`.
//!
//! Where: [`node`](Address) and `cloud` read the addresses, `endpoint` adds the path. Who: `auth`, and what nothing
//! may show of that: `secrets`. How: `header`, `duration`, [`retry`]. What came back: `failure`, [`Broken`]. `connection`
//! reads the options for all of it.

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
mod percent;
pub mod retry;
mod secrets;

pub use auth::{Authentication, Credential, Scheme};
pub use broken::Broken;
pub use connection::{Connection, Surroundings};
pub use duration::milliseconds;
pub use endpoint::{path, query};
pub use failure::{Answer, Asked, check_product, refusal, unreadable};
pub use header::{headers, is_header_safe};
pub use node::Address;
pub use outside_page::refuse as refuse_outside_page;
pub use secrets::{secrets_in, secrets_of};

/// What Elasticsearch's product header, `X-elastic-product`, says.
const PRODUCT: &str = "Elasticsearch";
