//! What to send where, and what an answer means. Sending itself is the browser's and lives in `wasm/fetch.rs`.

mod auth;
mod endpoint;
mod failure;

pub use auth::{Credential, is_header_safe};
pub use endpoint::endpoint;
pub use failure::{Answer, check_product, connection_failure, refusal, unreadable};

/// The header by which Elasticsearch says what it is, and what it says.
pub const PRODUCT_HEADER: (&str, &str) = ("x-elastic-product", "Elasticsearch");
