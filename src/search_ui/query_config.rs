//! The query config: what a page's developer has set up for a search.

#[cfg(feature = "application")]
use super::Selection;
use super::{Facet, Filter, scalar};
use crate::gather::Gather;
use crate::json::Value;

/// Search UI's `searchQuery` as the driver hands it to a connector, or one of the query configs of autocomplete.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct QueryConfig {
    /// What is counted beside the results.
    pub facets: Vec<Facet>,
    /// Fields of facets whose counts ignore their own filter.
    pub disjunctive_facets: Vec<String>,
    /// Filters that always apply.
    pub filters: Vec<Filter>,
    /// Results per page where the request state does not say; at least 1.
    pub results_per_page: Option<u32>,
    /// What is searched and shown: a page leaves that to the template.
    #[cfg(feature = "application")]
    pub selection: Selection,
}

impl QueryConfig {
    /// Reads a query config. Members that Search UI does not know are ignored.
    pub fn read(config: &Value, warnings: &mut Vec<String>) -> Self {
        Self {
            facets: Facet::read_each(config.get("facets"), warnings),
            disjunctive_facets: texts(config.get("disjunctiveFacets")),
            filters: Filter::read_each(config.get("filters"), warnings),
            results_per_page: scalar::whole(config.get("resultsPerPage")).filter(|&size| size > 0),
            #[cfg(feature = "application")]
            selection: Selection::read(config),
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

fn texts(list: Option<&Value>) -> Vec<String> {
    scalar::elements(list).iter().filter_map(|element| scalar::text(Some(element))).gather()
}
