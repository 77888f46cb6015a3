//! From a request to a reply, in the server's order of checks.

use serde_json::json;

use super::query::escape_fault;
use super::routes::{Plan, Route, Session, Worker};
use super::{Reply, Request};
use crate::error::EsError;
use crate::security::Identity;
use crate::{Node, applications};

/// The endpoints of one path.
pub type Endpoints = [&'static Route];

/// Answers a request for a path that has these endpoints; none means that the path is unknown.
pub fn dispatch(node: &Node, endpoints: &Endpoints, request: &Request) -> Reply {
    let answered = answer(node, endpoints, request);
    answered.unwrap_or_else(|error| if node.config.detailed_errors { error.into() } else { Reply::brief(&error) })
}

fn answer(node: &Node, endpoints: &Endpoints, request: &Request) -> Result<Reply, EsError> {
    let method = request.method.as_str();
    if method == "OPTIONS" {
        let reply = Reply::empty(200);
        return Ok(if endpoints.is_empty() { reply } else { reply.allow(&allowed(endpoints, ",")) });
    }
    request.query.check_common()?;
    if !node.config.detailed_errors && request.query.flag("error_trace")? {
        return Err(EsError::illegal_argument("error traces in responses are disabled."));
    }
    let identity = node.authenticate(request)?;
    if let Some(fault) = request.path.split('/').find_map(escape_fault) {
        return Err(EsError::illegal_argument(fault));
    }
    if endpoints.is_empty() {
        return Ok(no_handler(request));
    }
    let Some(route) = endpoints.iter().find(|route| route.methods.contains(&method)) else {
        return Ok(wrong_method(endpoints, request));
    };
    request.check_accept()?;
    if let Some(reason) = request.refused_media_type()? {
        return Ok(Reply::with_status(406, json!({ "error": reason, "status": 406 })));
    }
    if applications::is_licensed(route) {
        node.config.licence.check_search_applications()?;
    }
    let plan = (route.prepare)(request)?;
    let upstream = node.upstream.as_ref().filter(|_| passes_on(&plan, &identity));
    if upstream.is_none() {
        request.query.check(&request.path, route.query, &request.part_names())?;
        request.check_body()?;
    }
    plan.check()?;
    identity.authorise(route.workflow, &plan.needs)?;
    match upstream {
        Some(upstream) => {
            identity.authorise(route.workflow, &plan.whole_needs)?;
            check_whole(&plan, &identity)?;
            upstream.forward(request)
        }
        None => (plan.run)(&Session { node, identity: &identity }),
    }
}

/// Whether a real engine, where there is one, gets the request as it is.
fn passes_on(plan: &Plan, identity: &Identity) -> bool {
    match plan.worker {
        Worker::Emulator => false,
        Worker::Engine => true,
        Worker::Backend => !identity.is_partial(&plan.needs),
    }
}

/// A caller who sees only a part of an index must not read the rest past this side.
fn check_whole(plan: &Plan, identity: &Identity) -> Result<(), EsError> {
    plan.whole_needs.iter().try_for_each(|need| identity.check_in_place(need))?;
    let shows = |action: &str| action.starts_with("indices:data/read/") || action.ends_with("/get");
    let Some(need) = plan.needs.iter().find(|need| shows(need.action)) else { return Ok(()) };
    if !identity.is_partial(&plan.needs) {
        return Ok(());
    }
    let action = need.action;
    let reason = format!(
        "a key with document or field level security can search and count in front of --upstream, and nothing else: not \
         [{action}]"
    );
    Err(EsError::illegal_argument(reason))
}

/// The methods that the server knows, in its order.
const METHODS: [&str; 9] = ["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "CONNECT"];

fn allowed(endpoints: &Endpoints, separator: &str) -> String {
    let is_allowed = |method: &&str| endpoints.iter().any(|route| route.methods.contains(method));
    METHODS.into_iter().filter(is_allowed).collect::<Vec<_>>().join(separator)
}

fn wrong_method(endpoints: &Endpoints, request: &Request) -> Reply {
    let (uri, method, methods) = (&request.uri, request.method.as_str(), allowed(endpoints, ", "));
    let wrong = if METHODS.contains(&method) {
        format!("Incorrect HTTP method for uri [{uri}] and method [{method}]")
    } else {
        format!("Unexpected http method: {method}")
    };
    let reason = format!("{wrong}, allowed: [{methods}]");
    Reply::with_status(405, json!({ "error": reason, "status": 405 })).allow(&allowed(endpoints, ","))
}

/// An unknown path is a 400, and its body has no `status`.
fn no_handler(request: &Request) -> Reply {
    let reason = format!("no handler found for uri [{}] and method [{}]", request.uri, request.method);
    Reply::with_status(400, json!({ "error": reason }))
}
