//! What the constructor's options may be, and what is said of those that can't work.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may stop at what it did not expect"
)]

use search_application_connector::{
    error::{Error, Kind},
    json::{Value, read},
    options::Options,
    transport::{Authentication, Surroundings},
};

const SECRET: &str = "c2VjcmV0OmtleQ==";

/// The options of a page that works, with the given members put over them.
fn options(changes: &str) -> Result<Options, Error> {
    options_in(changes, true, &[])
}

/// The same in a page or elsewhere, with these options given as functions.
fn options_in(changes: &str, in_page: bool, functions: &[&str]) -> Result<Options, Error> {
    let base =
        read(&format!(r#"{{"host":"https://search.example.com","searchApplication":"films","apiKey":"{SECRET}"}}"#));
    let mut options = base.unwrap().as_object().unwrap().clone();
    for (name, value) in read(changes).unwrap().as_object().unwrap() {
        options.insert(name, value.clone());
    }
    let functions = functions.iter().map(|&name| name.to_owned()).collect();
    Options::read(&options.into(), &Surroundings { in_page, functions })
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
        assert_eq!(read.connection.nodes[0].clone() + &read.path, endpoint);
    }
}

#[test]
fn an_option_that_cant_work_is_refused_in_words_that_name_it_and_never_the_key() {
    let cases = [
        (r#"{"host":5}"#, "`host` must be a text"),
        (r#"{"host":""}"#, "`host` must be a text"),
        (r#"{"host":"search.example.com"}"#, "`host` must be the URL"),
        (r#"{"host":"ftp://search.example.com"}"#, "`host` must be the URL"),
        (r#"{"host":"https://"}"#, "`host` must be the URL"),
        (r#"{"host":"https:///path"}"#, "`host` must be the URL"),
        (r#"{"host":"https://a b"}"#, "`host` must be the URL"),
        (r#"{"host":"https://elastic:c2Vj/cmV0OmtleQ==@a.example"}"#, "`host` must be the URL"),
        (r#"{"host":[]}"#, "`host` must be a text"),
        (r#"{"host":["https://a.example","http://b.example"]}"#, "`host` must be https"),
        (r#"{"cloud":{"id":"a:b"}}"#, "either `host` or `cloud`"),
        (r#"{"host":null,"cloud":{"id":5}}"#, "`cloud` must be"),
        (r#"{"serverMode":"cloud"}"#, "`serverMode` must be"),
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
        (r#"{"aggregations":[]}"#, "`aggregations` must be an object: field to name"),
        (r#"{"highlightTags":["<em>"]}"#, "`highlightTags` must be a list"),
        (r#"{"interceptSearchRequest":true}"#, "`interceptSearchRequest` must be a function"),
        (r#"{"searchApplications":[]}"#, "`searchApplications` must be an object"),
        (r#"{"searchApplications":{"a":5}}"#, "`searchApplications.a` must be an object"),
        (r#"{"searchApplications":{"a":{"host":"x"}}}"#, "`searchApplications.a` has no option `host`"),
        (r#"{"searchApplications":{"a":{"dictionary":5}}}"#, "`dictionary` must be"),
        (r#"{"headers":"x"}"#, "`headers` must be"),
        (r#"{"headers":{"x":1}}"#, "The header `x`"),
        (r#"{"headers":{"x y":"1"}}"#, "The header `x y`"),
        (r#"{"headers":{"x":"c2VjcmV0OmtleQ==\r\n"}}"#, "The header `x`"),
        (r#"{"requestTimeout":0}"#, "`requestTimeout` must be"),
        (r#"{"requestTimeout":"soon"}"#, "`requestTimeout` must be"),
        (r#"{"requestTimeout":"30 weeks"}"#, "`requestTimeout` must be"),
        (r#"{"requestTimeout":2147483648}"#, "`requestTimeout` must be"),
        (r#"{"maxRetries":-1}"#, "`maxRetries` must be"),
        (r#"{"maxRetries":1.5}"#, "`maxRetries` must be"),
        (r#"{"maxResponseSize":0}"#, "`maxResponseSize` must be"),
        (r#"{"maxResponseSize":536870889}"#, "`maxResponseSize` must be"),
        (r#"{"retryOnTimeout":"yes"}"#, "`retryOnTimeout` must be true or false"),
        (r#"{"compression":1}"#, "`compression` must be true or false"),
        (r#"{"querystring":"a=b"}"#, "`querystring` must be"),
        (r#"{"opaqueId":"a\nb"}"#, "`opaqueId` must be"),
        (r#"{"opaqueIdPrefix":"é"}"#, "`opaqueIdPrefix` must be"),
        (r#"{"redaction":{"type":"hide"}}"#, "`redaction.type` must be"),
        (r#"{"redaction":{"type":"replace","additionalKeys":"x"}}"#, "`redaction.additionalKeys` must be"),
        (r#"{"cache":true}"#, "`cache` must be"),
        (r#"{"cache":{"maxEntries":10}}"#, "`cache` must be"),
        (r#"{"cache":{"maxEntries":0,"ttl":1}}"#, "`cache.maxEntries` must be"),
        (r#"{"connectionOptions":{"tls":{}}}"#, "`connectionOptions` may hold `headers`"),
        (r#"{"apiKey":null,"auth":{"username":"u"}}"#, "`auth` must be"),
        (r#"{"apiKey":null,"auth":{"username":"u","password":""}}"#, "`auth` must be"),
        (r#"{"apiKey":null,"auth":{"bearer":"c2VjcmV0OmtleQ==\nx"}}"#, "`auth.bearer` must be"),
        (r#"{"auth":"c2VjcmV0OmtleQ=="}"#, "`auth` must be"),
        (r#"{"secondaryAuthorization":"ApiKey c2VjcmV0OmtleQ==\r\n"}"#, "`secondaryAuthorization` must be"),
        (r#"{"signal":"none"}"#, "`signal` must be an AbortSignal"),
        (r#"{"meta":true}"#, "There is no option `meta`"),
        (r#"{"apikey":"c2VjcmV0OmtleQ=="}"#, "There is no option `apikey`"),
    ];
    for (changes, words) in cases {
        let error = options(changes).expect_err(changes);
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
        let error = Options::read(&read(given).unwrap(), &Surroundings::default()).unwrap_err();
        assert!(error.message.contains(words), "{given}: {}", error.message);
    }
}

#[test]
fn plain_http_is_for_those_who_ask_for_it() {
    let read = options(r#"{"host":"http://a.example","allowInsecure":true}"#).unwrap();
    assert_eq!(read.connection.nodes, ["http://a.example"]);
}

#[test]
fn a_function_by_an_unknown_name_is_refused_and_by_a_known_one_is_not() {
    let error = options_in("{}", true, &["onDiagnostc"]).unwrap_err();
    assert!(error.message.contains("no option `onDiagnostc`"), "{}", error.message);
    for known in ["onDiagnostic", "retryBackoff", "params", "apiKey", "auth.bearer"] {
        assert!(options_in("{}", true, &[known]).is_ok(), "{known}");
    }
}

#[test]
fn what_a_page_leaves_to_its_browser_is_refused_with_the_name_of_who_does_it() {
    let cases = [
        ("tls", "the browser does TLS", "connect: { ca }"),
        ("caFingerprint", "the browser does TLS", "connect: { ca }"),
        ("agent", "the browser opens, keeps and shares connections", "new Agent("),
        ("keepAlive", "the browser opens, keeps and shares connections", "new Agent("),
        ("proxy", "the proxy that its user's system is set to", "new ProxyAgent(url)"),
        ("nodes", "as `host`, one or several", "as `host`, one or several"),
        ("sniffOnStart", "as `host`, one or several", "as `host`, one or several"),
    ];
    for (name, in_page, elsewhere) in cases {
        let given = format!(r#"{{"{name}":true}}"#);
        for (is_page, words) in [(true, in_page), (false, elsewhere)] {
            for refused in [options_in(&given, is_page, &[]), options_in("{}", is_page, &[name])] {
                let message = refused.unwrap_err().message.clone();
                assert!(message.contains(words) && message.starts_with(&format!("`{name}` ")), "{message}");
            }
        }
    }
    let dispatcher = r#"{"dispatcher":true}"#;
    assert!(options_in(dispatcher, true, &[]).unwrap_err().message.contains("the browser opens"));
    assert!(options_in(dispatcher, false, &[]).is_ok());
}

/// The `Authorization` header that these options send.
fn header(changes: &str) -> String {
    match options(changes).unwrap().connection.authentication {
        Authentication::Fixed(credential) => credential.header().to_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn the_strongest_credential_is_sent_in_the_form_that_its_scheme_has() {
    let cases = [
        ("{}", "ApiKey c2VjcmV0OmtleQ=="),
        (r#"{"apiKey":{"id":"secret","api_key":"key"}}"#, "ApiKey c2VjcmV0OmtleQ=="),
        (r#"{"auth":{"apiKey":"b3RoZXI="}}"#, "ApiKey c2VjcmV0OmtleQ=="),
        (r#"{"apiKey":null,"auth":{"apiKey":"b3RoZXI=","bearer":"token"}}"#, "ApiKey b3RoZXI="),
        (r#"{"apiKey":null,"auth":{"bearer":"token","username":"u","password":"p"}}"#, "Bearer token"),
        (r#"{"apiKey":null,"auth":{"username":"üser","password":"pass"}}"#, "Basic w7xzZXI6cGFzcw=="),
        (r#"{"apiKey":null,"auth":{"bearer":"token"},"host":"https://user:pass@a.example"}"#, "Bearer token"),
        (r#"{"apiKey":null,"host":"https://user:p%40ss%zz@a.example"}"#, "Basic dXNlcjpwQHNzJXp6"),
        (r#"{"apiKey":null,"host":["https://a.example","https://user:pass@b.example"]}"#, "Basic dXNlcjpwYXNz"),
        (r#"{"apiKey":null,"headers":{"Authorization":"ApiKey x"}}"#, "Header"),
    ];
    for (given, sent) in cases {
        assert_eq!(header(given), sent, "{given}");
    }
}

#[test]
fn credentials_in_a_url_are_moved_out_of_it() {
    for host in ["https://user:pass@a.example/es", "https://user@a.example/es", "https://a:b@c:d@a.example/es"] {
        let read = options(&format!(r#"{{"host":"{host}"}}"#)).unwrap();
        assert_eq!(read.connection.nodes, ["https://a.example/es"]);
    }
}

#[test]
fn a_password_in_a_page_is_warned_of_and_nowhere_else() {
    let password = r#"{"apiKey":null,"auth":{"username":"u","password":"p"}}"#;
    let warnings = |given, in_page| options_in(given, in_page, &[]).unwrap().connection.warnings();
    assert!(warnings(password, true)[0].contains("Everyone who opens the page"));
    assert_eq!(warnings(password, false), Vec::<String>::new());
    assert_eq!(warnings("{}", true), Vec::<String>::new());
}

#[test]
fn a_key_in_two_halves_is_encoded_and_neither_form_is_ever_printed() {
    // base64 of `secret:key`
    for given in [r#"{"apiKey":{"id":"secret","api_key":"key"}}"#, "{}"] {
        let read = options(given).unwrap();
        assert_eq!(read.secrets(), ["secret:key", "ApiKey c2VjcmV0OmtleQ==", "c2VjcmV0OmtleQ==", "key"], "{given}");
        assert!(!format!("{:?}", read.connection).contains("c2Vj"), "{given}");
    }
    let header = options(r#"{"headers":{"Authorization":"Basic c2VjcmV0OmtleQ==","x":"kept"}}"#).unwrap();
    assert!(header.secrets().contains(&"Basic c2VjcmV0OmtleQ==".to_owned()));
    assert!(!header.secrets().contains(&"kept".to_owned()));
}

#[test]
fn a_serverless_cluster_is_asked_for_its_version_at_its_one_address() {
    let read = options(r#"{"serverMode":"serverless","host":["https://a.example","https://b.example"]}"#).unwrap();
    assert_eq!(read.connection.nodes, ["https://a.example"]);
    assert_eq!(request_part(&read, "headers"), r#"{"elastic-api-version":"2023-10-31"}"#);
}

#[test]
fn headers_come_from_both_options_that_hold_them() {
    let given = r#"{"connectionOptions":{"headers":{"X-A":"1","X-B":"2"}},"headers":{"x-b":"3"}}"#;
    assert_eq!(request_part(&options(given).unwrap(), "headers"), r#"{"x-a":"1","x-b":"3"}"#);
}

#[test]
fn a_search_may_take_thirty_seconds_unless_said_otherwise() {
    let cases = [
        ("{}", 30_000),
        (r#"{"requestTimeout":250}"#, 250),
        (r#"{"requestTimeout":"30s"}"#, 30_000),
        (r#"{"requestTimeout":" 1.5 m "}"#, 90_000),
        (r#"{"requestTimeout":"2h"}"#, 7_200_000),
        (r#"{"requestTimeout":"250"}"#, 250),
        (r#"{"requestTimeout":"250ms"}"#, 250),
    ];
    for (given, milliseconds) in cases {
        assert_eq!(request_part(&options(given).unwrap(), "requestTimeout"), milliseconds.to_string(), "{given}");
    }
}

#[test]
fn a_search_says_otherwise_than_its_connector_for_itself_alone() {
    let base = r#"{"maxRetries":5,"requestTimeout":100,"headers":{"a":"1","b":"1"},"querystring":{"x":1},
        "opaqueIdPrefix":"shop-","opaqueId":"page","redaction":{"type":"off"}}"#;
    let connector = options(base).unwrap();
    let given = r#"{"maxRetries":0,"headers":{"B":"2"},"querystring":{"y":[2,true]},"opaqueId":"one","ignore":[404],"meta":true}"#;
    let of = |given: &str| connector.over(&read(given).unwrap(), &[]);
    assert_eq!(
        Value::from(of(given).unwrap()),
        read(
            r#"{"maxRetries":0,"requestTimeout":100,"headers":{"a":"1","b":"2"},"querystring":{"x":1,"y":[2,true]},
            "opaqueId":"shop-one","redaction":{"mode":"off","additional":[]},"ignore":[404],"meta":true,
            "maxResponseSize":100000000}"#
        )
        .unwrap()
    );
    let other = of("null").unwrap();
    assert_eq!(other.get("maxRetries"), Some(&5.into()));
    assert_eq!((other.get("meta"), other.get("opaqueId")), (None, Some(&"shop-page".into())));
    assert!(of(r#"{"host":"https://b.example"}"#).unwrap_err().message.contains("no option `host`"));
    assert!(of("[]").unwrap_err().message.contains("must be an object"));
    assert!(of(r#"{"ignore":404}"#).unwrap_err().message.contains("`ignore` must be"));
}

/// What these options say of each search, as JSON text.
fn request_part(options: &Options, name: &str) -> String {
    options.request.get(name).unwrap().to_json()
}
