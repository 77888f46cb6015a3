//! What an answer that is no search response is called, and in which words: a row a kind of answer.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use search_application_connector::{
    error::{Error, Kind},
    json::read,
    transport::{Answer, check_product, connection_failure, refusal, unreadable},
};

fn refused(status: u16, text: &str) -> Error {
    refusal(Answer { status, text, json: read(text).ok() }, "films")
}

#[test]
fn a_refusal_carries_the_servers_most_telling_words() {
    let cases = [
        (
            400,
            r#"{"error":{"root_cause":[],"type":"validation_exception","reason":"Validation Failed: 1: $.size: string found, integer expected;"},"status":400}"#,
            "Validation Failed: 1: $.size: string found, integer expected; (HTTP 400)",
        ),
        (
            400,
            r#"{"error":{"type":"x_content_parse_exception","reason":"[1:9] [bool] failed to parse field [filter]","caused_by":{"type":"parsing_exception","reason":"outer","caused_by":{"type":"parsing_exception","reason":"unknown query [foo]"}}}}"#,
            "[1:9] [bool] failed to parse field [filter]: unknown query [foo] (HTTP 400)",
        ),
        (
            400,
            r#"{"error":"no handler found for uri [/x] and method [POST]"}"#,
            "no handler found for uri [/x] and method [POST] (HTTP 400)",
        ),
        (400, r#"{"error":{"type":"parse_exception","reason":null}}"#, "parse_exception (HTTP 400)"),
        (
            401,
            r#"{"error":{"type":"security_exception","reason":"unable to authenticate","additional_unsuccessful_credentials":"API key: api key is expired"}}"#,
            "Elasticsearch did not accept the API key: api key is expired. Make a new key and give it to the page as `apiKey` (HTTP 401)",
        ),
        (
            401,
            r#"{"error":{"type":"security_exception","reason":"missing authentication credentials"}}"#,
            "Elasticsearch did not accept the API key: missing authentication credentials. Make a new key and give it to the page as `apiKey` (HTTP 401)",
        ),
        (
            403,
            r#"{"error":{"root_cause":[{"type":"role_restriction_exception","reason":"access restricted by workflow"}],"type":"security_exception","reason":"action [x] is unauthorized","caused_by":{"type":"role_restriction_exception","reason":"access restricted by workflow"}}}"#,
            "The API key may not be used for this: action [x] is unauthorized: access restricted by workflow. It must be restricted to the workflow search_application_query, and a proxy must not change the path (HTTP 403)",
        ),
        (
            403,
            r#"{"error":{"type":"security_exception","reason":"action [y] is unauthorized on indices [films]"}}"#,
            "The API key has no right to search “films”: action [y] is unauthorized on indices [films] (HTTP 403)",
        ),
        (
            404,
            r#"{"error":{"type":"resource_not_found_exception","reason":"films"},"status":404}"#,
            "There is no search application “films” on this cluster: films (HTTP 404)",
        ),
        (413, "", "The search is larger than the server accepts (HTTP 413)"),
        (
            429,
            r#"{"error":{"reason":"queue full"}}"#,
            "The cluster has too much to do at the moment; try again soon: queue full (HTTP 429)",
        ),
        (
            502,
            "<html>\n<h1>Bad   gateway</h1></html>",
            "The cluster can't answer at the moment; try again soon: <html> <h1>Bad gateway</h1></html> (HTTP 502)",
        ),
        (500, "", "the body is empty (HTTP 500)"),
        (500, "[1]", "[1] (HTTP 500)"),
        (500, r#"{"error":{}}"#, r#"{"error":{}} (HTTP 500)"#),
    ];
    for (status, body, message) in cases {
        let error = refused(status, body);
        assert_eq!((error.kind, error.status, error.message.as_str()), (Kind::Response, Some(status), message));
        assert_eq!(error.body, read(body).ok(), "the body is kept where it is JSON");
    }
}

#[test]
fn a_long_body_that_is_no_json_is_quoted_only_in_part() {
    let message = refused(500, &"é".repeat(5000)).message.clone();
    assert_eq!(message, format!("{}… (HTTP 500)", "é".repeat(120)));
}

#[test]
fn only_elasticsearch_is_believed() {
    assert_eq!(check_product(Some("Elasticsearch")), Ok(()));
    for other in [None, Some(""), Some("elasticsearch"), Some("OpenSearch")] {
        assert_eq!(check_product(other).unwrap_err().kind, Kind::ProductNotSupported, "{other:?}");
    }
}

#[test]
fn a_failed_connection_names_both_causes() {
    let error = connection_failure("https://a.example", "Failed to fetch");
    assert_eq!(error.kind, Kind::Connection);
    for words in
        ["https://a.example", "Failed to fetch", "can't be reached", "http.cors.enabled", "http.cors.allow-origin"]
    {
        assert!(error.message.contains(words), "{words}");
    }
}

#[test]
fn a_success_that_is_no_search_response_says_what_it_was() {
    let error = unreadable(200, "<!doctype html>");
    assert_eq!((error.kind, error.status), (Kind::Deserialization, Some(200)));
    assert_eq!(error.message, "The answer is not a search response: <!doctype html>");
}
