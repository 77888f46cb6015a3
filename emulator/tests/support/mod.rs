//! A real emulator on a free loopback port, and a client that shows its answers as they came.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "each test uses a part; a failed test panics"
)]

mod answer;
pub mod parts;
pub mod program;
pub mod stub;
pub mod table;
mod turn;

pub use answer::Answer;
use emulator::{Config, Server, UpstreamAddress};
use serde_json::{Value, json};
use turn::Turn;

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

/// A running emulator. `EMULATOR_UPSTREAM` puts the real engine at that URL behind it, empty; as there is one of it, the
/// emulators then take turns.
pub struct Emulator {
    server: Server,
    turn: Option<Turn>,
    /// The emulator that stands in the place of a real engine.
    engine: Option<Box<Emulator>>,
    agent: ureq::Agent,
    password: String,
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
        let turn = real_engine().map(|url| {
            let turn = Turn::wait();
            assert_eq!(agent().delete(format!("{url}/_all")).call().unwrap().status(), 200);
            config.upstream = Some(UpstreamAddress { url, authorization: None, authority: None });
            turn
        });
        Self { turn, ..Self::serve(config) }
    }

    /// An empty one with the embedded engine, whatever the environment says.
    pub fn embedded() -> Self {
        Self::serve(Config::default())
    }

    /// An empty one with an engine behind it: a second emulator, if it is not a real one.
    pub fn in_front() -> Self {
        if real_engine().is_some() {
            return Self::start();
        }
        let engine = Self::embedded();
        let address = UpstreamAddress { url: engine.url(), authorization: Some(engine.basic()), authority: None };
        let front = Self::serve(Config { upstream: Some(address), ..Config::default() });
        Self { engine: Some(Box::new(engine)), ..front }
    }

    /// One with these settings alone, whatever the environment says.
    pub fn serve(config: Config) -> Self {
        let password = config.user.password.clone();
        Self { server: emulator::serve(config).unwrap(), turn: None, engine: None, agent: agent(), password }
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

/// The URL of the real engine, if there is one.
fn real_engine() -> Option<String> {
    std::env::var("EMULATOR_UPSTREAM").ok()
}

/// A client that leaves statuses as they came.
fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder().http_status_as_error(false).allow_non_standard_methods(true);
    config.build().new_agent()
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
