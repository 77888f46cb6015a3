//! `/{index}` itself: creating, showing and deleting it, its mapping, and making writes visible.

use serde_json::{Map, Value, json};

use super::names;
use crate::content::to_serde;
use crate::error::EsError;
use crate::http::{Plan, Reply, Request, Route, Session};
use crate::security::Need;

/// The endpoints of this file.
pub const ROUTES: &[Route] = &[
    Route { methods: &["PUT"], path: "/{index}", query: TIMEOUTS, workflow: None, prepare: create },
    Route { methods: &["GET"], path: "/{index}", query: LENIENT, workflow: None, prepare: show },
    Route { methods: &["HEAD"], path: "/{index}", query: LENIENT, workflow: None, prepare: exists },
    Route { methods: &["DELETE"], path: "/{index}", query: DELETION, workflow: None, prepare: delete },
    Route {
        methods: &["PUT", "POST"],
        path: "/{index}/_mapping",
        query: TIMEOUTS,
        workflow: None,
        prepare: put_mapping,
    },
    Route { methods: &["GET"], path: "/{index}/_mapping", query: LENIENT, workflow: None, prepare: show_mapping },
    Route { methods: &["GET", "POST"], path: "/{index}/_refresh", query: LENIENT, workflow: None, prepare: refresh },
    Route { methods: &["GET", "POST"], path: "/_refresh", query: LENIENT, workflow: None, prepare: refresh },
];

/// Parameters about waiting, which nothing here does.
const TIMEOUTS: &[&str] = &["timeout", "master_timeout", "wait_for_active_shards"];
const LENIENT: &[&str] = &["ignore_unavailable", "allow_no_indices", "expand_wildcards", "master_timeout", "timeout"];
const DELETION: &[&str] = LENIENT;

const MANAGE: &[&str] = &["manage", "all"];
const CREATE: &[&str] = &["create_index", "manage", "all"];
const DELETE: &[&str] = &["delete_index", "manage", "all"];
const VIEW: &[&str] = &["view_index_metadata", "manage", "all"];
const REFRESH: &[&str] = &["maintenance", "manage", "all"];

/// The names in the path, as they stand there.
pub fn requested(request: &Request) -> Vec<String> {
    names::split(request.part("index")).into_iter().map(str::to_owned).collect()
}

fn create(request: &Request) -> Result<Plan, EsError> {
    let name = request.part("index").to_owned();
    let body = request.body_json()?.map_or_else(|| json!({}), |body| to_serde(&body));
    let need = Need::indices("indices:admin/create", vec![name.clone()], CREATE);
    Ok(Plan::by_engine(need, move |session| {
        session.node.indices.create(&name, &body)?;
        Ok(Reply::ok(json!({ "acknowledged": true, "shards_acknowledged": true, "index": name })))
    }))
}

fn show(request: &Request) -> Result<Plan, EsError> {
    of_each(request, "indices:admin/get", |session, name, index| {
        let engine = &session.node.indices.engine;
        let aliases: Map<String, Value> =
            session.node.indices.aliases_of(index).into_iter().map(|alias| (alias, json!({}))).collect();
        let settings = engine.settings(index)?;
        Ok(json!({ "aliases": aliases, "mappings": mapping(session, name, index)?, "settings": settings }))
    })
}

fn show_mapping(request: &Request) -> Result<Plan, EsError> {
    of_each(request, "indices:admin/mappings/get", |session, name, index| {
        Ok(json!({ "mappings": mapping(session, name, index)? }))
    })
}

/// The mapping of an index, without the fields that the caller does not see who named it so.
fn mapping(session: &Session<'_>, name: &str, index: &str) -> Result<Value, EsError> {
    let mapping = session.node.indices.engine.mapping(index)?;
    Ok(session.identity.sight(VIEW).part(&[name, index]).map_or(mapping.clone(), |part| part.of_mapping(&mapping)))
}

/// A body with one member for each index of the path.
fn of_each(
    request: &Request,
    action: &'static str,
    shown: fn(&Session<'_>, &str, &str) -> Result<Value, EsError>,
) -> Result<Plan, EsError> {
    let expression = request.part("index").to_owned();
    let lenient = request.query.flag("ignore_unavailable")?;
    Ok(Plan::by_engine(Need::indices(action, requested(request), VIEW), move |session| {
        let mut body = Map::new();
        for index in session.node.indices.resolve(&expression, lenient)? {
            let value = shown(session, &expression, &index)?;
            body.insert(index, value);
        }
        Ok(Reply::ok(body.into()))
    }))
}

fn exists(request: &Request) -> Result<Plan, EsError> {
    let expression = request.part("index").to_owned();
    Ok(Plan::by_engine(Need::indices("indices:admin/get", requested(request), VIEW), move |session| {
        let found = session.node.indices.resolve(&expression, false).is_ok();
        Ok(Reply::empty(if found { 200 } else { 404 }))
    }))
}

/// Deletes indices by their own names; an alias is refused, as in the server.
fn delete(request: &Request) -> Result<Plan, EsError> {
    let names = requested(request);
    if names.iter().any(|name| super::is_pattern(name)) {
        return Err(EsError::illegal_argument("Wildcard expressions or all indices are not allowed"));
    }
    let lenient = request.query.flag("ignore_unavailable")?;
    Ok(Plan::by_engine(Need::indices("indices:admin/delete", names.clone(), DELETE), move |session| {
        let indices = &session.node.indices;
        for name in &names {
            if indices.alias_targets(name).is_some() {
                let reason = format!(
                    "The provided expression [{name}] matches an alias, specify the corresponding concrete indices \
                     instead."
                );
                return Err(EsError::illegal_argument(reason));
            }
            for index in indices.resolve(name, lenient)? {
                indices.delete(&index)?;
            }
        }
        Ok(Reply::acknowledged())
    }))
}

fn put_mapping(request: &Request) -> Result<Plan, EsError> {
    let expression = request.part("index").to_owned();
    request.required_body()?;
    let body = request.body_json()?.map_or_else(|| json!({}), |body| to_serde(&body));
    Ok(Plan::by_engine(Need::indices("indices:admin/mapping/put", requested(request), MANAGE), move |session| {
        for index in session.node.indices.resolve(&expression, false)? {
            session.node.indices.put_mapping(&index, &body)?;
        }
        Ok(Reply::acknowledged())
    }))
}

fn refresh(request: &Request) -> Result<Plan, EsError> {
    let expression = request.part("index").to_owned();
    let lenient = request.query.flag("ignore_unavailable")?;
    Ok(Plan::by_engine(Need::indices("indices:admin/refresh", requested(request), REFRESH), move |session| {
        let indices = session.node.indices.resolve(&expression, lenient)?;
        for index in &indices {
            session.node.indices.engine.refresh(index)?;
        }
        let count = indices.len();
        Ok(Reply::ok(json!({ "_shards": { "total": count, "successful": count, "failed": 0 } })))
    }))
}
