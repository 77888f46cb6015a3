//! `/{index}/_search` and `/_msearch`: searching indices directly, without a search application.

use axum::body::Bytes;
use serde_json::{Value, json};

use super::{Indices, admin, names, typed_keys};
use crate::content::to_serde;
use crate::error::EsError;
use crate::http::{Plan, Query, Reply, Request, Route};
use crate::security::Need;

/// The endpoints of this file.
pub const ROUTES: &[Route] = &[
    Route { methods: &["GET", "POST"], path: "/_search", query: SEARCHING, workflow: None, prepare: search },
    Route { methods: &["GET", "POST"], path: "/{index}/_search", query: SEARCHING, workflow: None, prepare: search },
    Route { methods: &["GET", "POST"], path: "/_msearch", query: &[], workflow: None, prepare: search_many },
    Route { methods: &["GET", "POST"], path: "/{index}/_msearch", query: &[], workflow: None, prepare: search_many },
];

const SEARCHING: &[&str] = &[
    "allow_no_indices",
    "expand_wildcards",
    "from",
    "ignore_unavailable",
    "q",
    "size",
    "source",
    "source_content_type",
    "typed_keys",
];

const READ: &[&str] = &["read", "read_failure_store", "all"];

fn search(request: &Request) -> Result<Plan, EsError> {
    let expression = request.part("index").to_owned();
    let lenient = request.query.flag("ignore_unavailable")?;
    let typed_keys = request.query.flag("typed_keys")?;
    let mut body = request.json()?.map_or_else(|| json!({}), |body| to_serde(&body));
    apply_parameters(&request.query, &mut body)?;
    Ok(Plan::by_engine(Need::indices("indices:data/read/search", admin::requested(request), READ), move |session| {
        let indices = session.node.indices.resolve(&expression, lenient)?;
        answer(&session.node.indices, &indices, &body, typed_keys)
    }))
}

/// Searches indices. With `typed_keys` the names of aggregations and suggestions say what they are.
pub fn answer(indices: &Indices, names: &[String], body: &Value, typed_keys: bool) -> Result<Reply, EsError> {
    let mut found = indices.engine.search(names, body)?;
    if typed_keys {
        typed_keys::add(&mut found, body);
    }
    Ok(Reply::ok(found))
}

/// Parameters win over the body's members, as in the server.
fn apply_parameters(query: &Query, body: &mut Value) -> Result<(), EsError> {
    let Value::Object(body) = body else { return Ok(()) };
    if let Some(text) = query.get("q") {
        body.insert("query".to_owned(), json!({ "query_string": { "query": text } }));
    }
    for name in ["from", "size"] {
        if query.get(name).is_some() {
            body.insert(name.to_owned(), query.count(name, 0)?.into());
        }
    }
    Ok(())
}

/// One search of several: where, and what.
struct Search {
    index: String,
    body: Value,
}

fn search_many(request: &Request) -> Result<Plan, EsError> {
    let searches = read_searches(&request.body, request.part("index"))?;
    let named = searches.iter().flat_map(|search| names::split(&search.index)).map(str::to_owned).collect();
    Ok(Plan::by_engine(Need::indices("indices:data/read/msearch", named, READ), move |session| {
        let responses: Vec<Value> = searches.iter().map(|search| search.answer(&session.node.indices)).collect();
        Ok(Reply::ok(json!({ "took": 0, "responses": responses })))
    }))
}

/// Lines in pairs: a header that may name an index, and a search body.
fn read_searches(body: &Bytes, default: &str) -> Result<Vec<Search>, EsError> {
    let mut lines = body.split(|byte| *byte == b'\n').filter(|line| !line.iter().all(u8::is_ascii_whitespace));
    let mut searches = Vec::new();
    while let Some(header) = lines.next() {
        let Some(body) = lines.next() else {
            return Err(EsError::illegal_argument("The msearch request must be terminated by a newline [\\n]"));
        };
        let index = match read_line(header)?.get("index") {
            Some(Value::Array(indices)) => indices.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(","),
            Some(Value::String(index)) => index.clone(),
            _ => default.to_owned(),
        };
        searches.push(Search { index, body: read_line(body)? });
    }
    Ok(searches)
}

fn read_line(line: &[u8]) -> Result<Value, EsError> {
    serde_json::from_slice(line).map_err(|error| EsError::content(error.to_string()))
}

impl Search {
    fn answer(&self, indices: &Indices) -> Value {
        let found = indices.resolve(&self.index, false).and_then(|names| indices.engine.search(&names, &self.body));
        match found {
            Ok(Value::Object(mut answer)) => {
                answer.insert("status".to_owned(), 200.into());
                answer.into()
            }
            Ok(other) => other,
            Err(error) => error.to_json(),
        }
    }
}
