//! One search's exchange as programs see it: in an error's `meta`, in a diagnostic event, and in what a search with
//! `meta: true` returns. The shape is the JavaScript client's `DiagnosticResult`.

use super::{Redaction, Secrets, pool::Node, redaction::Mode};
use crate::json::{Object, Value};

/// The name that the client gives itself.
const NAME: &str = "search-ui-search-application-connector";

/// What there is to know of an exchange. Its body stays with JavaScript.
#[derive(Debug, Default)]
pub struct Record<'a> {
    /// The path that the search is posted to.
    pub path: &'a str,
    /// The query string, without `?`.
    pub querystring: &'a str,
    /// The search as JSON text.
    pub body: &'a str,
    /// The headers, without the credentials.
    pub headers: &'a [(String, String)],
    /// The options given for this search.
    pub options: Value,
    /// What the search is called.
    pub id: Value,
    /// What the page attached to it.
    pub context: Value,
    /// The node that was asked last.
    pub node: Option<&'a Node>,
    /// How often it has been tried again.
    pub attempts: u32,
    /// Whether it was given up.
    pub aborted: bool,
    /// The answer's headers that may be read; `null` without an answer.
    pub answer_headers: Value,
    /// Elasticsearch's warnings among them, or `null`.
    pub warnings: Value,
}

impl Record<'_> {
    /// `{ headers, warnings, meta: { context, request, name, connection, attempts, aborted } }`, redacted.
    #[must_use]
    pub fn to_value(&self, redaction: &Redaction, secrets: &Secrets) -> Value {
        let is_whole = redaction.mode != Mode::Remove;
        let mut meta = Object::new();
        meta.insert("context", self.context.clone());
        meta.insert("request", self.request(is_whole));
        meta.insert("name", NAME);
        meta.insert("connection", if is_whole { self.connection() } else { Value::Null });
        meta.insert("attempts", self.attempts);
        meta.insert("aborted", self.aborted);
        let mut record = Object::new();
        if is_whole && self.answer_headers != Value::Null {
            record.insert("headers", self.answer_headers.clone());
        }
        record.insert("warnings", self.warnings.clone());
        record.insert("meta", meta);
        redaction.apply(&record.into(), secrets)
    }

    fn request(&self, is_whole: bool) -> Value {
        let mut params = Object::new();
        params.insert("method", "POST");
        params.insert("path", self.path);
        params.insert("querystring", self.querystring);
        params.insert("body", self.body);
        if is_whole {
            params.insert("headers", header_object(self.headers));
        }
        let mut request = Object::new();
        request.insert("params", params);
        request.insert("options", if is_whole { self.options.clone() } else { Object::new().into() });
        request.insert("id", self.id.clone());
        request.into()
    }

    fn connection(&self) -> Value {
        let Some(node) = self.node else { return Value::Null };
        let mut connection = Object::new();
        connection.insert("url", node.url.as_str());
        connection.insert("weight", node.weight);
        connection.insert("deadCount", node.dead_count);
        connection.into()
    }
}

/// Headers as an object.
#[must_use]
pub fn header_object(headers: &[(String, String)]) -> Value {
    let mut object = Object::new();
    for (name, value) in headers {
        object.insert(name.as_str(), value.as_str());
    }
    object.into()
}
