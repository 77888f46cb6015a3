//! Where a facet's counts are looked for in an answer.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use search_application_connector::{
    json::{Value, read},
    params::aggregation_paths,
};

/// What the first path that leads anywhere leads to.
fn found<'a>(aggregations: &'a Value, field: &str, mapped: Option<&str>) -> Option<&'a Value> {
    let follow = |path: &Vec<String>| path.iter().try_fold(aggregations, |at, name| at.get(name));
    aggregation_paths(field, mapped).iter().find_map(follow)
}

#[test]
fn counts_are_found_under_each_name_that_a_template_may_give_them() {
    let cases = [
        (r#"{ "facet_price-2e-net": { "doc_count": 1, "values": { "buckets": 1 } } }"#, None),
        (r#"{ "facet_price-2e-net": { "values": { "doc_count": 2, "values": { "buckets": 1 } } } }"#, None),
        (r#"{ "price.net_facet": { "buckets": 1 } }"#, None),
        (
            r#"{ "facet_bucket_all": { "doc_count": 1 }, "facet_bucket_price.net": { "price.net": { "buckets": 1 } } }"#,
            None,
        ),
        (r#"{ "facet_bucket_all": { "price.net": { "buckets": 1 } } }"#, None),
        (r#"{ "price.net": { "buckets": 1 } }"#, None),
        (r#"{ "price.net": { "buckets": 2 }, "prices": { "buckets": 1 } }"#, Some("prices")),
        (r#"{ "sold": { "prices": { "buckets": 1 } } }"#, Some("sold>prices")),
    ];
    for (aggregations, mapped) in cases {
        let aggregations = read(aggregations).unwrap();
        let buckets = found(&aggregations, "price.net", mapped).unwrap().get("buckets");
        assert_eq!(buckets.unwrap().to_string(), "1", "{aggregations}");
    }
}

#[test]
fn counts_of_another_field_are_not_taken_for_them() {
    let aggregations =
        r#"{ "facet_a": {}, "a_facet": {}, "facet_bucket_a": {}, "facet_bucket_all": { "a": {} }, "a": {} }"#;
    assert_eq!(found(&read(aggregations).unwrap(), "b", None), None);
    assert_eq!(found(&read(r#"{ "b": {} }"#).unwrap(), "b", Some("prices")), None);
}
