//! `/_emulator/faults`: setting, showing and clearing the rules.

use serde_json::json;

use super::rule::Rule;
use crate::content::{Parser, Reads, Shape, Takes, read, read_here};
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

const MANAGE: &[&str] = &["manage", "all"];

fn show(request: &Request) -> Result<Plan, EsError> {
    prepared(request, |_| ())
}

fn clear(request: &Request) -> Result<Plan, EsError> {
    prepared(request, |session| session.node.faults.set(Vec::new()))
}

fn set(request: &Request) -> Result<Plan, EsError> {
    let mut rules = Rules::default();
    read(request.required_body()?, &mut rules)?;
    prepared(request, |session| session.node.faults.set(rules.0))
}

#[derive(Default)]
struct Rules(Vec<Rule>);

impl Reads for Rules {
    const SHAPE: Shape = Shape { name: "faults", members: &[("rules", Takes::Objects)], required: &["rules"] };

    fn member(&mut self, _name: &str, parser: &mut Parser<'_>) -> Result<(), EsError> {
        parser.each(|parser| {
            let mut rule = Rule::default();
            read_here(parser, &mut rule)?;
            self.0.push(rule);
            Ok(())
        })
    }
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
