//! `/_aliases` and `/_alias`: changing and showing aliases by hand.

use std::collections::BTreeMap;

use search_application_connector::json::Value as Json;
use serde_json::{Value, json};

use super::{Indices, names};
use crate::content::Shape;
use crate::engine::wildcard;
use crate::error::EsError;
use crate::http::{Plan, Reply, Request, Route};
use crate::security::Need;

/// The endpoints of this file.
pub const ROUTES: &[Route] = &[
    Route { methods: &["POST"], path: "/_aliases", query: TIMEOUTS, workflow: None, prepare: change },
    Route { methods: &["GET"], path: "/_alias", query: &[], workflow: None, prepare: show },
    Route { methods: &["GET"], path: "/_alias/{name}", query: &[], workflow: None, prepare: show },
];

const TIMEOUTS: &[&str] = &["timeout", "master_timeout"];
const BODY: Shape = Shape { name: "aliases", members: &["actions"] };
const ACTION: Shape = Shape { name: "alias_action", members: &["add", "remove"] };
const TARGET: Shape = Shape { name: "alias_action", members: &["index", "indices", "alias", "aliases"] };

#[derive(Clone)]
struct Change {
    adds: bool,
    indices: Vec<String>,
    aliases: Vec<String>,
}

fn change(request: &Request) -> Result<Plan, EsError> {
    let body = request.body_json()?.unwrap_or_default();
    let actions = BODY.read(&body)?.get("actions").and_then(Json::as_array).unwrap_or_default();
    let changes: Vec<Change> = actions.iter().map(read_change).collect::<Result<_, _>>()?;
    if changes.is_empty() {
        return Err(EsError::illegal_argument("No action specified"));
    }
    let named = |change: &Change| [change.indices.clone(), change.aliases.clone()].concat();
    let needs = changes.iter().flat_map(named).collect();
    Ok(Plan::by_engine(Need::indices("indices:admin/aliases", needs, &["manage", "all"]), move |session| {
        changes.iter().try_for_each(|change| change.apply(&session.node.indices))?;
        Ok(Reply::acknowledged())
    }))
}

fn read_change(action: &Json) -> Result<Change, EsError> {
    let action = ACTION.read(action)?;
    let Some((kind, target)) = action.iter().next() else {
        return Err(EsError::illegal_argument("[alias_action] must specify exactly one of [add, remove]"));
    };
    let target = TARGET.read(target)?;
    let either = |one: &str, several: &str| -> Result<Vec<String>, EsError> {
        let mut names = TARGET.optional_texts(target, one)?.unwrap_or_default();
        names.extend(TARGET.optional_texts(target, several)?.unwrap_or_default());
        if names.is_empty() {
            return Err(EsError::illegal_argument(format!("One of [{one}] or [{several}] is required")));
        }
        Ok(names)
    };
    Ok(Change { adds: kind == "add", indices: either("index", "indices")?, aliases: either("alias", "aliases")? })
}

impl Change {
    fn apply(&self, indices: &Indices) -> Result<(), EsError> {
        for index in indices.resolve(&self.indices.join(","), false)? {
            for alias in &self.aliases {
                if self.adds {
                    indices.add_to_alias(alias, &index)?;
                } else if !indices.remove_from_alias(alias, &index)? {
                    return Err(missing(alias));
                }
            }
        }
        Ok(())
    }
}

fn missing(alias: &str) -> EsError {
    EsError::new(404, "aliases_not_found_exception", format!("aliases [{alias}] missing"))
        .with("resource.type", "aliases")
        .with("resource.id", alias)
}

fn show(request: &Request) -> Result<Plan, EsError> {
    let wanted: Vec<String> = names::split(request.part("name")).into_iter().map(str::to_owned).collect();
    let need = Need::indices("indices:admin/aliases/get", wanted.clone(), &["view_index_metadata", "manage", "all"]);
    Ok(Plan::by_engine(need, move |session| {
        let matches = |alias: &str| wanted.iter().any(|name| name == "_all" || wildcard::matches(name, alias));
        let indices = &session.node.indices;
        let mut found: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
        for index in indices.engine.index_names() {
            for alias in indices.aliases_of(&index).into_iter().filter(|alias| matches(alias)) {
                found.entry(index.clone()).or_default().insert(alias, json!({}));
            }
        }
        if found.is_empty() && !wanted.iter().any(|name| super::is_pattern(name)) {
            let reason = format!("alias [{}] missing", wanted.join(","));
            return Ok(Reply::with_status(404, json!({ "error": reason, "status": 404 })));
        }
        let body = found.into_iter().map(|(index, aliases)| (index, json!({ "aliases": aliases }))).collect();
        Ok(Reply::ok(Value::Object(body)))
    }))
}
