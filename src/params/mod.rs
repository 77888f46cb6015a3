//! Request state and query config → the params of a search application, by one of the conventions that a template
//! may follow; and what both directions must agree on: names, limits, field types.
//!
//! The generated search application (`application/`) is written against the same functions, so that page and
//! template can't drift apart.

mod autocomplete;
pub mod boilerplate;
mod convention;
pub mod date;
mod fields;
mod limits;
mod names;
mod paging;
pub mod typed;

pub use autocomplete::{AUTOCOMPLETE_SIZE, Hits, Question};
pub use convention::Convention;
pub use fields::{FieldType, Fields};
pub use limits::Limits;
pub use names::{AGGREGATION_DOCUMENTS, AGGREGATION_VALUES, aggregation_name, aggregation_paths, param_name};
pub use paging::Paging;
