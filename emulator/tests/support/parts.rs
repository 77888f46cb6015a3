//! Keys that see a part of an index: the index, and the asking with such a key.

use serde_json::{Value, json};

use super::{Answer, Emulator};

pub const SEARCH: &str = "/_application/search_application/shop/_search";

/// Prints the whole search that it is given.
const OPEN_TEMPLATE: &str = r#"{"query":{{#toJson}}query{{/toJson}},"aggs":{{#toJson}}aggs{{/toJson}}}"#;

/// The emulator with the index `products` of three documents, and the application `shop` on it.
pub fn filled(emulator: Emulator) -> Emulator {
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
    emulator
}

/// A key that reads the index and the application, with this beside names and privileges.
pub fn key(emulator: &Emulator, beside: &[Value]) -> String {
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

pub fn ask(emulator: &Emulator, key: &str, path: &str, body: &Value) -> Answer {
    emulator.call("POST", path).key(key).json(&body.to_string()).send()
}

/// Beside names and privileges: the documents of one brand.
pub fn acme() -> Value {
    json!({ "query": { "term": { "brand": "acme" } } })
}
