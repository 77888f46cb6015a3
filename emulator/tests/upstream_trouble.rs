//! An engine that can't be asked: the caller gets a 502 that says what is wrong and what the operator may do.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;

use emulator::{Config, UpstreamAddress};
use support::stub::{EMPTY_OBJECT, answering, answering_tls};
use support::{Answer, Emulator};

/// The answer to a search in front of that engine.
fn search_at(url: String, authorization: Option<&str>, authority: Option<PathBuf>) -> Answer {
    let authorization = authorization.map(str::to_owned);
    let upstream = Some(UpstreamAddress { url, authorization, authority });
    Emulator::serve(Config { upstream, ..Config::default() }).send("POST", "/films/_search", "{}")
}

#[test]
fn the_error_says_what_is_wrong_with_the_engine() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let engine = Emulator::embedded();
    let unauthorized = "HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\nUnauthorized";
    let forbidden = "HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n\
                     {\"error\":{\"type\":\"security_exception\",\"reason\":\"not yours\"},\"status\":403}";
    let rows = [
        (format!("http://127.0.0.1:{free}"), "nothing listens there"),
        ("http://no-such-host.invalid".to_owned(), "--upstream"),
        (engine.url().replace("http:", "https:"), "write http:// in --upstream"),
        (format!("http://127.0.0.1:{}", answering("")), "write https:// in --upstream"),
        (
            format!("http://127.0.0.1:{}", answering("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n<html>")),
            "is it an Elasticsearch",
        ),
        (format!("http://127.0.0.1:{}", answering(unauthorized)), "EMULATOR_UPSTREAM_AUTHORIZATION"),
        (format!("http://127.0.0.1:{}", answering(forbidden)), "(403: not yours)"),
        (engine.url(), "(401: missing authentication credentials"),
    ];
    for (url, said) in rows {
        let answer = search_at(url.clone(), None, None);
        assert_eq!((answer.status, answer.kind().as_str()), (502, "upstream_exception"), "{url}: {}", answer.text());
        assert!(answer.reason().contains(said), "{url}: {}", answer.text());
    }
}

#[test]
fn a_credential_that_the_engine_refuses_is_not_repeated() {
    let answer = search_at(Emulator::embedded().url(), Some("Basic c2VjcmV0OnNlY3JldA=="), None).expect(502);
    assert!(!answer.text().contains("c2VjcmV0"), "{}", answer.text());
}

#[test]
fn an_engine_s_own_authority_is_trusted_when_it_is_given() {
    let (port, certificate) = answering_tls(EMPTY_OBJECT);
    let url = format!("https://127.0.0.1:{port}");
    let unknown = search_at(url.clone(), None, None).expect(502);
    assert!(unknown.reason().contains("--upstream-ca"), "{}", unknown.text());
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("authority.pem");
    fs::write(&file, certificate).unwrap();
    assert_eq!(search_at(url, None, Some(file)).expect(200).text(), "{}");
}

#[test]
fn a_file_without_a_certificate_is_refused_at_start() {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("no-authority.pem");
    fs::write(&file, "no certificate").unwrap();
    let address = UpstreamAddress { url: "https://127.0.0.1".to_owned(), authorization: None, authority: Some(file) };
    let error = emulator::serve(Config { upstream: Some(address), ..Config::default() }).err().unwrap().to_string();
    assert!(error.contains("no-authority.pem: there is no certificate"), "{error}");
}
