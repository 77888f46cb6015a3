//! The query config: what a page's developer has set up for a search.

use super::{Facet, Filter, scalar};
use crate::gather::Gather;
use crate::json::{Number, Value};

/// Search UI's `searchQuery` as the driver hands it to a connector, or one of the query configs of autocomplete.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct QueryConfig {
    /// The fields that are searched; empty means the index's default.
    pub search_fields: Vec<SearchField>,
    /// The fields that a result shows.
    pub result_fields: Vec<ResultField>,
    /// What is counted beside the results.
    pub facets: Vec<Facet>,
    /// Fields of facets whose counts ignore their own filter.
    pub disjunctive_facets: Vec<String>,
    /// Filters that always apply.
    pub filters: Vec<Filter>,
    /// Whether misspelt terms match.
    pub fuzziness: bool,
    /// Results per page where the request state does not say; at least 1.
    pub results_per_page: Option<u32>,
}

/// A field that is searched.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchField {
    /// The field's name in the index.
    pub field: String,
    /// Its weight; `None` means 1.
    pub weight: Option<Number>,
}

/// A field that a result shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultField {
    /// The field's name in the index.
    pub field: String,
    /// Whether (and how) its text comes with the matches marked.
    pub snippet: Option<Snippet>,
}

/// How a snippet is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Snippet {
    /// The length of a fragment in characters; `None` means the server's default.
    pub size: Option<u32>,
    /// Whether the beginning of the text is given where nothing matches.
    pub fallback: bool,
}

impl QueryConfig {
    /// Reads a query config. Members that Search UI does not know are ignored.
    pub fn read(config: &Value, warnings: &mut Vec<String>) -> Self {
        Self {
            search_fields: scalar::members(config.get("search_fields")).map(SearchField::read).gather(),
            result_fields: scalar::members(config.get("result_fields")).map(ResultField::read).gather(),
            facets: Facet::read_each(config.get("facets"), warnings),
            disjunctive_facets: texts(config.get("disjunctiveFacets")),
            filters: Filter::read_each(config.get("filters"), warnings),
            fuzziness: scalar::flag(config.get("fuzziness")),
            results_per_page: scalar::whole(config.get("resultsPerPage")).filter(|&size| size > 0),
        }
    }

    /// The facet on that field.
    #[must_use]
    pub fn facet(&self, field: &str) -> Option<&Facet> {
        self.facets.iter().find(|facet| facet.field == field)
    }

    /// Whether that field's facet ignores its own filter.
    #[must_use]
    pub fn is_disjunctive(&self, field: &str) -> bool {
        self.disjunctive_facets.iter().any(|name| name == field)
    }
}

impl SearchField {
    fn read((field, options): (&str, &Value)) -> Self {
        Self { field: field.to_owned(), weight: options.get("weight").and_then(Value::as_number).cloned() }
    }
}

impl ResultField {
    fn read((field, options): (&str, &Value)) -> Self {
        Self { field: field.to_owned(), snippet: options.get("snippet").and_then(Snippet::read) }
    }
}

impl Snippet {
    fn read(options: &Value) -> Option<Self> {
        let size = scalar::whole(options.get("size")).filter(|&size| size > 0);
        let is_wanted = !matches!(options, Value::Null | Value::Bool(false));
        is_wanted.then(|| Self { size, fallback: scalar::flag(options.get("fallback")) })
    }
}

fn texts(list: Option<&Value>) -> Vec<String> {
    scalar::elements(list).iter().filter_map(|element| scalar::text(Some(element))).gather()
}
