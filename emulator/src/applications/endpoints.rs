//! `/_application/search_application`: storing, showing, listing and deleting.

use std::sync::Arc;

use serde_json::{Value, json};

use super::application::Application;
use super::put_body::PutBody;
use crate::backend::Backend;
use crate::engine::Engine;
use crate::error::EsError;
use crate::http::{Plan, Reply, Request, Route, Session};
use crate::security::Need;

/// The endpoints of this file.
pub const ROUTES: &[Route] = &[
    Route { methods: &["PUT"], path: ONE, query: &["create"], workflow: None, prepare: put },
    Route { methods: &["GET"], path: ONE, query: &[], workflow: None, prepare: get },
    Route { methods: &["DELETE"], path: ONE, query: &[], workflow: None, prepare: delete },
    Route { methods: &["GET"], path: ALL, query: &["q", "from", "size"], workflow: None, prepare: list },
];

const ALL: &str = "/_application/search_application";
const ONE: &str = "/_application/search_application/{name}";

/// The cluster privileges that allow all of this.
pub const MANAGE: &[&str] = &["manage_search_application", "manage", "all"];

const DEFAULT_TEMPLATE: &str = "Using default search application template which is subject to change. We recommend \
                                storing a template to avoid breaking changes.";

/// The server's text for an application whose alias is gone is not known for certain.
const ALIAS_MISSING: &str = "Alias is missing for the search application";

fn put(request: &Request) -> Result<Plan, EsError> {
    let name = request.part("name").to_owned();
    let create = request.query.flag("create")?;
    let now = i64::try_from(crate::now()).unwrap_or(i64::MAX);
    let body = PutBody::read(request.required_body()?, &name, now)?;
    let faults = body.faults.clone();
    if body.indices.iter().any(String::is_empty) {
        return Err(EsError::illegal_argument("[indices] can't contain empty string"));
    }
    let need = Need::cluster("cluster:admin/xpack/application/search_application/put", MANAGE);
    let on_indices = Need::indices("indices:admin/aliases", body.indices.clone(), &["manage", "all"]);
    let plan = Plan::new(need, move |session| {
        point_alias(session.node.backend(), &name, &body.indices)?;
        let warning = body.application.template.is_none().then_some(DEFAULT_TEMPLATE);
        let is_new = session.node.applications.put(body.application, create)?;
        let (status, result) = if is_new { (201, "created") } else { (200, "updated") };
        Ok(Reply::with_status(status, json!({ "result": result })).warn(warning))
    });
    Ok(plan.and([on_indices]).unless(faults))
}

/// Points the alias at the indices. It happens before the application is written, so that a refused `create=true`
/// has moved the alias nonetheless.
fn point_alias(backend: &dyn Backend, name: &str, wanted: &[String]) -> Result<(), EsError> {
    backend.point_alias(name, wanted).map_err(|error| match error.status {
        // The server turns the 404 into a 400 on purpose.
        404 => EsError::illegal_argument(error.reason.clone()).caused_by(error),
        _ => error,
    })
}

fn get(request: &Request) -> Result<Plan, EsError> {
    let name = request.part("name").to_owned();
    let need = Need::cluster("cluster:admin/xpack/application/search_application/get", MANAGE);
    Ok(Plan::new(need, move |session| {
        let application = session.node.applications.get(&name)?;
        let indices = session.node.backend().behind_alias(&name)?;
        let reply = Reply::exact(&application.shown(&indices));
        let reply = reply.warn(application.template.is_none().then_some(DEFAULT_TEMPLATE));
        Ok(reply.warn(indices.is_empty().then_some(ALIAS_MISSING)))
    }))
}

fn delete(request: &Request) -> Result<Plan, EsError> {
    let name = request.part("name").to_owned();
    let need = Need::cluster("cluster:admin/xpack/application/search_application/delete", MANAGE);
    let on_alias = Need::indices("indices:admin/aliases", vec![name.clone()], &["manage", "all"]);
    let plan = Plan::new(need, move |session| {
        session.node.applications.get(&name)?;
        session.node.backend().remove_alias(&name)?;
        session.node.applications.delete(&name)?;
        Ok(Reply::acknowledged())
    });
    Ok(plan.and([on_alias]))
}

fn list(request: &Request) -> Result<Plan, EsError> {
    let query = request.query.get("q").unwrap_or("*").to_owned();
    let (from, size) = (request.query.count("from", 0)?, request.query.count("size", 100)?);
    let fault = query.is_empty().then_some("Search Application query is missing");
    let need = Need::cluster("cluster:admin/xpack/application/search_application/list", MANAGE);
    Ok(Plan::new(need, move |session| found(session, &query, from, size).map(Reply::ok)).unless(fault))
}

/// Searches the applications as the server does: as documents, with the query language of `query_string`.
fn found(session: &Session<'_>, query: &str, from: u32, size: u32) -> Result<Value, EsError> {
    let applications = session.node.applications.all();
    let engine = as_documents(session, &applications)?;
    let body = json!({
        "query": { "query_string": { "query": query } },
        "sort": [{ "name": "asc" }], "from": from, "size": size, "track_total_hits": true,
    });
    let answer = engine.search(&[DOCUMENTS.to_owned()], &body)?;
    let hits = answer.pointer("/hits/hits").and_then(Value::as_array).into_iter().flatten();
    let names = hits.filter_map(|hit| hit.get("_id")).filter_map(Value::as_str);
    let by_name = |name: &str| applications.iter().find(|application| application.name == name);
    let results: Vec<Value> = names.filter_map(by_name).map(|application| application.to_list_item()).collect();
    Ok(json!({ "count": answer.pointer("/hits/total/value"), "results": results }))
}

/// The server's index of applications, whose name shows where a search of them fails.
const DOCUMENTS: &str = ".search-app-1";

fn as_documents(session: &Session<'_>, applications: &[Arc<Application>]) -> Result<Engine, EsError> {
    let engine = Engine::in_memory();
    let keyword = json!({ "type": "keyword" });
    let fields = json!({
        "name": keyword, "indices": keyword, "analytics_collection_name": keyword,
        "updated_at_millis": { "type": "long" },
    });
    engine.create_index(DOCUMENTS, &json!({ "mappings": { "properties": fields } }))?;
    for application in applications {
        let indices = session.node.backend().behind_alias(&application.name)?;
        let document = json!({
            "name": application.name,
            "indices": indices,
            "analytics_collection_name": application.analytics_collection_name,
            "updated_at_millis": application.updated_at_millis,
        });
        engine.index_document(DOCUMENTS, Some(&application.name), document.to_string().as_bytes(), true)?;
    }
    Ok(engine)
}
