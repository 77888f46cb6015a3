//! Search UI's vocabulary: the request state and the query configs that its driver hands to a connector, read once
//! into plain types.
//!
//! The request state comes from the page's URL, so anything may stand in it. Reading never fails: what is malformed
//! is left out, and a sentence for the developer's console says so (`warnings`; the caller shows each only once).

mod autocomplete;
mod facet;
mod filter;
mod query_config;
mod request_state;
pub(crate) mod scalar;
#[cfg(feature = "application")]
mod selection;

pub use autocomplete::{AutocompleteQueryConfig, Suggestion, SuggestionSource};
pub use facet::{Facet, FacetKind, FacetOrder};
pub use filter::{Filter, FilterKind, Range};
pub use query_config::QueryConfig;
pub use request_state::{Direction, RequestState, Sort};
#[cfg(feature = "application")]
pub use selection::{ResultField, SearchField, Selection, Snippet};
