//! `/{index}/_search` and `/_msearch`: searching indices directly, without a search application.

use axum::body::Bytes;
use serde_json::{Value, json};

use super::{admin, names};
use crate::backend::Search;
use crate::content::to_serde;
use crate::error::EsError;
use crate::http::{Plan, Query, Reply, Request, Route, Session};
use crate::security::Need;

/// The endpoints of this file.
pub const ROUTES: &[Route] = &[
    Route { methods: &["GET", "POST"], path: "/_search", query: SEARCHING, workflow: None, prepare: search },
    Route { methods: &["GET", "POST"], path: "/{index}/_search", query: SEARCHING, workflow: None, prepare: search },
    Route { methods: &["GET", "POST"], path: "/_msearch", query: &[], workflow: None, prepare: search_many },
    Route { methods: &["GET", "POST"], path: "/{index}/_msearch", query: &[], workflow: None, prepare: search_many },
    Route { methods: &["GET", "POST"], path: "/_validate/query", query: VALIDATING, workflow: None, prepare: validate },
    Route {
        methods: &["GET", "POST"],
        path: "/{index}/_validate/query",
        query: VALIDATING,
        workflow: None,
        prepare: validate,
    },
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

const VALIDATING: &[&str] = &["allow_no_indices", "expand_wildcards", "explain", "ignore_unavailable"];

const READ: &[&str] = &["read", "read_failure_store", "all"];

fn search(request: &Request) -> Result<Plan, EsError> {
    let expression = request.part("index").to_owned();
    let lenient = request.query.flag("ignore_unavailable")?;
    let typed_keys = request.query.flag("typed_keys")?;
    let mut body = request.json()?.map_or_else(|| json!({}), |body| to_serde(&body));
    apply_parameters(&request.query, &mut body)?;
    let need = Need::indices("indices:data/read/search", admin::requested(request), READ);
    Ok(Plan::by_backend(need, move |session| {
        let sight = session.identity.sight(READ);
        let search = Search { expression: &expression, body: &body, typed_keys, lenient, sight };
        session.node.backend().search(&search)
    }))
}

/// Says whether a query can be read; without `explain` not why not.
fn validate(request: &Request) -> Result<Plan, EsError> {
    let expression = request.part("index").to_owned();
    let explain = request.query.flag("explain")?;
    let body = request.json()?.map_or_else(|| json!({}), |body| to_serde(&body));
    let need = Need::indices("indices:admin/validate/query", admin::requested(request), READ);
    Ok(Plan::by_engine(need, move |session| {
        let shards = session.node.indices.resolve(&expression, true)?.len();
        let read = session.node.indices.engine.parse_search(&body);
        let mut answer = json!({
            "valid": read.is_ok(), "_shards": { "total": shards, "successful": shards, "failed": 0 },
        });
        if let (Err(error), true, Value::Object(members)) = (read, explain, &mut answer) {
            members.insert("error".to_owned(), error.to_string().into());
        }
        Ok(Reply::ok(answer))
    }))
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
struct Line {
    index: String,
    body: Value,
}

fn search_many(request: &Request) -> Result<Plan, EsError> {
    let searches = read_searches(&request.whole_body(), request.part("index"))?;
    let named = searches.iter().flat_map(|search| names::split(&search.index)).map(str::to_owned).collect();
    Ok(Plan::by_backend(Need::indices("indices:data/read/msearch", named, READ), move |session| {
        let responses: Vec<Value> = searches.iter().map(|search| search.answer(session)).collect();
        Ok(Reply::ok(json!({ "took": 0, "responses": responses })))
    }))
}

/// Lines in pairs: a header that may name an index, and a search body.
fn read_searches(body: &Bytes, default: &str) -> Result<Vec<Line>, EsError> {
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
        searches.push(Line { index, body: read_line(body)? });
    }
    Ok(searches)
}

fn read_line(line: &[u8]) -> Result<Value, EsError> {
    serde_json::from_slice(line).map_err(|error| EsError::content(error.to_string()))
}

impl Line {
    fn answer(&self, session: &Session<'_>) -> Value {
        let sight = session.identity.sight(READ);
        let search = Search { expression: &self.index, body: &self.body, typed_keys: false, lenient: false, sight };
        session.node.backend().search(&search).unwrap_or_else(Reply::from).into_item()
    }
}
