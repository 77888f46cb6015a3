//! `_search` and `_render_query`: what search applications are for.

use super::endpoints::MANAGE;
use super::query::{Check, read_params, render};
use crate::backend::Search;
use crate::error::EsError;
use crate::http::{Plan, Reply, Request, Route};
use crate::security::Need;

/// The endpoints of this file.
pub const ROUTES: &[Route] = &[
    Route {
        methods: &["GET", "POST"],
        path: "/_application/search_application/{name}/_search",
        query: &["source", "source_content_type", "typed_keys"],
        workflow: Some("search_application_query"),
        prepare: search,
    },
    Route {
        methods: &["POST"],
        path: "/_application/search_application/{name}/_render_query",
        query: &[],
        workflow: None,
        prepare: render_query,
    },
];

const READ: &[&str] = &["read", "read_failure_store", "all"];

fn search(request: &Request) -> Result<Plan, EsError> {
    let name = request.part("name").to_owned();
    let typed_keys = request.query.flag("typed_keys")?;
    let params = read_params(request.content()?)?;
    let action = "indices:data/read/xpack/application/search_application/search";
    let need = Need::indices(action, vec![name.clone()], READ);
    Ok(Plan::new(need, move |session| {
        let application = session.node.applications.get(&name)?;
        let body = render(&application, &params, Check::BeforeDefaults)?;
        let backend = session.node.backend();
        backend.check_search(&body)?;
        let sight = session.identity.sight(READ);
        backend.search(&Search { expression: &name, body: &body, typed_keys, lenient: false, sight })
    }))
}

fn render_query(request: &Request) -> Result<Plan, EsError> {
    let name = request.part("name").to_owned();
    let params = read_params(request.body())?;
    let need = Need::cluster("cluster:admin/xpack/application/search_application/render_query", MANAGE);
    Ok(Plan::new(need, move |session| {
        let application = session.node.applications.get(&name)?;
        let body = render(&application, &params, Check::AfterDefaults)?;
        session.node.backend().read_search(&body).map(Reply::ok)
    }))
}
