//! Where a search goes: cloud ids and query strings.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use search_application_connector::{
    error::Kind,
    json::{Object, Value, read},
    options::Options,
    transport::{Surroundings, path, query},
};

/// What a connector with this cloud id asks, or what it says of it.
fn cloud(id: &str) -> Result<String, String> {
    let mut cloud = Object::new();
    cloud.insert("id", id);
    let mut options = read(r#"{"searchApplication":"films","apiKey":"a"}"#).unwrap().as_object().cloned().unwrap();
    options.insert("cloud", cloud);
    match Options::read(&Value::Object(options), &Surroundings::default()) {
        Ok(options) => Ok(options.connection.nodes.join(" ")),
        Err(error) => {
            assert_eq!(error.kind, Kind::Configuration);
            Err(error.message.clone())
        }
    }
}

#[test]
fn a_cloud_id_is_read_by_the_clients_rules() {
    let good = [
        ("name:bG9jYWxob3N0JGFiY2QkZWZnaA==", "https://abcd.localhost"),
        (":aG9zdC5pbzo5MjQzJGFiYyRraWI=", "https://abc.host.io:9243"),
        ("name:aG9zdC5pbyRhYmM", "https://abc.host.io"),
        ("name:aG9z dC5pbyRhYmM=", "https://abc.host.io"),
    ];
    for (id, url) in good {
        assert_eq!(cloud(id).as_deref(), Ok(url), "{id}");
    }
    let form = "must be in the format \"name:base64string\"";
    let parts = "at least two \"$\" separated parts";
    let bad = [
        ("", form),
        ("name", form),
        ("name:", form),
        ("a:b:c", form),
        ("name:!!!", parts),
        ("name:aG9zdC5pbw==", parts),         // host.io
        ("name:JGFiYw==", parts),             // $abc
        ("name:aG9zdC5pbyQ=", parts),         // host.io$
        ("name:aG9zdCRhYmM6OTI0NA==", parts), // host$abc:9244: the client throws `TypeError: Invalid URL`
        ("name:aG9zdCRhYi9jQGQ=", parts),     // host$ab/c@d
        ("name://///w==", parts),             // no UTF-8
    ];
    for (id, words) in bad {
        let message = cloud(id).unwrap_err();
        assert!(message.contains(words), "{id}: {message}");
    }
}

#[test]
fn a_query_string_is_encoded_and_lists_are_joined() {
    let members = read(r#"{"typed_keys":true,"a b":"c&d=e","list":[1,"é"],"none":null}"#).unwrap();
    assert_eq!(query(members.as_object().unwrap()), "typed_keys=true&a%20b=c%26d%3De&list=1%2C%C3%A9&none=");
    assert_eq!(query(&Object::new()), "");
    assert_eq!(path("a/b").unwrap(), "/_application/search_application/a%2Fb/_search");
}
