//! `/_emulator/faults`: setting, showing and clearing the rules.

use serde_json::json;

use super::rule::Rule;
use crate::content::Shape;
use crate::error::EsError;
use crate::http::{Plan, Reply, Request, Route, Session};
use crate::security::Need;

/// Where the rules are set.
pub const PATH: &str = "/_emulator/faults";

/// The endpoints of this folder.
pub const ROUTES: &[&[Route]] = &[&[
    Route { methods: &["GET"], path: PATH, query: &[], workflow: None, prepare: show },
    Route { methods: &["PUT"], path: PATH, query: &[], workflow: None, prepare: set },
    Route { methods: &["DELETE"], path: PATH, query: &[], workflow: None, prepare: clear },
]];

const BODY: Shape = Shape { name: "faults", members: &["rules"] };
const MANAGE: &[&str] = &["manage", "all"];

fn show(request: &Request) -> Result<Plan, EsError> {
    prepared(request, |_| ())
}

fn clear(request: &Request) -> Result<Plan, EsError> {
    prepared(request, |session| session.node.faults.set(Vec::new()))
}

fn set(request: &Request) -> Result<Plan, EsError> {
    let body = request.body_json()?.unwrap_or_default();
    let rules = BODY.read(&body)?.get("rules").and_then(|rules| rules.as_array()).unwrap_or_default();
    let rules: Vec<Rule> = rules.iter().map(Rule::read).collect::<Result<_, _>>()?;
    prepared(request, |session| session.node.faults.set(rules))
}

/// A change, and the rules after it.
fn prepared(request: &Request, change: impl FnOnce(&Session<'_>) + Send + 'static) -> Result<Plan, EsError> {
    let (uri, method, is_near) = (request.uri.clone(), request.method.clone(), request.is_from_this_machine);
    Ok(Plan::new(Need::cluster("cluster:admin/emulator/faults", MANAGE), move |session| {
        if !session.node.config.faults {
            let reason = format!("no handler found for uri [{uri}] and method [{method}]: start with --faults");
            return Ok(Reply::with_status(400, json!({ "error": reason })));
        }
        if !is_near {
            return Err(EsError::new(403, "security_exception", "faults are set from this machine only"));
        }
        change(session);
        Ok(Reply::ok(session.node.faults.to_json()))
    }))
}
