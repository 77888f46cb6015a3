//! How much one request may ask for.

use crate::{json::Value, search_ui::scalar};

/// The bounds of the params: the generated dictionary states them, the page keeps to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Results per page at most.
    pub max_size: u32,
    /// The largest `from`. With `max_size` it stays inside the index's result window (10,000 by default).
    pub max_from: u32,
}

impl Limits {
    /// Characters of a search term; the rest is cut off.
    pub const QUERY_LENGTH: u32 = 500;
    /// Characters of a filter value; a longer one is ignored.
    pub const VALUE_LENGTH: u32 = 500;
    /// Values or ranges of one filter; the rest is ignored.
    pub const VALUES: u32 = 100;
    /// Characters that the filters of one search may come to in the rendered template, which the server takes up to
    /// 1,048,576 characters of; the rest is ignored.
    pub const RENDERED_FILTERS: usize = 900_000;
    /// Sort criteria; the rest is ignored.
    pub const SORTS: u32 = 5;

    /// Limits for pages of `max_size` results inside a window of `max_window` results.
    #[must_use]
    pub fn new(max_size: u32, max_window: u32) -> Self {
        let max_size = max_size.clamp(1, max_window.max(1));
        Self { max_size, max_from: max_window.saturating_sub(max_size) }
    }

    /// The limits that a generated dictionary states (`properties.size.maximum`, `properties.from.maximum`); the
    /// default where it states none.
    #[must_use]
    pub fn of_dictionary(dictionary: &Value) -> Self {
        let default = Self::default();
        Self {
            max_size: maximum(dictionary, "size").unwrap_or(default.max_size).max(1),
            max_from: maximum(dictionary, "from").unwrap_or(default.max_from),
        }
    }
}

/// 100 results per page inside Elasticsearch's default window of 10,000.
impl Default for Limits {
    fn default() -> Self {
        Self::new(100, 10_000)
    }
}

fn maximum(dictionary: &Value, param: &str) -> Option<u32> {
    scalar::whole(dictionary.get("properties")?.get(param)?.get("maximum"))
}
