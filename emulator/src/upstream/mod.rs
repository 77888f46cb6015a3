//! A real Elasticsearch or OpenSearch behind the emulator: it keeps the indices and searches them, while search
//! applications, keys, dictionaries and CORS stay in front.

mod client;
mod trouble;
mod view;

use std::io;

use serde_json::{Value, json};
use tracing::warn;

use crate::UpstreamAddress;
use crate::backend::{Backend, Search};
use crate::engine::Engine;
use crate::error::EsError;
use crate::http::{Reply, Request};
use client::{Answer, Client, JSON, NDJSON};
use view::View;

/// A real engine.
pub struct Upstream {
    client: Client,
}

impl Upstream {
    /// An engine that is asked over HTTP. Its authority's certificate has to be one.
    pub fn new(address: UpstreamAddress) -> io::Result<Self> {
        Ok(Self { client: Client::new(address)? })
    }

    /// Says in the log what is wrong with the engine, if anything is: it may still be starting.
    pub fn check(&self) {
        if let Err(error) = self.ask("GET", "/", JSON, &[]) {
            warn!("{error}");
        }
    }

    /// Has the engine answer a request that this side has checked already.
    pub fn forward(&self, request: &Request) -> Result<Reply, EsError> {
        let media_type =
            if request.header("content-type").is_some_and(|given| given.contains("ndjson")) { NDJSON } else { JSON };
        self.ask(request.method.as_str(), &request.uri, media_type, &request.body).map(Answer::into_reply)
    }

    fn json(&self, method: &str, path: &str, body: &Value) -> Result<Answer, EsError> {
        self.ask(method, path, JSON, body.to_string().as_bytes())
    }

    fn ask(&self, method: &str, path: &str, media_type: &str, body: &[u8]) -> Result<Answer, EsError> {
        self.client.ask(method, path, media_type, body)
    }
}

impl Upstream {
    fn post(&self, search: &Search<'_>, parameters: &str, body: &Value) -> Result<Reply, EsError> {
        self.json("POST", &path_of(search, parameters), body).map(Answer::into_reply)
    }

    /// The part that the caller sees of all that it names; nothing when it sees it whole.
    fn view(&self, search: &Search<'_>) -> Result<Option<View>, EsError> {
        let mut parts: Vec<_> = search.expression.split(',').map(|name| search.sight.part(&[name])).collect();
        parts.dedup();
        match parts.as_slice() {
            [None] => Ok(None),
            [Some(part)] if part.has_all_fields() => Ok(Some(View::of_documents(part.clone()))),
            [Some(part)] => {
                let mappings = self.ask("GET", &format!("/{}/_mapping", encoded(search.expression)), JSON, &[])?;
                Ok(Some(View::of_fields(part.clone(), &mappings.success()?)))
            }
            _ => {
                let reason = "a key that sees different parts of these indices must search them one by one in front of \
                              --upstream";
                Err(EsError::illegal_argument(reason))
            }
        }
    }
}

fn path_of(search: &Search<'_>, parameters: &str) -> String {
    format!("/{}/{parameters}", encoded(search.expression))
}

impl Backend for Upstream {
    fn point_alias(&self, alias: &str, wanted: &[String]) -> Result<(), EsError> {
        let removals = self.behind_alias(alias)?.into_iter();
        let mut actions: Vec<Value> =
            removals.map(|index| json!({ "remove": { "index": index, "alias": alias } })).collect();
        actions.push(json!({ "add": { "indices": wanted, "alias": alias } }));
        self.json("POST", "/_aliases", &json!({ "actions": actions }))?.success().map(drop)
    }

    fn remove_alias(&self, alias: &str) -> Result<(), EsError> {
        match self.ask("DELETE", &format!("/_all/_alias/{}", encoded(alias)), JSON, &[])? {
            Answer { status: 404, .. } => Ok(()),
            answer => answer.success().map(drop),
        }
    }

    fn behind_alias(&self, alias: &str) -> Result<Vec<String>, EsError> {
        match self.ask("GET", &format!("/_alias/{}", encoded(alias)), JSON, &[])? {
            Answer { status: 404, .. } => Ok(Vec::new()),
            answer => {
                let Value::Object(indices) = answer.success()? else { return Ok(Vec::new()) };
                let mut indices: Vec<String> = indices.into_iter().map(|(index, _)| index).collect();
                indices.sort_unstable();
                Ok(indices)
            }
        }
    }

    /// The engine reads a search when it is sent, and then refuses what it can't read.
    fn check_search(&self, _body: &Value) -> Result<(), EsError> {
        Ok(())
    }

    /// No engine prints a search without running it, so the embedded one does; a search that it does not know is tried
    /// on the real one, and shown as it is.
    fn read_search(&self, body: &Value) -> Result<Value, EsError> {
        if let Ok(search) = Engine::in_memory().parse_search(body) {
            return Ok(search.to_json());
        }
        self.json("POST", "/_all/_search?size=0&terminate_after=1", body)?.success()?;
        Ok(body.clone())
    }

    fn check_query(&self, query: &Value) -> Result<(), EsError> {
        let body = self.json("POST", "/_validate/query?explain=true", &json!({ "query": query }))?.success()?;
        if body.get("valid") == Some(&true.into()) {
            return Ok(());
        }
        let texts = ["/error", "/explanations/0/error"].into_iter().filter_map(|path| body.pointer(path)?.as_str());
        Err(EsError::parsing(texts.into_iter().next().unwrap_or("the engine can't read the query")))
    }

    fn search(&self, search: &Search<'_>) -> Result<Reply, EsError> {
        let Search { typed_keys, lenient, .. } = search;
        let parameters = format!("_search?typed_keys={typed_keys}&ignore_unavailable={lenient}");
        let Some(view) = self.view(search)? else { return self.post(search, &parameters, search.body) };
        let mut answer = self.json("POST", &path_of(search, &parameters), &view.narrowed(search.body)?)?;
        if let Some(body) = &mut answer.body {
            view.strip(body);
        }
        Ok(answer.into_reply())
    }

    fn count(&self, search: &Search<'_>) -> Result<Reply, EsError> {
        let parameters = format!("_count?ignore_unavailable={}", search.lenient);
        match self.view(search)? {
            None => self.post(search, &parameters, search.body),
            Some(view) => self.post(search, &parameters, &view.narrowed(search.body)?),
        }
    }

    fn create_index(&self, name: &str, body: &Value) -> Result<(), EsError> {
        self.json("PUT", &format!("/{}", encoded(name)), body)?.success().map(drop)
    }

    fn mapping(&self, index: &str) -> Result<Value, EsError> {
        let found = self.ask("GET", &format!("/{}/_mapping", encoded(index)), JSON, &[])?.success()?;
        let first = found.as_object().and_then(|indices| indices.values().next());
        Ok(first.and_then(|index| index.get("mappings")).cloned().unwrap_or_default())
    }

    fn bulk(&self, index: &str, body: &[u8]) -> Result<Value, EsError> {
        self.ask("POST", &format!("/{}/_bulk?refresh=true", encoded(index)), NDJSON, body)?.success()
    }
}

/// A name as one part of a path.
fn encoded(name: &str) -> String {
    form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20")
}
