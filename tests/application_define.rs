//! What makes a search application, what is refused, and the API key for it.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![cfg(not(target_arch = "wasm32"))]

use search_application_connector::{
    application::{ApiKeyOptions, Config, api_key_request, define},
    json::{Value, read},
};

fn defined(query_config: &str, options: &str) -> Result<Value, Vec<String>> {
    let config = Config::read(&read(query_config).unwrap(), &read(options).unwrap());
    config.and_then(|config| define(&config)).map_err(|error| error.problems)
}

fn source(query_config: &str, options: &str) -> String {
    let body = defined(query_config, options).unwrap();
    body.get("template").unwrap().get("script").unwrap().get("source").unwrap().as_str().unwrap().to_owned()
}

#[test]
fn the_body_has_what_the_server_asks_for_and_nothing_else() {
    let body = defined("{}", r#"{ "indices": ["a", "b"] }"#).unwrap();
    let names: Vec<_> = body.as_object().unwrap().iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["indices", "template"]);
    assert_eq!(body.get("indices").unwrap().to_string(), r#"["a","b"]"#);
    assert_eq!(body.get("template").unwrap().get("script").unwrap().get("lang").unwrap().as_str(), Some("mustache"));
    assert!(body.get("template").unwrap().get("dictionary").unwrap().as_object().is_some());
}

#[test]
fn limits_are_the_bounds_of_the_dictionary() {
    let body = defined("{}", r#"{ "indices": "a", "maxSize": 50, "maxWindow": 500 }"#).unwrap();
    let params = body.get("template").unwrap().get("dictionary").unwrap().get("properties").unwrap().clone();
    assert_eq!(params.get("size").unwrap().to_string(), r#"{"type":"integer","minimum":1,"maximum":50}"#);
    assert_eq!(params.get("from").unwrap().to_string(), r#"{"type":"integer","minimum":0,"maximum":450}"#);
}

#[test]
fn filters_of_the_config_are_part_of_the_template() {
    let config = r#"{ "filters": [
        { "field": "published", "values": [true] },
        { "field": "kind", "type": "none", "values": ["draft", "note"] },
        { "field": "title", "values": ["x"] },
        { "field": "price", "type": "any", "values": [{ "from": 1.5, "to": 9 }] } ] }"#;
    let source = source(config, r#"{ "indices": "a", "fields": { "title": "text" } }"#);
    for clause in [
        r#"{ "bool": { "filter": [{ "term": { "published": true } }] } }"#,
        r#"{ "bool": { "must_not": [{ "term": { "kind": "draft" } }, { "term": { "kind": "note" } }] } }"#,
        r#"{ "bool": { "filter": [{ "term": { "title.keyword": "x" } }] } }"#,
        r#"{ "bool": { "should": [{ "range": { "price": { "gte": 1.5, "lte": 9 } } }] } }"#,
    ] {
        assert!(source.contains(clause), "{clause}\n{source}");
    }
}

#[test]
fn nothing_of_a_config_is_taken_for_a_tag() {
    let config =
        r#"{ "facets": { "price": { "type": "range", "ranges": [{ "name": "{{#x}}{{{y}}}", "from": 1 }] } } }"#;
    let source = source(config, r#"{ "indices": "a" }"#);
    assert!(source.contains(r#""\u007b\u007b#x}}\u007b\u007b{y}}}""#), "{source}");
}

#[test]
fn a_facet_says_what_is_counted_and_how() {
    let cases = [
        (r#"{ "type": "stats" }"#, r#""values": { {{#of.f}}"stats": { "field": "f" },{{/of.f}} }"#),
        (
            r#"{ "type": "value", "size": 5, "min_doc_count": 0, "exclude": ["x"] }"#,
            r#""terms": { "field": "f", "size": 5, "order": { "_count": "desc" }, "min_doc_count": 0, "exclude": ["x"] }"#,
        ),
        (
            r#"{ "type": "value", "sort": "value", "include": "a.*" }"#,
            r#""terms": { "field": "f", "size": 20, "order": { "_key": "asc" }, "include": "a.*" }"#,
        ),
        (
            r#"{ "type": "range", "center": "1, 2", "unit": "km", "ranges": [{ "name": "near", "from": 0, "to": 5 }, { "name": "far", "from": 5 }] }"#,
            r#""ranges": [{ "key": "near", "from": 0, "to": 5 }, { "key": "far", "from": 5 }]"#,
        ),
    ];
    for (facet, part) in cases {
        let config = format!(r#"{{ "facets": {{ "f": {facet} }} }}"#);
        let source = source(&config, r#"{ "indices": "a" }"#);
        assert!(source.contains(part), "{part}\n{source}");
    }
}

#[test]
fn a_field_of_nested_objects_is_filtered_counted_and_sorted_by_as_theirs() {
    let config = r#"{ "facets": { "reviews.by": { "type": "value" } },
        "filters": [{ "field": "reviews.stars", "values": [{ "from": 1 }] }] }"#;
    let fields = r#"{ "reviews.by": { "type": "keyword", "nested": "reviews" },
        "reviews.stars": { "type": "number", "nested": "reviews" } }"#;
    let source = source(config, &format!(r#"{{ "indices": "a", "fields": {fields} }}"#));
    for part in [
        r#"{ "nested": { "path": "reviews", "query": { "term": { "reviews.by": "{{.}}" } } } }"#,
        r#"{ "nested": { "path": "reviews", "query": { "range": { "reviews.stars": { "gte": 1 } } } } }"#,
        r#""terms": { "field": "reviews.by", "size": 20, "order": { "documents": "desc" } }"#,
        r#""aggs": { "documents": { "reverse_nested": {} } }"#,
        r#"{ "reviews.stars": { "order": "{{by.reviews-2e-stars}}", "nested": { "path": "reviews" } } }"#,
    ] {
        assert!(source.contains(part), "{part}\n{source}");
    }
}

#[test]
fn a_config_that_can_not_work_is_refused_with_what_to_change() {
    let geo = r#"{ "facets": { "place": { "type": "range", "center": "1, 2", "unit": "km", "ranges": [] } } }"#;
    let range = r#"{ "facets": { "price": { "type": "range", "ranges": [{ "name": "odd", "from": "x" }] } } }"#;
    let unit = r#"{ "facets": { "place": { "type": "range", "center": "1, 2", "unit": "k\"m", "ranges": [] } } }"#;
    let fields = |fields| format!(r#"{{ "indices": "a", "fields": {fields} }}"#);
    let cases = [
        ("{}", "{}".to_owned(), "Name at least one index."),
        ("{}", r#"{ "index": "a" }"#.to_owned(), "There is no option index."),
        (
            r#"{ "facets": { "a": {} } }"#,
            fields("{}"),
            "The facet a was ignored: its type must be value, range or stats.",
        ),
        (
            "{}",
            fields(r#"{ "a": "integer" }"#),
            "The type of field a must be keyword, text, number, date, boolean or geo.",
        ),
        ("{}", fields(r#"{ "a": "geo" }"#), "The field a is declared as geo: give it a range facet with a center."),
        (geo, fields(r#"{ "place": "keyword" }"#), "The field place has a facet with a center: declare it as geo."),
        (
            range,
            fields(r#"{ "price": "keyword" }"#),
            "The field price has a range facet: declare it as number or date.",
        ),
        (range, fields("{}"), "The range odd of facet price has no bounds of the field's type."),
        (
            r#"{ "facets": { "f": { "type": "range", "center": "1, 2", "ranges": [{ "name": "n", "to": "5km" }] } } }"#,
            fields("{}"),
            "A ring of facet f has a bound that is no number",
        ),
        (
            r#"{ "facets": { "f": { "type": "stats" } } }"#,
            fields(r#"{ "f": "keyword" }"#),
            "The field f has a stats facet: declare it as number or date.",
        ),
        (r#"{ "orFields": [["a"]] }"#, fields("{}"), "`orFields` names a: make it a facet"),
        (r#"{ "orFields": [["a"], ["a"]] }"#, fields(r#"{ "a": "keyword" }"#), "`orFields` names a more than once"),
        (unit, fields("{}"), "The field place has a facet whose unit is none."),
        (
            r#"{ "filters": [{ "field": "n", "values": ["x"] }] }"#,
            fields(r#"{ "n": "number" }"#),
            "The base filter on n has a value of the wrong type.",
        ),
    ];
    for (config, options, problem) in cases {
        let problems = defined(config, &options).unwrap_err();
        assert!(problems.iter().any(|given| given.starts_with(problem)), "{problem}: {problems:?}");
    }
}

#[test]
fn a_template_longer_than_the_server_takes_is_refused() {
    let facet = |at: u32| format!(r#""field_with_a_rather_long_name_{at}": {{ "type": "value" }}"#);
    let config = |count| format!(r#"{{ "facets": {{ {} }} }}"#, (0..count).map(facet).collect::<Vec<_>>().join(","));
    assert!(defined(&config(40), r#"{ "indices": "a" }"#).is_ok());
    let problems = defined(&config(200), r#"{ "indices": "a" }"#).unwrap_err();
    assert!(problems.iter().all(|problem| problem.contains("the server takes 65535")), "{problems:?}");
}

#[test]
fn an_api_key_can_search_one_application_for_ninety_days() {
    let options = ApiKeyOptions::read(&read(r#"{ "searchApplication": "films" }"#).unwrap()).unwrap();
    let expected = r#"{"name":"films","expiration":"90d","role_descriptors":{"search":{"indices":[{"names":["films"],"privileges":["read"]}],"restriction":{"workflows":["search_application_query"]}}}}"#;
    assert_eq!(api_key_request(&options).to_string(), expected);
}

#[test]
fn an_api_key_may_be_named_and_limited_to_fields_and_documents() {
    let options = r#"{ "searchApplication": "films", "name": "page", "expiration": "7d",
        "fieldSecurity": { "grant": ["title"] }, "query": { "term": { "public": true } } }"#;
    let request = api_key_request(&ApiKeyOptions::read(&read(options).unwrap()).unwrap());
    assert_eq!(request.get("name").unwrap().as_str(), Some("page"));
    assert_eq!(request.get("expiration").unwrap().as_str(), Some("7d"));
    let privileges = r#"{"names":["films"],"privileges":["read"],"field_security":{"grant":["title"]},"query":{"term":{"public":true}}}"#;
    assert!(request.to_string().contains(privileges));
    assert!(ApiKeyOptions::read(&read("{}").unwrap()).is_err());
}
