//! `/_aliases` and `/_alias`: changing and showing aliases by hand.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Indices, names};
use crate::content::{Parser, Reads, Shape, Takes, read, read_here};
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
/// What is to be done, one after another.
#[derive(Default)]
struct Changes(Vec<Change>);

#[derive(Default)]
struct Change {
    adds: bool,
    indices: Vec<String>,
    aliases: Vec<String>,
}

impl Reads for Changes {
    const SHAPE: Shape = Shape { name: "aliases", members: &[("actions", Takes::Objects)], required: &[] };

    fn member(&mut self, _name: &str, parser: &mut Parser<'_>) -> Result<(), EsError> {
        parser.each(|parser| {
            let mut action = Action::default();
            read_here(parser, &mut action)?;
            self.0.extend(action.0);
            Ok(())
        })
    }
}

/// One change, under the name of what it does.
#[derive(Default)]
struct Action(Option<Change>);

impl Reads for Action {
    const SHAPE: Shape =
        Shape { name: "alias_action", members: &[("add", Takes::Object), ("remove", Takes::Object)], required: &[] };

    fn member(&mut self, name: &str, parser: &mut Parser<'_>) -> Result<(), EsError> {
        if self.0.is_some() {
            return Err(EsError::illegal_argument("an entry of [actions] may have one operation only"));
        }
        let mut change = Change { adds: name == "add", ..Change::default() };
        read_here(parser, &mut change)?;
        self.0 = Some(change.checked()?);
        Ok(())
    }
}

impl Reads for Change {
    const SHAPE: Shape = Shape {
        name: "alias_action",
        members: &[
            ("index", Takes::Text),
            ("indices", Takes::Texts),
            ("alias", Takes::Text),
            ("aliases", Takes::Texts),
        ],
        required: &[],
    };

    fn member(&mut self, name: &str, parser: &mut Parser<'_>) -> Result<(), EsError> {
        let texts = parser.texts()?;
        if name.starts_with("ind") {
            self.indices.extend(texts);
        } else {
            self.aliases.extend(texts);
        }
        Ok(())
    }
}

fn change(request: &Request) -> Result<Plan, EsError> {
    let mut changes = Changes::default();
    read(request.required_body()?, &mut changes)?;
    let Changes(changes) = changes;
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

impl Change {
    fn checked(self) -> Result<Self, EsError> {
        for (names, either) in [(&self.indices, "[index] or [indices]"), (&self.aliases, "[alias] or [aliases]")] {
            if names.is_empty() {
                return Err(EsError::illegal_argument(format!("One of {either} is required")));
            }
        }
        Ok(self)
    }

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
