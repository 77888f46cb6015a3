//! The kinds of aggregation: those that the engine has, and those that only Elasticsearch has.

use serde_json::Value;

use super::{
    Aggregation, extended_stats, filter, geo_distance, histogram, metric, nested, range, terms, top_hits, weighted_avg,
};
use crate::error::{EsError, Result};

type Reader = fn(&str, &Value) -> Result<Box<dyn Aggregation>>;

/// The kinds of aggregation that the engine has.
const KINDS: [(&str, Reader); 22] = [
    ("avg", metric::read_avg),
    ("cardinality", metric::read_cardinality),
    ("date_histogram", histogram::read_date),
    ("date_range", range::read_date),
    ("extended_stats", extended_stats::read),
    ("filter", filter::read),
    ("filters", filter::read_filters),
    ("geo_distance", geo_distance::read),
    ("global", filter::read_global),
    ("histogram", histogram::read),
    ("max", metric::read_max),
    ("min", metric::read_min),
    ("missing", filter::read_missing),
    ("nested", nested::read),
    ("range", range::read),
    ("reverse_nested", nested::read_reverse),
    ("stats", metric::read_stats),
    ("sum", metric::read_sum),
    ("terms", terms::read),
    ("top_hits", top_hits::read),
    ("value_count", metric::read_value_count),
    ("weighted_avg", weighted_avg::read),
];

/// Kinds that Elasticsearch has and this engine does not.
const UNSUPPORTED: [&str; 47] = [
    "adjacency_matrix",
    "auto_date_histogram",
    "avg_bucket",
    "boxplot",
    "bucket_correlation",
    "bucket_count_ks_test",
    "bucket_script",
    "bucket_selector",
    "bucket_sort",
    "categorize_text",
    "children",
    "composite",
    "cumulative_cardinality",
    "cumulative_sum",
    "derivative",
    "diversified_sampler",
    "extended_stats_bucket",
    "frequent_item_sets",
    "geo_bounds",
    "geo_centroid",
    "geo_line",
    "geohash_grid",
    "geohex_grid",
    "geotile_grid",
    "inference",
    "ip_prefix",
    "ip_range",
    "matrix_stats",
    "max_bucket",
    "median_absolute_deviation",
    "min_bucket",
    "moving_fn",
    "moving_percentiles",
    "multi_terms",
    "normalize",
    "parent",
    "percentile_ranks",
    "percentiles",
    "percentiles_bucket",
    "random_sampler",
    "rare_terms",
    "rate",
    "sampler",
    "scripted_metric",
    "serial_diff",
    "significant_terms",
    "significant_text",
];

/// Reads the body of an aggregation of a kind.
pub(super) fn read(name: &str, kind: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    if let Some((_, read)) = KINDS.iter().find(|(known, _)| *known == kind) {
        return read(name, body);
    }
    if UNSUPPORTED.contains(&kind) {
        return Err(EsError::unsupported(&format!("the aggregation [{kind}]")));
    }
    let cause = EsError::new(400, "named_object_not_found_exception", format!("unknown field [{kind}]"));
    Err(EsError::parsing(format!("Unknown aggregation type [{kind}]")).caused_by(cause))
}
