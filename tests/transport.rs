//! What an answer that is no search response is called, and in which words: a row a kind of answer.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at what it did not expect")]

use search_application_connector::{
    error::{Error, Kind},
    json::{Object, Value, read},
    transport::{Answer, Asked, Authentication, Broken, Scheme, check_product, refusal, unreadable},
};

fn key() -> Authentication {
    Authentication::Fixed(Scheme::ApiKey.credential(&"c2VjcmV0OmtleQ==".into()).unwrap())
}

/// What is said of an exchange with the application `films`, with these headers, from this page if it is one.
fn asking<T>(authentication: &Authentication, headers: &[&str], page: Option<&str>, say: impl Fn(&Asked) -> T) -> T {
    let headers: Object = headers.iter().map(|&name| (name.to_owned(), "1".into())).collect();
    let node = "https://a.example:9243/es";
    let (timeout_ms, max_response_size) = (30_000, 100_000_000);
    say(&Asked { application: "films", node, authentication, timeout_ms, max_response_size, headers: &headers, page })
}

fn refused(status: u16, text: &str) -> Error {
    asking(&key(), &[], None, |asked| refusal(Answer { status, text, json: read(text).ok() }, asked))
}

fn broken(broken: &Broken, headers: &[&str], page: Option<&str>) -> Error {
    asking(&key(), headers, page, |asked| broken.error(asked))
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
            "Elasticsearch got no credential: missing authentication credentials. A proxy in between must pass the Authorization header on (HTTP 401)",
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
fn a_refused_credential_is_called_by_what_it_is() {
    let text = r#"{"error":{"type":"security_exception","reason":"unable to authenticate"},"status":401}"#;
    let json = read(text).ok();
    let token = Authentication::Fixed(Scheme::Bearer.credential(&"token".into()).unwrap());
    let password =
        Value::Object([("username".into(), "u".into()), ("password".into(), "p".into())].into_iter().collect());
    let password = password.as_object().cloned().unwrap();
    let given = [("auth".to_owned(), Value::Object(password))].into_iter().collect();
    let password = Authentication::read(&given, &[], &[]).unwrap().unwrap();
    for (authentication, words) in [
        (token, "the token: unable to authenticate. Get a new one"),
        (password, "the user's name and password: unable to authenticate. Check `auth`"),
        (Authentication::Header, "the `authorization` header: unable"),
        (Authentication::Supplied(Scheme::ApiKey), "Its function was asked for a new one too"),
    ] {
        let answer = || Answer { status: 401, text, json: json.clone() };
        let message = asking(&authentication, &[], None, |asked| refusal(answer(), asked).message.clone());
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn a_page_is_told_both_causes_of_a_failed_connection_and_the_settings_that_it_needs() {
    let failed = Broken::Failed("Failed to fetch".into());
    let headers = ["content-type", "accept", "x-opaque-id", "content-encoding"];
    let error = broken(&failed, &headers, Some("https://shop.example"));
    assert_eq!(error.kind, Kind::Connection);
    let lines: Vec<_> = error.message.lines().collect();
    assert!(
        lines[0].starts_with("No answer from https://a.example:9243 (Failed to fetch). Either it can't be reached")
    );
    assert_eq!(
        lines[1..],
        [
            "http.cors.enabled: true",
            "http.cors.allow-origin: \"https://shop.example\"",
            "http.cors.allow-headers: X-Requested-With, Content-Type, Content-Length, Authorization, Accept, x-opaque-id, content-encoding",
        ]
    );
    let elsewhere = broken(&failed, &headers, None);
    assert_eq!(elsewhere.message, "No answer from https://a.example:9243: Failed to fetch");
}

#[test]
fn an_exchange_without_an_answer_is_named_by_how_it_ended() {
    for (end, kind, words) in [
        (Broken::TimedOut, Kind::Timeout, "within 30000 ms"),
        (Broken::GivenUp, Kind::RequestAborted, "given up"),
        (Broken::TooLarge, Kind::RequestAborted, "larger than the 100000000 bytes that `maxResponseSize` allows"),
        (Broken::Redirected, Kind::Response, "https://a.example:9243 redirects the search"),
    ] {
        let error = broken(&end, &[], None);
        assert_eq!(error.kind, kind);
        assert!(error.message.contains(words), "{}", error.message);
    }
}

#[test]
fn a_success_that_is_no_search_response_says_what_it_was() {
    let error = unreadable(200, "<!doctype html>");
    assert_eq!((error.kind, error.status), (Kind::Deserialization, Some(200)));
    assert_eq!(error.message, "The answer is not a search response: <!doctype html>");
}
