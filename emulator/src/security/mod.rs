//! Who a caller is and what it may do: basic authentication for the one user, API keys for everyone else.

mod api_keys;
mod authenticate;
mod authorise;
mod duration;
mod endpoints;
mod field_security;
mod key_requests;
mod part;
mod role;

pub use api_keys::{ApiKey, ApiKeys};
pub use authenticate::{Credentials, authenticate};
pub use authorise::{Identity, Need, Sight, UPDATE};
pub use endpoints::ROUTES;
pub use part::Part;
