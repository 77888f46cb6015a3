//! A real emulator on a free loopback port, and a client that shows its answers as they came.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "each test uses a part; a failed test panics"
)]

pub mod program;
pub mod table;

use std::sync::{Mutex, MutexGuard, PoisonError};

use emulator::{Config, Server, UpstreamAddress};
use serde_json::{Value, json};
use ureq::http::HeaderMap;

/// The application that most tests use: its dictionary is closed, and `size` has a default.
pub fn shop() -> Value {
    json!({
        "indices": ["products"],
        "template": {
            "script": {
                "source": r#"{"query":{"match":{"title":"{{q}}"}},"size":{{size}}}"#,
                "lang": "mustache",
                "params": { "q": "", "size": 10 },
            },
            "dictionary": {
                "type": "object",
                "required": ["q"],
                "additionalProperties": false,
                "properties": {
                    "q": { "type": "string" },
                    "size": { "type": "integer", "minimum": 1, "maximum": 100 },
                },
            },
        },
    })
}

/// Whose turn it is at the real engine.
static TURN: Mutex<()> = Mutex::new(());

/// A running emulator. `EMULATOR_UPSTREAM` puts the real engine at that URL behind it, empty; as there is one of it, the
/// emulators then take turns.
pub struct Emulator {
    server: Server,
    turn: Option<MutexGuard<'static, ()>>,
    agent: ureq::Agent,
    password: String,
}

/// An answer as it came.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// A request that is being put together.
pub struct Call<'a> {
    emulator: &'a Emulator,
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Emulator {
    /// An empty one with the default settings.
    pub fn start() -> Self {
        Self::with(Config::default())
    }

    /// An empty one with these settings.
    pub fn with(mut config: Config) -> Self {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).allow_non_standard_methods(true);
        let agent = agent.build().new_agent();
        let turn = std::env::var("EMULATOR_UPSTREAM").ok().map(|url| {
            let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
            assert_eq!(agent.delete(format!("{url}/_all")).call().unwrap().status(), 200);
            config.upstream = Some(UpstreamAddress { url, authorization: None });
            turn
        });
        let password = config.user.password.clone();
        Self { server: emulator::serve(config).unwrap(), turn, agent, password }
    }

    /// One with an index `products` of three documents.
    pub fn with_products() -> Self {
        let emulator = Self::start();
        let body = [
            r#"{"index":{"_id":"1"}}"#,
            r#"{"title":"red bicycle","price":10}"#,
            r#"{"index":{"_id":"2"}}"#,
            r#"{"title":"blue bicycle","price":20}"#,
            r#"{"index":{"_id":"3"}}"#,
            r#"{"title":"red kettle","price":30}"#,
        ];
        emulator.send("PUT", "/products", r#"{"mappings":{"properties":{"title":{"type":"text"}}}}"#).expect(200);
        let bulk = emulator.send("POST", "/products/_bulk?refresh=true", &(body.join("\n") + "\n")).expect(200);
        assert_eq!(bulk.json()["errors"], false);
        emulator
    }

    /// The same with the application `shop`.
    pub fn with_shop() -> Self {
        let emulator = Self::with_products();
        emulator.put_application("shop", &shop()).expect(201);
        emulator
    }

    /// The same with the application `shop` with this template text, and neither defaults nor a dictionary.
    pub fn with_template(source: &str) -> Self {
        let emulator = Self::with_products();
        let script = json!({ "source": source, "lang": "mustache" });
        emulator
            .put_application("shop", &json!({ "indices": ["products"], "template": { "script": script } }))
            .expect(201);
        emulator
    }

    pub fn url(&self) -> String {
        self.server.url()
    }

    /// The text of the `Authorization` header of the user.
    pub fn basic(&self) -> String {
        use base64::Engine as _;
        let pair = format!("elastic:{}", self.password);
        format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair))
    }

    /// A request without any credentials.
    pub fn anonymous(&self, method: &str, path: &str) -> Call<'_> {
        let (method, path) = (method.to_owned(), path.to_owned());
        Call { emulator: self, method, path, headers: Vec::new(), body: Vec::new() }
    }

    /// A request of the user.
    pub fn call(&self, method: &str, path: &str) -> Call<'_> {
        self.anonymous(method, path).header("authorization", &self.basic())
    }

    /// The answer to a request of the user; the body, if any, is JSON.
    pub fn send(&self, method: &str, path: &str, body: &str) -> Answer {
        self.call(method, path).json(body).send()
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "")
    }

    pub fn put_application(&self, name: &str, body: &Value) -> Answer {
        self.send("PUT", &format!("/_application/search_application/{name}"), &body.to_string())
    }

    /// `_search` of the application `shop`.
    pub fn search(&self, body: &str) -> Answer {
        self.send("POST", "/_application/search_application/shop/_search", body)
    }

    /// `_render_query` of the application `shop`.
    pub fn render(&self, body: &str) -> Answer {
        self.send("POST", "/_application/search_application/shop/_render_query", body)
    }

    /// Creates an API key, and returns the answer's body.
    pub fn create_key(&self, body: &Value) -> Value {
        self.send("POST", "/_security/api_key", &body.to_string()).expect(200).json()
    }

    /// The `encoded` form of a key with one role.
    pub fn key(&self, role: &Value) -> String {
        let key = self.create_key(&json!({ "name": "test", "role_descriptors": { "r": role } }));
        key["encoded"].as_str().unwrap().to_owned()
    }
}

/// A reason without the place, `[line:column] `, that it may begin with.
pub fn without_place(reason: &str) -> &str {
    let place = |(place, _): &(&str, &str)| place.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    reason.strip_prefix('[').and_then(|rest| rest.split_once("] ")).filter(place).map_or(reason, |(_, rest)| rest)
}

/// The role of a key that may search one application and nothing else.
pub fn restricted_to(application: &str) -> Value {
    json!({
        "indices": [{ "names": [application], "privileges": ["read"] }],
        "restriction": { "workflows": ["search_application_query"] },
    })
}

impl Call<'_> {
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(other, _)| other != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn key(self, encoded: &str) -> Self {
        self.header("authorization", &format!("ApiKey {encoded}"))
    }

    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// A body with its media type; an empty one has none.
    pub fn json(self, body: &str) -> Self {
        if body.is_empty() { self } else { self.header("content-type", "application/json").body(body) }
    }

    pub fn send(self) -> Answer {
        let agent = &self.emulator.agent;
        let url = format!("{}{}", self.emulator.url(), self.path);
        let mut request = match self.method.as_str() {
            "GET" => agent.get(url).force_send_body(),
            "DELETE" => agent.delete(url).force_send_body(),
            "HEAD" => agent.head(url).force_send_body(),
            "OPTIONS" => agent.options(url).force_send_body(),
            "POST" => agent.post(url),
            "PUT" => agent.put(url),
            "PATCH" => agent.patch(url),
            other => panic!("no test sends {other}"),
        };
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let mut response = request.send(&self.body[..]).unwrap();
        let body = response.body_mut().read_to_vec().unwrap();
        Answer { status: response.status().as_u16(), headers: response.headers().clone(), body }
    }
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
