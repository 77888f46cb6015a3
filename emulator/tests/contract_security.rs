//! Who may do what: the contract's cases 121 to 128.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use emulator::{Config, Licence};
use serde_json::{Value, json};
use support::{Answer, Emulator, restricted_to};

const SEARCH: &str = "/_application/search_application/shop/_search";
const RED: &str = r#"{"params":{"q":"red"}}"#;

#[test]
fn case_121_no_credentials() {
    let emulator = Emulator::with_shop();
    let answer = emulator.anonymous("POST", &format!("{SEARCH}?pretty")).json(RED).send().expect(401);
    let challenges = ["Basic realm=\"security\", charset=\"UTF-8\"", "Bearer realm=\"security\"", "ApiKey"];
    assert_eq!(answer.all("www-authenticate"), challenges);
    let reason = format!("missing authentication credentials for REST request [{SEARCH}?pretty]");
    let error = json!({
        "type": "security_exception", "reason": reason, "header": { "WWW-Authenticate": challenges },
    });
    assert_eq!(answer.json()["error"]["root_cause"], json!([error]));
    assert_eq!((answer.reason(), answer.json()["status"].clone()), (reason, json!(401)));
}

fn with_key(emulator: &Emulator, encoded: &str) -> Answer {
    emulator.call("POST", SEARCH).key(encoded).json(RED).send()
}

#[test]
fn case_122_keys_that_are_refused() {
    let emulator = Emulator::with_shop();
    let create = |expiration: &str| {
        let key = emulator.create_key(&json!({ "name": "k", "expiration": expiration }));
        (key["id"].as_str().unwrap().to_owned(), key["encoded"].as_str().unwrap().to_owned())
    };
    let (good, _) = create("1d");
    let (_, expired) = create("0ms");
    let (ended, ended_encoded) = create("1d");
    emulator.send("DELETE", "/_security/api_key", &json!({ "ids": [ended] }).to_string()).expect(200);
    let rows = [
        (STANDARD.encode("none:secret"), "API key: unable to find apikey with id none".to_owned()),
        (STANDARD.encode(format!("{good}:wrong")), format!("API key: invalid credentials for API key [{good}]")),
        (expired, "API key: api key is expired".to_owned()),
        (ended_encoded, format!("API key: api key [{ended}] has been invalidated")),
    ];
    for (encoded, failure) in rows {
        let answer = with_key(&emulator, &encoded).expect(401);
        let reason =
            "unable to authenticate with provided credentials and anonymous access is not allowed for this request";
        assert_eq!(answer.reason(), reason);
        assert_eq!(answer.json()["error"]["additional_unsuccessful_credentials"], failure);
        assert_eq!(answer.all("www-authenticate").len(), 3);
    }
}

#[test]
fn credentials_that_cannot_be_read() {
    let emulator = Emulator::with_shop();
    for header in ["ApiKey !!!", &format!("ApiKey {}", STANDARD.encode("no colon")), "Basic ?", "Bearer x", "ApiKey"] {
        let answer = emulator.call("POST", SEARCH).header("authorization", header).json(RED).send();
        assert_eq!((answer.status, answer.kind().as_str()), (401, "security_exception"), "{header}");
    }
}

#[test]
fn a_wrong_password_names_the_user() {
    let emulator = Emulator::start();
    let header = format!("Basic {}", STANDARD.encode("elastic:wrong"));
    let answer = emulator.call("GET", "/_cluster/health").header("authorization", &header).send().expect(401);
    assert_eq!(answer.reason(), "unable to authenticate user [elastic] for REST request [/_cluster/health]");
}

#[test]
fn case_123_the_scheme_is_read_in_any_case() {
    let emulator = Emulator::with_shop();
    let key = emulator.key(&restricted_to("shop"));
    for scheme in ["Apikey", "APIKEY", "apikey"] {
        let header = format!("{scheme} {key}");
        emulator.call("POST", SEARCH).header("authorization", &header).json(RED).send().expect(200);
    }
}

#[test]
fn the_encoded_key_may_lack_its_padding() {
    let emulator = Emulator::with_shop();
    let key = emulator.key(&restricted_to("shop"));
    assert_ne!(key, key.trim_end_matches('='));
    with_key(&emulator, key.trim_end_matches('=')).expect(200);
}

#[test]
fn a_new_key_is_answered_in_full() {
    let emulator = Emulator::start();
    for method in ["POST", "PUT"] {
        let body = json!({ "name": "shop-key", "expiration": "30d", "metadata": { "for": "tests" } });
        let key = emulator.send(method, "/_security/api_key", &body.to_string()).expect(200).json();
        let (id, secret) = (key["id"].as_str().unwrap(), key["api_key"].as_str().unwrap());
        assert_eq!(key["encoded"], STANDARD.encode(format!("{id}:{secret}")));
        assert_eq!(key["name"], "shop-key");
        let shown = emulator.get(&format!("/_security/api_key?id={id}")).expect(200);
        assert_eq!(shown.json()["api_keys"][0]["expiration"], key["expiration"]);
        assert_eq!(shown.json()["api_keys"][0]["metadata"], json!({ "for": "tests" }));
        assert!(!shown.text().contains(secret), "a secret is never shown again");
    }
    let lasting = emulator.create_key(&json!({ "name": "k" }));
    assert_eq!(lasting.get("expiration"), None);
}

#[test]
fn case_126_a_key_for_another_application() {
    let emulator = Emulator::with_shop();
    let key = emulator.create_key(&json!({ "name": "k", "role_descriptors": { "r": restricted_to("other") } }));
    let answer = with_key(&emulator, key["encoded"].as_str().unwrap()).expect(403);
    let id = key["id"].as_str().unwrap();
    let reason = format!(
        "action [indices:data/read/xpack/application/search_application/search] is unauthorized for API key id [{id}] \
         of user [elastic] on indices [shop], this action is granted by the index privileges \
         [read,read_failure_store,all]"
    );
    assert_eq!(answer.reason(), reason);
    assert_eq!(answer.json()["error"]["root_cause"][0]["type"], "security_exception");
}

#[test]
fn names_in_a_role_may_be_patterns() {
    let emulator = Emulator::with_shop();
    for (pattern, status) in [("sh*", 200), ("*", 200), ("shop", 200), ("sho", 403), ("x*", 403), ("products", 403)] {
        assert_eq!(with_key(&emulator, &emulator.key(&restricted_to(pattern))).status, status, "{pattern}");
    }
}

#[test]
fn index_and_indices_mean_the_same_in_a_role() {
    let emulator = Emulator::with_shop();
    let mut role = restricted_to("shop");
    let grants = role.as_object_mut().unwrap().remove("indices").unwrap();
    role["index"] = grants;
    with_key(&emulator, &emulator.key(&role)).expect(200);
}

#[test]
fn an_unrestricted_key_has_its_privileges_and_no_more() {
    let emulator = Emulator::with_shop();
    let reader = emulator.key(&json!({ "indices": [{ "names": ["products", "shop"], "privileges": ["read"] }] }));
    let writer = emulator.key(&json!({ "indices": [{ "names": ["products"], "privileges": ["write"] }] }));
    let manager = emulator.key(&json!({ "cluster": ["manage_search_application"] }));
    let owner = emulator.create_key(&json!({ "name": "k" }))["encoded"].as_str().unwrap().to_owned();
    let shop = "/_application/search_application/shop";
    let rows: [(&str, &str, &str, [u16; 4]); 6] = [
        ("POST", "/products/_search", "", [200, 403, 403, 200]),
        ("POST", SEARCH, RED, [200, 403, 403, 200]),
        ("GET", shop, "", [403, 403, 200, 200]),
        ("PUT", "/products/_doc/9", "{}", [403, 201, 403, 200]),
        ("POST", "/_bulk", "{\"index\":{\"_index\":\"products\"}}\n{}\n", [403, 200, 403, 200]),
        ("GET", "/_security/_authenticate", "", [200, 200, 200, 200]),
    ];
    for (method, path, body, statuses) in rows {
        for (key, status) in [&reader, &writer, &manager, &owner].into_iter().zip(statuses) {
            let answer = emulator.call(method, path).key(key).json(body).send();
            assert_eq!(answer.status, status, "{method} {path}: {}", answer.text());
        }
    }
}

#[test]
fn keys_are_found_and_ended_by_name_pattern_and_owner() {
    let emulator = Emulator::start();
    let create = |name: &str| emulator.create_key(&json!({ "name": name }));
    let keys = [create("shop-a"), create("shop-b"), create("other")];
    let names = |query: &str| -> Vec<String> {
        let body = emulator.get(&format!("/_security/api_key?{query}")).expect(200).json();
        let mut names: Vec<String> =
            body["api_keys"].as_array().unwrap().iter().map(|key| key["name"].as_str().unwrap().to_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(names("name=shop-*"), ["shop-a", "shop-b"]);
    assert_eq!(names("name=shop-a"), ["shop-a"]);
    assert_eq!(names("name=*"), ["other", "shop-a", "shop-b"]);
    assert_eq!(names("username=elastic&realm_name=reserved").len(), 3);
    assert_eq!(names("username=nobody"), [""; 0]);
    assert_eq!(emulator.get("/_security/api_key?id=none").expect(404).json(), json!({ "api_keys": [] }));
    let end = |body: Value| emulator.send("DELETE", "/_security/api_key", &body.to_string());
    assert_eq!(
        end(json!({ "name": "shop-*" })).expect(200).json()["invalidated_api_keys"].as_array().unwrap().len(),
        2
    );
    assert_eq!(names("active_only=true"), ["other"]);
    assert_eq!(end(json!({ "owner": true })).expect(200).json()["invalidated_api_keys"], json!([keys[2]["id"]]));
    for body in [json!({}), json!({ "ids": ["a"], "name": "b" }), json!({ "id": "a", "username": "b" })] {
        assert_eq!(end(body.clone()).expect(400).kind(), "action_request_validation_exception", "{body}");
    }
}

#[test]
fn with_the_right_to_its_own_keys_a_key_sees_and_ends_itself_only() {
    let emulator = Emulator::start();
    let other = emulator.create_key(&json!({ "name": "other" }));
    let roles = json!({ "r": { "cluster": ["manage_own_api_key"] } });
    let own = emulator.create_key(&json!({ "name": "own", "role_descriptors": roles }));
    let encoded = own["encoded"].as_str().unwrap();
    let show = |query: &str| emulator.call("GET", &format!("/_security/api_key?{query}")).key(encoded).send();
    assert_eq!(show("owner=true").expect(200).json()["api_keys"][0]["id"], own["id"]);
    show("").expect(403);
    let end = |body: Value| emulator.call("DELETE", "/_security/api_key").key(encoded).json(&body.to_string()).send();
    end(json!({ "ids": [other["id"]] })).expect(403);
    assert_eq!(end(json!({ "ids": [own["id"]] })).expect(200).json()["invalidated_api_keys"], json!([own["id"]]));
    end(json!({ "owner": true })).expect(401);
}

#[test]
fn case_127_key_requests_that_are_refused() {
    let emulator = Emulator::start();
    let role = |role: Value| json!({ "name": "k", "role_descriptors": { "r": role } });
    let workflows = |names: Value| role(json!({ "restriction": { "workflows": names } }));
    let grant = |grant: Value| role(json!({ "indices": [grant] }));
    let (illegal, content) = ("illegal_argument_exception", "x_content_parse_exception");
    let invalid = "action_request_validation_exception";
    let rows = [
        (json!({}), illegal),
        (json!({ "name": "" }), invalid),
        (json!({ "name": " k" }), invalid),
        (json!({ "name": "_k" }), invalid),
        (json!({ "name": "k".repeat(257) }), invalid),
        (json!({ "name": "k", "metadata": { "_k": 1 } }), invalid),
        (json!({ "name": "k", "x": 1 }), content),
        (json!({ "name": "k", "expiration": "soon" }), content),
        (workflows(json!(["x"])), illegal),
        (workflows(json!([])), content),
        (role(json!(null)), content),
        (role(json!([])), content),
        (grant(json!({ "names": ["/a.*/"], "privileges": ["read"] })), content),
        (role(json!({ "x": 1 })), content),
        (grant(json!({ "names": ["a"] })), content),
        (grant(json!({ "names": 5, "privileges": ["read"] })), content),
        (grant(json!({ "names": [], "privileges": ["read"] })), content),
        (json!({ "name": "k", "role_descriptors": { "a": restricted_to("x"), "b": restricted_to("y") } }), illegal),
    ];
    for (body, kind) in rows {
        let answer = emulator.send("POST", "/_security/api_key", &body.to_string());
        assert_eq!((answer.status, answer.kind().as_str()), (400, kind), "{body}: {}", answer.text());
    }
    let reason = emulator.send("POST", "/_security/api_key", &workflows(json!(["x"])).to_string()).reason();
    assert!(reason.starts_with("Unknown workflow [x]. A workflow must be one of the predefined workflow names ["));
}

#[test]
fn workflow_names_are_read_without_regard_to_case() {
    let emulator = Emulator::with_shop();
    let mut role = restricted_to("shop");
    role["restriction"]["workflows"] = json!([" Search_Application_QUERY "]);
    with_key(&emulator, &emulator.key(&role)).expect(200);
}

#[test]
fn a_key_cannot_make_a_key_with_rights() {
    let emulator = Emulator::start();
    let key = emulator.key(&json!({ "cluster": ["all"] }));
    let create = |body: Value| {
        let call = emulator.call("POST", "/_security/api_key").key(&key);
        call.json(&body.to_string()).send().status
    };
    assert_eq!(create(json!({ "name": "k" })), 400);
    assert_eq!(create(json!({ "name": "k", "role_descriptors": { "r": { "cluster": ["all"] } } })), 400);
    assert_eq!(create(json!({ "name": "k", "role_descriptors": { "r": {} } })), 200);
}

#[test]
fn who_am_i() {
    let emulator = Emulator::start();
    let user = emulator.get("/_security/_authenticate").expect(200).json();
    assert_eq!((&user["username"], &user["authentication_type"]), (&json!("elastic"), &json!("realm")));
    let key = emulator.key(&json!({ "cluster": ["all"] }));
    let seen = emulator.call("GET", "/_security/_authenticate").key(&key).send().expect(200).json();
    assert_eq!((&seen["authentication_type"], &seen["api_key"]["name"]), (&json!("api_key"), &json!("test")));
}

/// The wording is that of an older version. The check comes before the body is read, as in newer ones.
#[test]
fn case_128_a_licence_without_search_applications() {
    let emulator = Emulator::with(Config { licence: Licence::Basic, ..Config::default() });
    let rows = [("PUT", "/_application/search_application/shop", "{}"), ("POST", SEARCH, "not json")];
    for (method, path, body) in rows {
        let answer = emulator.send(method, path, body).expect(403);
        assert_eq!(answer.kind(), "security_exception");
        assert!(answer.reason().starts_with("Current license is non-compliant for search application"));
    }
    emulator.get("/_cluster/health").expect(200);
}
