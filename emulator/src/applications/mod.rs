//! Search applications: a name, the indices behind its alias, and a template that turns params into a search.
//!
//! ```text
//! PUT ── put_body ─▶ application ─▶ store
//! _search, _render_query ── request ─▶ query: dictionary, defaults, Mustache, lenient JSON ─▶ engine
//! ```

mod application;
mod dictionary;
mod endpoints;
mod put_body;
mod query;
mod script;
mod searching;
mod store;

use crate::http::Route;

pub use store::Applications;

/// The endpoints of this folder.
pub const ROUTES: &[&[Route]] = &[endpoints::ROUTES, searching::ROUTES];

/// Whether an endpoint is only there under some licences.
pub fn is_licensed(route: &Route) -> bool {
    route.path.starts_with("/_application/")
}
