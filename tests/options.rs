//! What the constructor's options may be, and what is said of those that can't work.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use search_application_connector::{
    error::{Error, Kind},
    json::read,
    options::Options,
};

const SECRET: &str = "c2VjcmV0OmtleQ==";

/// The options of a page that works, with the given members put over them.
fn options(changes: &str) -> Result<Options, Error> {
    let base =
        read(&format!(r#"{{"host":"https://search.example.com","searchApplication":"films","apiKey":"{SECRET}"}}"#));
    let mut options = base.unwrap().as_object().unwrap().clone();
    for (name, value) in read(changes).unwrap().as_object().unwrap() {
        options.insert(name, value.clone());
    }
    Options::read(&options.into())
}

#[test]
fn the_endpoint_keeps_a_path_prefix_and_encodes_the_name() {
    let cases = [
        ("https://a.example", "films", "https://a.example/_application/search_application/films/_search"),
        ("https://a.example/", "films", "https://a.example/_application/search_application/films/_search"),
        (
            " https://a.example:9243/es/v1// ",
            "films",
            "https://a.example:9243/es/v1/_application/search_application/films/_search",
        ),
        ("HTTPS://a.example", "my films", "HTTPS://a.example/_application/search_application/my%20films/_search"),
        (
            "https://a.example",
            "a/../b?x#y%2f",
            "https://a.example/_application/search_application/a%2F..%2Fb%3Fx%23y%252f/_search",
        ),
        (
            "https://a.example",
            "фильмы",
            "https://a.example/_application/search_application/%D1%84%D0%B8%D0%BB%D1%8C%D0%BC%D1%8B/_search",
        ),
        ("http://localhost:9200", "films", "http://localhost:9200/_application/search_application/films/_search"),
        ("http://shop.localhost", "films", "http://shop.localhost/_application/search_application/films/_search"),
        ("http://127.0.0.1:9200", "films", "http://127.0.0.1:9200/_application/search_application/films/_search"),
        ("http://[::1]:9200", "films", "http://[::1]:9200/_application/search_application/films/_search"),
    ];
    for (host, name, endpoint) in cases {
        let read = options(&format!(r#"{{"host":"{host}","searchApplication":"{name}"}}"#)).unwrap();
        assert_eq!(read.endpoint, endpoint);
    }
}

#[test]
fn an_option_that_cant_work_is_refused_in_words_that_name_it_and_never_the_key() {
    let cases = [
        (r#"{"host":null}"#, "`host` must be a text"),
        (r#"{"host":""}"#, "`host` must be a text"),
        (r#"{"host":"search.example.com"}"#, "`host` must be the URL"),
        (r#"{"host":"ftp://search.example.com"}"#, "`host` must be the URL"),
        (r#"{"host":"https://"}"#, "`host` must be the URL"),
        (r#"{"host":"https:///path"}"#, "`host` must be the URL"),
        (r#"{"host":"https://a b"}"#, "`host` must be the URL"),
        (r#"{"host":"https://elastic:c2VjcmV0OmtleQ==@a.example"}"#, "must not hold a user name or password"),
        (r#"{"host":"https://a.example?key=1"}"#, "without `?`"),
        (r#"{"host":"https://a.example/#x"}"#, "without `?`"),
        (r#"{"host":"http://a.example"}"#, "`host` must be https"),
        (r#"{"host":"http://127.evil.example"}"#, "`host` must be https"),
        (r#"{"host":"http://localhost.evil.example"}"#, "`host` must be https"),
        (r#"{"searchApplication":7}"#, "`searchApplication` must be a text"),
        (r#"{"searchApplication":".."}"#, "`searchApplication` must be the name"),
        (r#"{"apiKey":""}"#, "`apiKey` must be"),
        (r#"{"apiKey":"c2VjcmV0OmtleQ==\nx"}"#, "`apiKey` must be"),
        (r#"{"apiKey":"c2VjcmV0OmtleQ==é"}"#, "`apiKey` must be"),
        (r#"{"apiKey":{"id":"a"}}"#, "`apiKey` must be"),
        (r#"{"dictionary":true}"#, "`dictionary` must be"),
        (r#"{"dictionary":[]}"#, "`dictionary` must be"),
        (r#"{"headers":"x"}"#, "`headers` must be"),
        (r#"{"headers":{"x":1}}"#, "The header `x`"),
        (r#"{"headers":{"x y":"1"}}"#, "The header `x y`"),
        (r#"{"headers":{"x":"c2VjcmV0OmtleQ==\r\n"}}"#, "The header `x`"),
        (r#"{"requestTimeout":0}"#, "`requestTimeout` must be"),
        (r#"{"requestTimeout":"30s"}"#, "`requestTimeout` must be"),
        (r#"{"apikey":"c2VjcmV0OmtleQ=="}"#, "There is no option `apikey`"),
    ];
    for (changes, words) in cases {
        let error = options(changes).unwrap_err();
        assert_eq!(error.kind, Kind::Configuration, "{changes}");
        assert!(error.message.contains(words), "{changes}: {}", error.message);
        assert!(!format!("{error:?}").contains(SECRET), "{changes}: the key is in {error:?}");
    }
}

#[test]
fn what_is_missing_is_named() {
    for (given, words) in [
        ("null", "The connector needs options"),
        ("{}", "`searchApplication` is missing"),
        (r#"{"searchApplication":"a"}"#, "`host` is missing"),
        (r#"{"searchApplication":"a","host":"https://a.example"}"#, "`apiKey` is missing"),
    ] {
        let error = Options::read(&read(given).unwrap()).unwrap_err();
        assert!(error.message.contains(words), "{given}: {}", error.message);
    }
}

#[test]
fn plain_http_is_for_those_who_ask_for_it() {
    let read = options(r#"{"host":"http://a.example","allowInsecure":true}"#).unwrap();
    assert_eq!(read.origin(), "http://a.example");
}

#[test]
fn a_key_in_two_halves_is_encoded_and_neither_form_is_ever_printed() {
    let read = options(r#"{"apiKey":{"id":"secret","api_key":"key"}}"#).unwrap();
    assert_eq!(read.credential.header(), "ApiKey c2VjcmV0OmtleQ==");
    assert_eq!(read.credential.redact("ApiKey c2VjcmV0OmtleQ== of key"), "ApiKey [redacted] of [redacted]");
    assert!(!format!("{read:?}").contains("c2Vj"));
}

#[test]
fn a_search_may_take_thirty_seconds_unless_said_otherwise() {
    assert_eq!(options("{}").unwrap().timeout_ms, 30_000);
    assert_eq!(options(r#"{"requestTimeout":250}"#).unwrap().timeout_ms, 250);
}
