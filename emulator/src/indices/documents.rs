//! Writing, reading and counting documents.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::bulk_items::{self, Item};
use super::{Indices, admin, names};
use crate::backend::Search;
use crate::content::to_serde;
use crate::error::EsError;
use crate::http::{Plan, Reply, Request, Route};
use crate::security::Need;

/// The endpoints of this file.
pub const ROUTES: &[Route] = &[
    Route { methods: &["POST", "PUT"], path: "/_bulk", query: WRITING, workflow: None, prepare: bulk },
    Route { methods: &["POST", "PUT"], path: "/{index}/_bulk", query: WRITING, workflow: None, prepare: bulk },
    Route { methods: &["POST"], path: "/{index}/_doc", query: WRITING, workflow: None, prepare: index },
    Route { methods: &["PUT", "POST"], path: "/{index}/_doc/{id}", query: WRITING, workflow: None, prepare: index },
    Route { methods: &["PUT", "POST"], path: "/{index}/_create/{id}", query: WRITING, workflow: None, prepare: create },
    Route { methods: &["GET"], path: "/{index}/_doc/{id}", query: &["realtime"], workflow: None, prepare: get },
    Route { methods: &["DELETE"], path: "/{index}/_doc/{id}", query: WRITING, workflow: None, prepare: delete },
    Route { methods: &["GET", "POST"], path: "/_count", query: COUNTING, workflow: None, prepare: count },
    Route { methods: &["GET", "POST"], path: "/{index}/_count", query: COUNTING, workflow: None, prepare: count },
];

/// `refresh` makes no difference: a write is visible as soon as it is acknowledged.
const WRITING: &[&str] = &["refresh", "timeout", "wait_for_active_shards", "require_alias"];
const COUNTING: &[&str] =
    &["ignore_unavailable", "allow_no_indices", "expand_wildcards", "source", "source_content_type"];

/// One of these on any index opens the endpoint; what each item needs is checked for itself.
const BULK: &[&str] = &["create_doc", "create", "delete", "index", "write", "all"];
const INDEX: &[&str] = &["create", "index", "write", "all"];
const CREATE: &[&str] = &["create_doc", "create", "index", "write", "all"];
const DELETE: &[&str] = &["delete", "write", "all"];
const READ: &[&str] = &["read", "all"];

fn bulk(request: &Request) -> Result<Plan, EsError> {
    let default = Some(request.part("index").to_owned()).filter(|index| !index.is_empty());
    let body = request.whole_body();
    let items = bulk_items::read(&body, default.as_deref()).unwrap_or_default();
    let whole = bulk_items::needs(&items);
    let need = Need::some_index("indices:data/write/bulk", BULK);
    let plan = Plan::by_engine(need, move |session| {
        let indices = &session.node.indices;
        let default = default.map(|name| writable(indices, &name)).transpose()?;
        let run = |body: &[u8], items: &[&Item]| {
            let targets: BTreeSet<&str> = items.iter().map(|item| item.index.as_str()).collect();
            targets.into_iter().try_for_each(|target| check_bulk_target(indices, target, default.as_deref()))?;
            indices.bulk(default.as_deref(), body)
        };
        bulk_items::run_allowed(session, &items, &body, run).map(Reply::ok)
    });
    Ok(plan.and_whole(whole))
}

/// The index to write to: a new one, an existing one, or the only one behind an alias.
fn writable(indices: &Indices, name: &str) -> Result<String, EsError> {
    match indices.alias_targets(name).as_deref() {
        None => names::check_index(name).map(|()| name.to_owned()),
        Some([only]) => Ok(only.clone()),
        Some(_) => Err(EsError::illegal_argument(format!(
            "no write index is defined for alias [{name}]. The write index may be explicitly disabled using \
             is_write_index=false or the alias points to multiple indices without one being designated as a write \
             index"
        ))),
    }
}

/// An action of a bulk body may name an index, but no alias: those are only understood in the path.
fn check_bulk_target(indices: &Indices, name: &str, default: Option<&str>) -> Result<(), EsError> {
    let target = writable(indices, name)?;
    if target == name || default == Some(target.as_str()) {
        return Ok(());
    }
    let reason = format!("the emulator writes to an alias in a bulk action only by its index [{target}], not [{name}]");
    Err(EsError::illegal_argument(reason))
}

fn index(request: &Request) -> Result<Plan, EsError> {
    // Without an id it is always a new document.
    let granted_by = if request.part("id").is_empty() { CREATE } else { INDEX };
    write(request, "indices:data/write/index", granted_by, false)
}

fn create(request: &Request) -> Result<Plan, EsError> {
    write(request, "indices:data/write/index", CREATE, true)
}

fn write(
    request: &Request,
    action: &'static str,
    granted_by: &'static [&'static str],
    create: bool,
) -> Result<Plan, EsError> {
    let (name, id) = (request.part("index").to_owned(), request.part("id").to_owned());
    let body = request.whole_body();
    Ok(Plan::by_engine(Need::indices(action, admin::requested(request), granted_by), move |session| {
        let index = writable(&session.node.indices, &name)?;
        let id = Some(id.as_str()).filter(|id| !id.is_empty());
        let answer = session.node.indices.write_document(&index, id, &body, create)?;
        let status = if says(&answer, "result", "created") { 201 } else { 200 };
        Ok(Reply::with_status(status, answer))
    }))
}

fn get(request: &Request) -> Result<Plan, EsError> {
    let (name, id) = (request.part("index").to_owned(), request.part("id").to_owned());
    Ok(Plan::by_engine(Need::indices("indices:data/read/get", vec![name.clone()], READ), move |session| {
        let index = readable(&session.node.indices, &name)?;
        let answer = session.node.indices.get_document(session.identity.sight(READ), &name, &index, &id)?;
        let status = if says(&answer, "found", true) { 200 } else { 404 };
        Ok(Reply::with_status(status, answer))
    }))
}

fn says(answer: &Value, member: &str, value: impl Into<Value>) -> bool {
    answer.get(member) == Some(&value.into())
}

/// The one index that a document is read from or deleted in.
fn readable(indices: &Indices, name: &str) -> Result<String, EsError> {
    match indices.resolve(name, false)?.as_slice() {
        [only] => Ok(only.clone()),
        found => {
            let found = found.join(", ");
            let reason =
                format!("unable to resolve single index for [{name}]: can't execute a single index op on [{found}]");
            Err(EsError::illegal_argument(reason))
        }
    }
}

fn delete(request: &Request) -> Result<Plan, EsError> {
    let (name, id) = (request.part("index").to_owned(), request.part("id").to_owned());
    Ok(Plan::by_engine(Need::indices("indices:data/write/delete", vec![name.clone()], DELETE), move |session| {
        let index = readable(&session.node.indices, &name)?;
        let answer = session.node.indices.delete_document(&index, &id)?;
        let status = if says(&answer, "result", "not_found") { 404 } else { 200 };
        Ok(Reply::with_status(status, answer))
    }))
}

fn count(request: &Request) -> Result<Plan, EsError> {
    let expression = request.part("index").to_owned();
    let lenient = request.query.flag("ignore_unavailable")?;
    let body = request.json()?.map_or_else(|| json!({}), |body| to_serde(&body));
    let need = Need::indices("indices:data/read/search", admin::requested(request), READ);
    Ok(Plan::by_backend(need, move |session| {
        let sight = session.identity.sight(READ);
        let search = Search { expression: &expression, body: &body, typed_keys: false, lenient, sight };
        session.node.backend().count(&search)
    }))
}
