//! What came back, and what the tests look for in it.

use serde_json::Value;
use ureq::http::HeaderMap;

/// An answer as it came.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The same answer, which must have this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// All values of a header.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.headers.get_all(name).iter().map(|value| value.to_str().unwrap().to_owned()).collect()
    }

    pub fn kind(&self) -> String {
        self.json()["error"]["type"].as_str().unwrap_or_default().to_owned()
    }

    pub fn reason(&self) -> String {
        self.json()["error"]["reason"].as_str().unwrap_or_default().to_owned()
    }

    /// Type and reason at the end of the chain of causes.
    pub fn innermost(&self) -> (String, String) {
        let body = self.json();
        let mut error = &body["error"];
        while error["caused_by"].is_object() {
            error = &error["caused_by"];
        }
        let text = |member: &str| error[member].as_str().unwrap_or_default().to_owned();
        (text("type"), text("reason"))
    }

    /// The ids of the hits.
    pub fn ids(&self) -> Vec<String> {
        let body = self.json();
        let hits = body["hits"]["hits"].as_array().unwrap_or_else(|| panic!("no hits: {body}"));
        hits.iter().map(|hit| hit["_id"].as_str().unwrap().to_owned()).collect()
    }
}
