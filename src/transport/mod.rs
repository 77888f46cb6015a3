//! What to send where, and what an answer means. Sending itself is the browser's and lives in `wasm/fetch.rs`.

mod auth;
mod endpoint;
mod failure;

pub use auth::{Credential, is_header_safe};
pub use endpoint::endpoint;
pub use failure::{Answer, check_product, connection_failure, refusal, unreadable};

/// What Elasticsearch's product header, `X-elastic-product`, says.
const PRODUCT: &str = "Elasticsearch";
