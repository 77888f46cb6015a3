//! The HTTP side: what a request is before any endpoint sees it, what a reply becomes on the wire, and which
//! endpoint answers which path.
//!
//! ```text
//! cors ─▶ gzip ─▶ body ─▶ dispatch: authenticate ─▶ route ─▶ content type ─▶ prepare ─▶ query ─▶ authorise ─▶ run
//! ```

pub mod cors;
mod dispatch;
mod filter_path;
mod paths;
mod query;
mod reply;
mod request;
mod routes;
mod server;

pub use query::Query;
pub use reply::{PRODUCT, Reply};
pub use request::Request;
pub use routes::{Plan, Route, Session, all_routes, endpoints};
pub use server::router;
