//! `/_security/…`: creating, showing and invalidating API keys, and who am I.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use super::api_keys::NewKey;
use super::key_requests::{Asking, SentKey, Wanted};
use super::role::Role;
use super::{ApiKey, Identity, Need};
use crate::content::read;
use crate::error::EsError;
use crate::http::{Plan, Reply, Request, Route, Session};

/// The endpoints of this folder.
pub const ROUTES: &[&[Route]] = &[&[
    Route {
        methods: &["POST", "PUT"],
        path: "/_security/api_key",
        query: &["refresh"],
        workflow: None,
        prepare: create,
    },
    Route {
        methods: &["GET"],
        path: "/_security/api_key",
        query: &["active_only", "id", "name", "owner", "realm_name", "username"],
        workflow: None,
        prepare: show,
    },
    Route { methods: &["DELETE"], path: "/_security/api_key", query: &[], workflow: None, prepare: invalidate },
    Route { methods: &["GET"], path: "/_security/_authenticate", query: &[], workflow: None, prepare: who_am_i },
]];

const MANAGE: &[&str] = &["manage_own_api_key", "manage_api_key", "manage_security", "all"];
const MANAGE_OTHERS: &[&str] = &["manage_api_key", "manage_security", "all"];
const READ: &[&str] = &["manage_own_api_key", "manage_api_key", "read_security", "manage_security", "all"];
const READ_OTHERS: &[&str] = &["manage_api_key", "read_security", "manage_security", "all"];

fn create(request: &Request) -> Result<Plan, EsError> {
    let mut sent = SentKey::default();
    read(request.required_body()?, &mut sent)?;
    let (new, faults) = sent.into_key()?;
    let plan = Plan::new(Need::cluster("cluster:admin/xpack/security/api_key/create", MANAGE), |session| {
        check_derived(session.identity, &new)?;
        check_queries(session, &new)?;
        let (key, secret) = session.node.api_keys.create(session.identity.user(), new)?;
        let mut body = Map::new();
        body.insert("id".into(), key.id.as_str().into());
        body.insert("name".into(), key.name.as_str().into());
        body.extend(key.expiration.map(|expiration| ("expiration".to_owned(), expiration.into())));
        body.insert("api_key".into(), secret.as_str().into());
        body.insert("encoded".into(), STANDARD.encode(format!("{}:{secret}", key.id)).into());
        Ok(Reply::ok(body.into()))
    });
    Ok(plan.unless(faults))
}

/// A key that was created by a key may have no rights at all, as the server has it.
fn check_derived(creator: &Identity, new: &NewKey) -> Result<(), EsError> {
    let is_empty = new.roles.as_ref().is_some_and(|roles| roles.iter().all(Role::is_empty));
    if matches!(creator, Identity::User(_)) || is_empty {
        return Ok(());
    }
    let reason = "creating derived api keys requires an explicit role descriptor that is empty (has no privileges)";
    Err(EsError::illegal_argument(reason))
}

/// The words are from memory.
fn check_queries(session: &Session<'_>, new: &NewKey) -> Result<(), EsError> {
    for (place, names, query) in new.roles.iter().flatten().flat_map(Role::queries) {
        session.node.backend().check_query(query).map_err(|error| {
            let names = names.join(",");
            let reason = format!(
                "failed to parse field 'query' for indices [{names}] at index privilege [{place}] of role descriptor"
            );
            EsError::new(400, "parse_exception", reason).caused_by(error)
        })?;
    }
    Ok(())
}

fn show(request: &Request) -> Result<Plan, EsError> {
    let wanted = Wanted::of_query(&request.query)?;
    let faults = wanted.faults(Asking::ToShow);
    let only_active = request.query.flag("active_only")?;
    let action = "cluster:admin/xpack/security/api_key/get";
    let plan = Plan::new(Need::cluster(action, READ), move |session| {
        let mut keys = session.node.api_keys.select(|key| wanted.means(key, session.identity));
        keys.retain(|key| !only_active || key.is_active());
        check_own(session, &keys, &Need::cluster(action, READ_OTHERS))?;
        let status = if keys.is_empty() && wanted.has_id() { 404 } else { 200 };
        let keys: Vec<Value> = keys.iter().map(|key| shown(key)).collect();
        Ok(Reply::with_status(status, json!({ "api_keys": keys })))
    });
    Ok(plan.unless(faults))
}

/// With the right to its own keys alone a caller sees and ends no others.
fn check_own(session: &Session<'_>, keys: &[Arc<ApiKey>], for_others: &Need) -> Result<(), EsError> {
    let identity = session.identity;
    if keys.iter().all(|key| identity.owns(key)) {
        return Ok(());
    }
    identity.authorise(None, std::slice::from_ref(for_others))
}

fn shown(key: &ApiKey) -> Value {
    let mut body = Map::new();
    body.insert("id".into(), key.id.as_str().into());
    body.insert("name".into(), key.name.as_str().into());
    body.insert("type".into(), "rest".into());
    body.insert("creation".into(), key.creation.into());
    body.extend(key.expiration.map(|expiration| ("expiration".to_owned(), expiration.into())));
    body.insert("invalidated".into(), key.invalidated.into());
    body.insert("username".into(), key.owner.as_str().into());
    body.insert("realm".into(), "reserved".into());
    body.extend(key.described.clone());
    body.into()
}

fn invalidate(request: &Request) -> Result<Plan, EsError> {
    let mut wanted = Wanted::default();
    read(request.required_body()?, &mut wanted)?;
    let faults = wanted.faults(Asking::ToInvalidate);
    let action = "cluster:admin/xpack/security/api_key/invalidate";
    let plan = Plan::new(Need::cluster(action, MANAGE), move |session| {
        let keys = session.node.api_keys.select(|key| wanted.means(key, session.identity));
        check_own(session, &keys, &Need::cluster(action, MANAGE_OTHERS))?;
        let (before, now): (Vec<_>, Vec<_>) = keys.into_iter().partition(|key| key.invalidated);
        let id_list = |keys: Vec<Arc<ApiKey>>| -> Vec<String> { keys.iter().map(|k| k.id.clone()).collect() };
        let (before, now) = (id_list(before), id_list(now));
        session.node.api_keys.invalidate(&now)?;
        Ok(Reply::ok(json!({
            "invalidated_api_keys": now,
            "previously_invalidated_api_keys": before,
            "error_count": 0,
        })))
    });
    Ok(plan.unless(faults))
}

fn who_am_i(_request: &Request) -> Result<Plan, EsError> {
    Ok(Plan::new(Need::anyone("cluster:admin/xpack/security/user/authenticate"), |session| {
        let realm = json!({ "name": "reserved", "type": "reserved" });
        let mut body = json!({
            "username": session.identity.user(),
            "roles": ["superuser"],
            "full_name": null,
            "email": null,
            "metadata": {},
            "enabled": true,
            "authentication_realm": realm,
            "lookup_realm": realm,
            "authentication_type": "realm",
        });
        if let (Identity::ApiKey(key), Some(body)) = (session.identity, body.as_object_mut()) {
            let realm = json!({ "name": "_es_api_key", "type": "_es_api_key" });
            body.extend([
                ("roles".to_owned(), json!([])),
                ("authentication_realm".to_owned(), realm.clone()),
                ("lookup_realm".to_owned(), realm),
                ("authentication_type".to_owned(), "api_key".into()),
                ("api_key".to_owned(), json!({ "id": key.id, "name": key.name })),
            ]);
        }
        Ok(Reply::ok(body))
    }))
}
