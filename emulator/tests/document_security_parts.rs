//! Document and field level security in the embedded engine: what a key does not see is to every endpoint as if it were
//! not there.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use serde_json::{Value, json};
use support::Emulator;
use support::parts::{acme, ask, filled, key};

fn with_products() -> Emulator {
    filled(Emulator::start())
}

#[test]
fn a_hidden_document_can_not_be_got() {
    let emulator = with_products();
    let key = key(&emulator, &[acme()]);
    emulator.call("GET", "/products/_doc/1").key(&key).send().expect(200);
    let hidden = emulator.call("GET", "/products/_doc/3").key(&key).send().expect(404);
    assert_eq!(hidden.json(), json!({ "_index": "products", "_id": "3", "found": false }));
}

#[test]
fn what_is_counted_of_everything_is_counted_of_the_part() {
    let emulator = with_products();
    let key = key(&emulator, &[acme()]);
    let brands = json!({ "brands": { "terms": { "field": "brand", "min_doc_count": 0 } } });
    let body = json!({ "aggs": { "everything": { "global": {}, "aggs": brands } } });
    let answer = ask(&emulator, &key, "/products/_search", &body).expect(200).json();
    let buckets = json!([{ "key": "acme", "doc_count": 2 }]);
    assert_eq!(answer["aggregations"]["everything"]["brands"]["buckets"], buckets);
}

#[test]
fn nested_objects_are_hidden_like_fields_and_with_their_documents() {
    let emulator = Emulator::start();
    let reviews =
        json!({ "type": "nested", "properties": { "by": { "type": "keyword" }, "stars": { "type": "byte" } } });
    let mapping = json!({ "mappings": { "properties": { "brand": { "type": "keyword" }, "reviews": reviews } } });
    emulator.send("PUT", "/products", &mapping.to_string()).expect(200);
    for (id, brand) in [("1", "acme"), ("2", "zen")] {
        let document = json!({ "brand": brand, "reviews": [{ "by": "Ann", "stars": 5 }] });
        emulator.send("PUT", &format!("/products/_doc/{id}"), &document.to_string()).expect(201);
    }
    let ask_for = |key: &str, field: &str, value: Value| {
        let query = json!({ "term": { field: value } });
        let nested = json!({ "nested": { "path": "reviews", "query": query, "inner_hits": {} } });
        ask(&emulator, key, "/products/_search", &json!({ "query": nested })).expect(200)
    };
    let acme_only = key(&emulator, &[acme()]);
    assert_eq!(ask_for(&acme_only, "reviews.by", json!("Ann")).ids(), ["1"]);
    let stars_only = key(&emulator, &[json!({ "field_security": { "grant": ["reviews.stars"] } })]);
    assert!(ask_for(&stars_only, "reviews.by", json!("Ann")).ids().is_empty());
    let found = ask_for(&stars_only, "reviews.stars", json!(5)).json();
    let inner = &found["hits"]["hits"][0]["inner_hits"]["reviews"]["hits"]["hits"][0]["_source"];
    assert_eq!(
        (&found["hits"]["hits"][0]["_source"], inner),
        (&json!({ "reviews": [{ "stars": 5 }] }), &json!({ "stars": 5 }))
    );
}

#[test]
fn a_hidden_field_is_as_if_no_document_had_it() {
    let emulator = with_products();
    let fields =
        json!({ "field_security": { "grant": ["title", "brand", "supplier.*"], "except": ["supplier.city"] } });
    let key = key(&emulator, &[fields]);
    let all = json!({ "sort": ["cost", "_doc"], "aggs": { "costs": { "terms": { "field": "cost" } } } });
    let answer = ask(&emulator, &key, "/products/_search", &all).expect(200);
    let seen = json!({ "title": "red bicycle", "brand": "acme", "supplier": { "name": "Ann" } });
    assert_eq!(answer.json()["hits"]["hits"][0]["_source"], seen);
    assert_eq!(answer.ids(), ["1", "2", "3"]);
    assert_eq!(answer.json()["aggregations"]["costs"]["buckets"], json!([]));
    let queries = [
        json!({ "range": { "cost": { "gte": 0 } } }),
        json!({ "exists": { "field": "cost" } }),
        json!({ "term": { "title.keyword": "red kettle" } }),
        json!({ "term": { "supplier.city": "Oslo" } }),
        json!({ "match": { "all": "acme" } }),
        json!({ "query_string": { "query": "Oslo" } }),
    ];
    for query in queries {
        let found = ask(&emulator, &key, "/products/_search", &json!({ "query": query })).expect(200);
        assert!(found.ids().is_empty(), "{query}");
    }
    let got = emulator.call("GET", "/products/_doc/1").key(&key).send().expect(200).json();
    assert_eq!((&got["_source"], &got["_version"]), (&seen, &json!(1)));
    let mapping = emulator.call("GET", "/products/_mapping").key(&key).send().expect(200).json();
    let properties = &mapping["products"]["mappings"]["properties"];
    assert_eq!(properties["supplier"]["properties"], json!({ "name": { "type": "keyword" } }));
    assert!(properties.get("cost").is_none() && properties["title"]["fields"] == json!({}), "{properties}");
}

#[test]
fn each_index_is_seen_by_the_grants_for_its_names() {
    let emulator = with_products();
    emulator.send("PUT", "/offers/_doc/1", r#"{"brand":"zen"}"#).expect(201);
    let grants = json!([
        { "names": ["products"], "privileges": ["read"], "query": { "term": { "brand": "acme" } } },
        { "names": ["offers"], "privileges": ["read"] },
    ]);
    let key = emulator.key(&json!({ "indices": grants }));
    let both = ask(&emulator, &key, "/products,offers/_count", &json!({})).expect(200).json();
    assert_eq!(both["count"], 3);
}
