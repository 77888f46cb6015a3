//! Tables of searches: an index of a few documents, and for each case what is found and counted.

use search_application_connector::{
    json::{Value as Json, read},
    params::aggregation_paths,
};
use serde_json::Value;

use super::{Answer, Emulator};

/// An index with its documents, whose ids count from 0, and the cases.
pub struct Table(Json);

impl Table {
    pub fn read(text: &str) -> Self {
        Self(read(text).unwrap())
    }

    pub fn get(&self, name: &str) -> &Json {
        self.0.get(name).unwrap()
    }

    /// An emulator with the index, and with this application as `shop`.
    pub fn emulator(&self, application: &Json) -> Emulator {
        let (emulator, index) = (Emulator::start(), self.get("index").as_str().unwrap());
        let mappings = format!(r#"{{"mappings":{}}}"#, self.get("mappings"));
        emulator.send("PUT", &format!("/{index}"), &mappings).expect(200);
        let documents = self.get("documents").as_array().unwrap().iter().enumerate();
        let line = |(id, source)| format!("{{\"index\":{{\"_id\":\"{id}\"}}}}\n{source}\n");
        let lines: String = documents.map(line).collect();
        let bulk = emulator.send("POST", &format!("/{index}/_bulk?refresh=true"), &lines).expect(200);
        assert_eq!(bulk.json()["errors"], false);
        emulator.send("PUT", "/_application/search_application/shop", &application.to_string()).expect(201);
        emulator
    }

    /// Asks with the params that `params` makes of each case, and compares ids and counts.
    pub fn check(&self, application: &Json, params: impl Fn(&Json) -> Json) {
        let emulator = self.emulator(application);
        for case in self.get("cases").as_array().unwrap() {
            let name = case.get("name").unwrap().as_str().unwrap();
            let answer = emulator.search(&format!(r#"{{"params":{}}}"#, params(case))).expect(200);
            assert_eq!(ids(&answer), texts(case.get("ids").unwrap()), "{name}");
            for (field, counts) in case.get("counts").unwrap().as_object().unwrap() {
                let mapped = self.0.get("aggregations").and_then(|names| names.get(field)?.as_str());
                let counted = counted(&answer.json()["aggregations"], field, mapped);
                assert_eq!(counted, counts.as_str().unwrap(), "{name}: {field}");
            }
        }
    }
}

fn texts(list: &Json) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

fn ids(answer: &Answer) -> Vec<String> {
    let mut ids = answer.ids();
    ids.sort_unstable();
    ids
}

/// A facet's counts in the words of the table: `novel 2, essay 1`, or `40 to 300`.
fn counted(aggregations: &Value, field: &str, mapped: Option<&str>) -> String {
    let follow = |path: &Vec<String>| path.iter().try_fold(aggregations, |at, name| at.get(name));
    let aggregation = aggregation_paths(field, mapped).iter().find_map(follow).unwrap();
    // Where nested objects are counted, each bucket says how many documents they belong to.
    let documents = |bucket: &Value| bucket.pointer("/documents/doc_count").unwrap_or(&bucket["doc_count"]).clone();
    let count = |name: &str, bucket: &Value| format!("{name} {}", documents(bucket));
    let counts: Vec<_> = match &aggregation["buckets"] {
        Value::Array(buckets) => buckets.iter().map(|bucket| count(bucket["key"].as_str().unwrap(), bucket)).collect(),
        Value::Object(buckets) => buckets.iter().map(|(name, bucket)| count(name, bucket)).collect(),
        _ => return format!("{} to {}", aggregation["min"].as_f64().unwrap(), aggregation["max"].as_f64().unwrap()),
    };
    counts.join(", ")
}
