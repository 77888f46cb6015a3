//! Facets: what is counted beside the results, and how.

use super::{Direction, Range, scalar};
use crate::gather::Gather;
use crate::json::Value;

/// How many values a facet shows when its config does not say: the default of Search UI's Elasticsearch connector.
const DEFAULT_SIZE: u32 = 20;

/// A facet of a query config.
#[derive(Debug, Clone, PartialEq)]
pub struct Facet {
    /// The field's name in the index.
    pub field: String,
    /// What is counted.
    pub kind: FacetKind,
}

/// What a facet counts.
#[derive(Debug, Clone, PartialEq)]
pub enum FacetKind {
    /// The field's values.
    Value {
        /// How many values at most.
        size: u32,
        /// Which values come first.
        order: FacetOrder,
        /// Which way.
        direction: Direction,
        /// How many documents a value must have to be shown; 0 shows values that no result has. `None` means 1.
        min_doc_count: Option<u32>,
        /// Only these values: an array of values, or one regular expression.
        include: Option<Value>,
        /// Without these values: an array of values, or one regular expression.
        exclude: Option<Value>,
    },
    /// Ranges of numbers or dates, each with a name.
    Range {
        /// The ranges, in the order of the config.
        ranges: Vec<Range>,
    },
    /// Rings around a point, each with a name.
    Geo {
        /// The point, in any of Elasticsearch's forms (`"48.85, 2.35"`, `{"lat": 48.85, "lon": 2.35}`).
        center: Value,
        /// The unit of the distances, such as `km`.
        unit: String,
        /// The rings, in the order of the config.
        ranges: Vec<Range>,
    },
    /// The smallest and largest value, for a slider; with them the count, the sum and the average.
    Stats,
}

/// By what a value facet is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FacetOrder {
    /// By how many documents have the value.
    Count,
    /// By the value itself.
    Value,
}

impl Facet {
    /// Reads the facets of a query config; one whose `type` is not `value`, `range` or `stats` is left out.
    pub(super) fn read_each(facets: Option<&Value>, warnings: &mut Vec<String>) -> Vec<Self> {
        scalar::members(facets).filter_map(|(field, facet)| Self::read(field, facet, warnings)).gather()
    }

    fn read(field: &str, facet: &Value, warnings: &mut Vec<String>) -> Option<Self> {
        let kind = match facet.get("type").and_then(Value::as_str) {
            Some("value") => FacetKind::read_value(facet),
            Some("range") => FacetKind::read_range(facet),
            Some("stats") => FacetKind::Stats,
            _ => {
                warnings.push(["The facet ", field, " was ignored: its type must be value, range or stats."].concat());
                return None;
            }
        };
        Some(Self { field: field.to_owned(), kind })
    }

    /// The ranges of a range or geo facet.
    #[must_use]
    pub fn ranges(&self) -> &[Range] {
        match &self.kind {
            FacetKind::Value { .. } | FacetKind::Stats => &[],
            FacetKind::Range { ranges } | FacetKind::Geo { ranges, .. } => ranges,
        }
    }

    /// The range of that name.
    #[must_use]
    pub fn range_named(&self, name: &str) -> Option<&Range> {
        self.ranges().iter().find(|range| range.name.as_deref() == Some(name))
    }
}

impl FacetKind {
    fn read_value(facet: &Value) -> Self {
        let order = match facet.get("sort").and_then(Value::as_str) {
            Some("value") => FacetOrder::Value,
            _ => FacetOrder::Count,
        };
        let natural = if order == FacetOrder::Count { Direction::Descending } else { Direction::Ascending };
        Self::Value {
            size: scalar::whole(facet.get("size")).filter(|&size| size > 0).unwrap_or(DEFAULT_SIZE),
            order,
            direction: Direction::read(facet.get("direction")).unwrap_or(natural),
            min_doc_count: scalar::whole(facet.get("min_doc_count")),
            include: facet.get("include").cloned(),
            exclude: facet.get("exclude").cloned(),
        }
    }

    fn read_range(facet: &Value) -> Self {
        let given = scalar::elements(facet.get("ranges"));
        let ranges = given.iter().filter_map(Range::read).filter(|range| range.name.is_some()).gather();
        match facet.get("center") {
            None | Some(Value::Null) => Self::Range { ranges },
            Some(center) => {
                let unit = scalar::text(facet.get("unit")).unwrap_or_else(|| "m".to_owned());
                Self::Geo { center: center.clone(), unit, ranges }
            }
        }
    }
}
