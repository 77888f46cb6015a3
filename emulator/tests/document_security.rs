//! Document and field level security: what a key does not see shows nowhere, in the embedded engine and in front of a
//! real one. In the place of the real one stands a second emulator.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use emulator::{Config, UpstreamAddress};
use serde_json::{Value, json};
use support::{Answer, Emulator};

const SEARCH: &str = "/_application/search_application/shop/_search";

/// Prints the whole search that it is given.
const OPEN_TEMPLATE: &str = r#"{"query":{{#toJson}}query{{/toJson}},"aggs":{{#toJson}}aggs{{/toJson}}}"#;

fn fill(emulator: &Emulator) {
    let mapping = json!({ "properties": {
        "title": { "type": "text", "fields": { "keyword": { "type": "keyword" } } },
        "brand": { "type": "keyword", "copy_to": "all" },
        "cost": { "type": "integer" },
        "supplier": { "properties": { "name": { "type": "keyword" }, "city": { "type": "keyword" } } },
        "all": { "type": "text" },
    } });
    emulator.send("PUT", "/products", &json!({ "mappings": mapping }).to_string()).expect(200);
    let documents = [
        json!({ "title": "red bicycle", "brand": "acme", "cost": 7, "supplier": { "name": "Ann", "city": "Oslo" } }),
        json!({ "title": "blue bicycle", "brand": "acme", "cost": 9, "supplier": { "name": "Bob", "city": "Rome" } }),
        json!({ "title": "red kettle", "brand": "zen", "cost": 3, "supplier": { "name": "Cy", "city": "Oslo" } }),
    ];
    let line = |(id, document): (usize, &Value)| format!("{{\"index\":{{\"_id\":\"{}\"}}}}\n{document}\n", id + 1);
    let body: String = documents.iter().enumerate().map(line).collect();
    assert_eq!(emulator.send("POST", "/products/_bulk?refresh=true", &body).expect(200).json()["errors"], false);
    let script = json!({ "source": OPEN_TEMPLATE, "lang": "mustache" });
    let application = json!({ "indices": ["products"], "template": { "script": script } });
    emulator.put_application("shop", &application).expect(201);
}

fn with_products() -> Emulator {
    let emulator = Emulator::start();
    fill(&emulator);
    emulator
}

/// An emulator in front of another, both of which have to live.
fn with_upstream() -> (Emulator, Emulator) {
    let engine = Emulator::start();
    let address = UpstreamAddress { url: engine.url(), authorization: Some(engine.basic()) };
    let front = Emulator::with(Config { upstream: Some(address), ..Config::default() });
    fill(&front);
    (front, engine)
}

/// A key that reads the index and the application, with this beside names and privileges.
fn key(emulator: &Emulator, beside: &[Value]) -> String {
    let grants: Vec<Value> = beside
        .iter()
        .map(|beside| {
            let mut grant = json!({ "names": ["products", "shop"], "privileges": ["read", "view_index_metadata"] });
            grant.as_object_mut().unwrap().extend(beside.as_object().unwrap().clone());
            grant
        })
        .collect();
    emulator.key(&json!({ "indices": grants }))
}

fn ask(emulator: &Emulator, key: &str, path: &str, body: &Value) -> Answer {
    emulator.call("POST", path).key(key).json(&body.to_string()).send()
}

fn acme() -> Value {
    json!({ "query": { "term": { "brand": "acme" } } })
}

#[test]
fn documents_that_the_query_does_not_match_are_found_by_no_endpoint() {
    let emulator = with_products();
    let key = key(&emulator, &[acme()]);
    let red = json!({ "query": { "match": { "title": "red" } } });
    assert_eq!(ask(&emulator, &key, "/products/_search", &red).expect(200).ids(), ["1"]);
    assert_eq!(ask(&emulator, &key, "/shop/_search", &red).expect(200).ids(), ["1"]);
    let params = json!({ "params": { "query": red["query"], "aggs": {} } });
    assert_eq!(ask(&emulator, &key, SEARCH, &params).expect(200).ids(), ["1"]);
    assert_eq!(ask(&emulator, &key, "/products/_count", &red).expect(200).json()["count"], 1);
    let lines = format!("{{\"index\":\"products\"}}\n{red}\n");
    let many = emulator.call("POST", "/_msearch").key(&key).json(&lines).send().expect(200).json();
    assert_eq!(many["responses"][0]["hits"]["total"]["value"], 1);
    emulator.call("GET", "/products/_doc/1").key(&key).send().expect(200);
    let hidden = emulator.call("GET", "/products/_doc/3").key(&key).send().expect(404);
    assert_eq!(hidden.json(), json!({ "_index": "products", "_id": "3", "found": false }));
}

#[test]
fn nothing_that_is_counted_or_marked_shows_a_hidden_document() {
    let emulator = with_products();
    let key = key(&emulator, &[acme()]);
    let body = json!({
        "query": { "match": { "title": "bicycle" } },
        "highlight": { "fields": { "*": {} }, "require_field_match": false },
        "aggs": {
            "everything": { "global": {}, "aggs": { "brands": { "terms": { "field": "brand", "min_doc_count": 0 } } } },
            "costs": { "stats": { "field": "cost" } },
        },
    });
    let answer = ask(&emulator, &key, "/products/_search", &body).expect(200).json();
    let buckets = json!([{ "key": "acme", "doc_count": 2 }]);
    assert_eq!(answer["aggregations"]["everything"]["brands"]["buckets"], buckets);
    assert_eq!(answer["aggregations"]["costs"]["min"], 7.0);
    let marked = &answer["hits"]["hits"][0]["highlight"];
    assert!(marked.get("brand").is_none() && marked.get("title").is_some(), "{marked}");
}

/// Elasticsearch documents that it does neither with document level security.
#[test]
fn suggestions_and_profiles_of_a_part_are_refused() {
    let (front, _engine) = with_upstream();
    for emulator in [with_products(), front] {
        let key = key(&emulator, &[acme()]);
        let suggest = json!({ "suggest": { "s": { "prefix": "a", "completion": { "field": "all" } } } });
        for body in [suggest, json!({ "profile": true })] {
            let answer = ask(&emulator, &key, "/products/_search", &body).expect(400);
            assert_eq!(answer.kind(), "security_exception", "{}", answer.text());
        }
    }
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
fn grants_add_up_documents_and_fields_each_for_itself() {
    let emulator = with_products();
    let zen = json!({ "query": r#"{"term":{"brand":"zen"}}"# });
    let titles = json!({ "field_security": { "grant": ["title"] } });
    let costs = json!({ "field_security": { "grant": ["cost"] } });
    let rows = [
        (vec![acme(), zen], 3, json!({ "title": "red bicycle", "cost": 7 })),
        (vec![titles.clone(), costs], 3, json!({ "title": "red bicycle", "cost": 7 })),
        (vec![acme(), titles.clone()], 3, json!({ "title": "red bicycle", "cost": 7 })),
        (vec![titles.clone(), json!({})], 3, json!({ "title": "red bicycle", "cost": 7 })),
        (vec![titles], 3, json!({ "title": "red bicycle" })),
        (vec![acme()], 2, json!({ "title": "red bicycle", "cost": 7 })),
        (vec![json!({ "field_security": { "grant": [] } })], 3, json!({})),
        (vec![json!({ "field_security": {}, "query": null })], 3, json!({ "title": "red bicycle", "cost": 7 })),
    ];
    for (grants, count, source) in rows {
        let body = json!({ "_source": ["title", "cost"], "sort": ["_doc"] });
        let answer = ask(&emulator, &key(&emulator, &grants), "/products/_search", &body).expect(200).json();
        assert_eq!(answer["hits"]["total"]["value"], count, "{grants:?}");
        assert_eq!(answer["hits"]["hits"][0]["_source"], source, "{grants:?}");
    }
}

/// Elasticsearch documents that the query of a role may not use `now`; it says so when the role is used.
#[test]
fn a_query_of_a_role_that_asks_for_the_time_finds_nothing_and_fails() {
    let emulator = with_products();
    let queries = [
        json!({ "range": { "made": { "gte": "now-1d/d" } } }),
        json!({ "bool": { "filter": [{ "range": { "made": { "lt": "now" } } }] } }),
        json!({ "query_string": { "query": "made:[now-1d TO *]" } }),
    ];
    for query in queries {
        let key = key(&emulator, &[json!({ "query": query })]);
        for path in ["/products/_search", "/products/_count"] {
            let answer = ask(&emulator, &key, path, &json!({}));
            assert_eq!(answer.status, 400, "{query}: {}", answer.text());
            let reason = "permission filters are not allowed to use the current timestamp";
            assert_eq!(answer.innermost(), ("illegal_argument_exception".to_owned(), reason.to_owned()), "{query}");
        }
        emulator.call("GET", "/products/_doc/1").key(&key).send().expect(400);
    }
    let harmless = key(&emulator, &[json!({ "query": { "match": { "title": "now" } } })]);
    ask(&emulator, &harmless, "/products/_search", &json!({})).expect(200);
}

#[test]
fn a_part_follows_every_write() {
    let emulator = with_products();
    let key = key(&emulator, &[acme()]);
    let count = || ask(&emulator, &key, "/products/_count", &json!({})).expect(200).json()["count"].clone();
    assert_eq!(count(), 2);
    emulator.send("PUT", "/products/_doc/4", r#"{"brand":"acme"}"#).expect(201);
    assert_eq!(count(), 3);
    emulator.send("PUT", "/products/_doc/1", r#"{"brand":"zen"}"#).expect(200);
    assert_eq!(count(), 2);
    emulator.send("DELETE", "/products/_doc/4", "").expect(200);
    assert_eq!(count(), 1);
    emulator.send("DELETE", "/products", "").expect(200);
    emulator.send("PUT", "/products/_doc/4", r#"{"brand":"acme"}"#).expect(201);
    assert_eq!(count(), 1);
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

/// Types and words are from memory; that these are refused with a 400 is documented.
#[test]
fn security_that_cannot_be_enforced_is_refused_when_the_key_is_made() {
    let (front, _engine) = with_upstream();
    let rows = [
        json!({ "query": { "no_such_query": {} } }),
        json!({ "query": "not json" }),
        json!({ "query": 5 }),
        json!({ "query": { "template": { "source": "{}" } } }),
        json!({ "field_security": { "except": ["a"] } }),
        json!({ "field_security": { "grant": ["a*"], "except": ["b"] } }),
        json!({ "field_security": { "grant": "a", "other": [] } }),
        json!({ "field_security": [] }),
    ];
    for emulator in [Emulator::start(), front] {
        for beside in &rows {
            let mut grant = json!({ "names": ["a"], "privileges": ["read"] });
            grant.as_object_mut().unwrap().extend(beside.as_object().unwrap().clone());
            let body = json!({ "name": "k", "role_descriptors": { "r": { "indices": [grant] } } });
            let answer = emulator.send("POST", "/_security/api_key", &body.to_string());
            assert_eq!(answer.status, 400, "{beside}: {}", answer.text());
        }
    }
}

#[test]
fn in_front_of_a_real_engine_documents_are_not_changed_in_place() {
    let (front, _engine) = with_upstream();
    let key = key(&front, &[json!({ "query": acme()["query"], "privileges": ["read", "write"] })]);
    let body = "{\"update\":{\"_index\":\"products\",\"_id\":\"3\"}}\n{\"doc\":{\"cost\":1}}\n";
    let refused = front.call("POST", "/_bulk").key(&key).json(body).send().expect(400);
    assert_eq!(refused.kind(), "security_exception");
    assert_eq!(front.get("/products/_doc/3").json()["_source"]["cost"], 3);
}

#[test]
fn in_front_of_a_real_engine_searches_are_narrowed() {
    let (front, _engine) = with_upstream();
    let key = key(&front, &[acme()]);
    let red = json!({ "query": { "match": { "title": "red" } } });
    assert_eq!(ask(&front, &key, "/products/_search", &red).expect(200).ids(), ["1"]);
    let params = json!({ "params": { "query": red["query"], "aggs": {} } });
    assert_eq!(ask(&front, &key, SEARCH, &params).expect(200).ids(), ["1"]);
    assert_eq!(ask(&front, &key, "/products/_count", &red).expect(200).json()["count"], 1);
    let lines = format!("{{\"index\":\"products\"}}\n{red}\n");
    let many = front.call("POST", "/_msearch").key(&key).json(&lines).send().expect(200).json();
    assert_eq!(many["responses"][0]["hits"]["total"]["value"], 1);
    front.call("GET", "/products/_doc/1").key(&key).send().expect(400);
    let refused = [json!({ "global": {} }), json!({ "terms": { "field": "brand", "min_doc_count": 0 } })];
    for aggregation in refused {
        ask(&front, &key, "/products/_search", &json!({ "aggs": { "a": aggregation } })).expect(400);
    }
    assert_eq!(front.send("POST", "/products/_search", &red.to_string()).expect(200).ids().len(), 2);
}

#[test]
fn in_front_of_a_real_engine_hidden_fields_are_stripped_and_not_asked_for() {
    let (front, _engine) = with_upstream();
    let key = key(&front, &[json!({ "field_security": { "grant": ["title", "brand"] } })]);
    let body =
        json!({ "query": { "match": { "title": "kettle" } }, "aggs": { "b": { "terms": { "field": "brand" } } } });
    let answer = ask(&front, &key, "/products/_search", &body).expect(200).json();
    assert_eq!(answer["hits"]["hits"][0]["_source"], json!({ "title": "red kettle", "brand": "zen" }));
    let refused = [
        json!({ "query": { "term": { "cost": 3 } } }),
        json!({ "query": { "multi_match": { "query": "x", "fields": ["title", "supplier.na*"] } } }),
        json!({ "query": { "multi_match": { "query": "x" } } }),
        json!({ "query": { "query_string": { "query": "cost:3", "fields": ["title"] } } }),
        json!({ "query": { "query_string": { "query": "3" } } }),
        json!({ "sort": ["cost"] }),
        json!({ "sort": [{ "cost": "asc" }] }),
        json!({ "aggs": { "a": { "stats": { "field": "cost" } } } }),
        json!({ "aggs": { "a": { "terms": { "field": "title.keyword" } } } }),
        json!({ "highlight": { "fields": { "*": {} } } }),
        json!({ "query": { "nested": { "path": "title", "query": { "match_all": {} }, "inner_hits": {} } } }),
    ];
    for body in refused {
        let answer = ask(&front, &key, "/products/_search", &body);
        assert_eq!(answer.status, 400, "{body}: {}", answer.text());
    }
    front.call("GET", "/products/_mapping").key(&key).send().expect(400);
}
