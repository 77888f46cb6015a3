//! What mappings say of fields.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![cfg(not(target_arch = "wasm32"))]

use search_application_connector::{application::fields_of_mappings, json::read};

const FILMS: &str = r#"{ "films": { "mappings": {
    "runtime": { "decade": { "type": "long" } },
    "properties": {
        "title": { "type": "text", "fields": { "keyword": { "type": "keyword" }, "suggest": { "type": "completion" } } },
        "plot": { "type": "text" },
        "genre": { "type": "keyword" }, "address": { "type": "ip" }, "votes": { "type": "integer" },
        "released": { "type": "date" }, "seen": { "type": "boolean" }, "place": { "type": "geo_point" },
        "kind": { "type": "alias", "path": "genre" }, "loop": { "type": "alias", "path": "loop" },
        "a.b": { "type": "keyword" },
        "crew": { "properties": { "director": { "type": "keyword" } } },
        "reviews": { "type": "nested", "properties": {
            "stars": { "type": "byte" },
            "replies": { "type": "nested", "properties": { "by": { "type": "keyword" } } } } } } } } }"#;

fn fields(config: &str, fields: &str, mappings: &str) -> Result<String, Vec<String>> {
    let read = |text| read(text).unwrap();
    let found = fields_of_mappings(&read(config), &read(fields), &read(mappings));
    found.map(|fields| fields.to_string()).map_err(|error| error.problems)
}

#[test]
fn each_kind_of_field_has_its_type() {
    for (name, expected) in [
        ("title", r#""text""#),
        ("title.keyword", r#""keyword""#),
        ("genre", r#""keyword""#),
        ("address", r#""keyword""#),
        ("votes", r#""number""#),
        ("decade", r#""number""#),
        ("released", r#""date""#),
        ("seen", r#""boolean""#),
        ("place", r#""geo""#),
        ("kind", r#""keyword""#),
        ("a.b", r#""keyword""#),
        ("crew.director", r#""keyword""#),
        ("reviews.stars", r#"{"type":"number","nested":"reviews"}"#),
        ("reviews.replies.by", r#"{"type":"keyword","nested":"reviews.replies"}"#),
    ] {
        let expected = format!(r#"{{"{name}":{expected}}}"#);
        assert_eq!(fields("{}", &format!(r#"["{name}"]"#), FILMS), Ok(expected.clone()));
        assert_eq!(fields("{}", &format!(r#"{{ "{name}": null }}"#), FILMS), Ok(expected));
    }
}

#[test]
fn what_cannot_be_filtered_by_is_named() {
    for (name, words) in [
        ("plot", "sub-field"),
        ("title.suggest", "completion"),
        ("crew", "object"),
        ("missing", "No index has"),
        ("crew.missing", "No index has"),
        ("loop", "alias"),
    ] {
        let problems = fields("{}", &format!(r#"["{name}"]"#), FILMS).unwrap_err();
        assert!(matches!(problems.as_slice(), [only] if only.contains(name) && only.contains(words)), "{problems:?}");
    }
}

#[test]
fn facets_are_looked_up_and_what_is_declared_is_kept() {
    let config = r#"{ "facets": { "genre": {}, "votes": { "type": "range", "ranges": [] } } }"#;
    let found = fields(config, r#"{ "genre": "text", "seen": null }"#, FILMS);
    assert_eq!(found, Ok(r#"{"genre":"text","seen":"boolean","votes":"number"}"#.to_owned()));
}

#[test]
fn indices_may_lack_a_field_and_must_agree_on_it() {
    let index = |name: &str, kind: &str| {
        format!(
            r#""{name}": {{ "mappings": {{ "properties": {{ "{kind}": {{ "type": "{kind}" }}, "x": {{ "type": "{kind}" }} }} }} }}"#
        )
    };
    let both = format!("{{ {}, {} }}", index("a", "keyword"), index("b", "long"));
    assert_eq!(
        fields("{}", r#"["keyword", "long"]"#, &both),
        Ok(r#"{"keyword":"keyword","long":"number"}"#.to_owned())
    );
    let problems = fields("{}", r#"["x"]"#, &both).unwrap_err();
    assert!(problems.first().unwrap().contains("another type in b"), "{problems:?}");
}
