//! The HTTP layer: CORS (the contract's cases 129 to 134), limits, compression and headers (135, 138).
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use std::io::{Read, Write};

use emulator::{Config, Cors, Origins};
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde_json::json;
use support::{Answer, Emulator};

const PAGE: &str = "https://shop.example.com";

fn with_cors(origins: &str, allow_credentials: bool) -> Emulator {
    let allow_origin = Some(Origins::parse(origins).unwrap());
    Emulator::with(Config { cors: Cors { allow_origin, allow_credentials, ..Cors::default() }, ..Config::default() })
}

fn preflight(emulator: &Emulator, origin: &str) -> Answer {
    let call = emulator.anonymous("OPTIONS", "/_application/search_application/shop/_search").header("origin", origin);
    let call = call.header("access-control-request-method", "POST");
    call.header("access-control-request-headers", "authorization,x-custom").send()
}

#[test]
fn case_129_a_preflight_of_an_allowed_origin() {
    let answer = preflight(&with_cors(PAGE, false), PAGE).expect(200);
    assert_eq!(answer.text(), "");
    assert_eq!(answer.all("access-control-allow-origin"), [PAGE]);
    assert_eq!(answer.all("access-control-allow-methods"), ["OPTIONS", "HEAD", "GET", "POST", "PUT", "DELETE"]);
    let headers = [
        "X-Requested-With",
        "Content-Type",
        "Content-Length",
        "Authorization",
        "Accept",
        "User-Agent",
        "X-Elastic-Client-Meta",
    ];
    assert_eq!(answer.all("access-control-allow-headers"), headers);
    assert_eq!(answer.all("access-control-max-age"), ["1728000"]);
    assert_eq!(answer.all("content-length"), ["0"]);
    assert_eq!(answer.all("date").len(), 1);
    assert!(answer.all("access-control-expose-headers").is_empty());
    assert!(answer.all("access-control-allow-credentials").is_empty());
}

#[test]
fn cases_130_131_a_forbidden_origin_is_refused_and_nothing_is_done() {
    let emulator = with_cors(PAGE, false);
    let origin = "https://evil.example.com";
    let put = emulator.call("PUT", "/one").header("origin", origin).send();
    for answer in [preflight(&emulator, origin), put] {
        assert_eq!((answer.status, answer.text().as_str()), (403, ""));
        assert!(!answer.headers.keys().any(|name| name.as_str().starts_with("access-control")));
    }
    emulator.send("HEAD", "/one", "").expect(404);
}

/// What answers carry: `access-control-allow-origin`, whether `vary` names the origin, and whether credentials are
/// allowed; nothing for a refusal.
fn granted(emulator: &Emulator, origin: &str) -> Option<(String, bool, bool)> {
    let answer = emulator.call("GET", "/").header("origin", origin).send();
    if answer.status == 403 {
        return None;
    }
    let allowed = answer.all("access-control-allow-origin").concat();
    let varies = answer.all("vary").iter().any(|value| value.contains("origin"));
    Some((allowed, varies, answer.all("access-control-allow-credentials") == ["true"]))
}

#[test]
fn case_132_which_origins_are_allowed() {
    let echoed = |credentials: bool, origin: &str| Some((origin.to_owned(), true, credentials));
    let any = Some(("*".to_owned(), false, false));
    let rows = [
        ("https://a.example, https://shop.example.com", false, PAGE, echoed(false, PAGE)),
        (PAGE, false, "https://shop.example.com:8443", None),
        (PAGE, false, "null", None),
        ("null", false, "null", echoed(false, "null")),
        (PAGE, true, PAGE, echoed(true, PAGE)),
        (r"/https:\/\/[a-z]+\.example\.com/", false, PAGE, echoed(false, PAGE)),
        (r"/https:\/\/[a-z]+\.example\.com/", false, "https://shop.example.com.evil.net", None),
        ("/https://a|https://b/", false, "https://bc", None),
        ("*", false, PAGE, any.clone()),
        ("*", false, "null", any),
        ("*", true, PAGE, echoed(true, PAGE)),
    ];
    for (setting, credentials, origin, expected) in rows {
        assert_eq!(granted(&with_cors(setting, credentials), origin), expected, "{setting} {credentials} {origin}");
    }
}

#[test]
fn case_132_a_page_of_the_same_host_is_always_allowed() {
    let emulator = with_cors(PAGE, false);
    let own = emulator.url();
    assert_eq!(granted(&emulator, &own), Some((own.clone(), true, false)));
}

#[test]
fn case_133_without_cors_a_preflight_is_an_ordinary_options_request() {
    let answer = preflight(&Emulator::start(), PAGE).expect(200);
    assert_eq!(answer.all("allow"), ["GET,POST"]);
    assert!(!answer.headers.keys().any(|name| name.as_str().starts_with("access-control")));
}

#[test]
fn case_134_pages_may_read_the_product_header_and_not_the_warnings() {
    let answer = with_cors(PAGE, false).call("GET", "/").header("origin", PAGE).send().expect(200);
    assert_eq!(answer.all("access-control-expose-headers"), ["X-elastic-product"]);
}

#[test]
fn refusals_of_an_allowed_origin_can_be_read_by_its_page() {
    let answer = with_cors(PAGE, false).anonymous("GET", "/").header("origin", PAGE).send().expect(401);
    assert_eq!(answer.all("access-control-allow-origin"), [PAGE]);
}

#[test]
fn every_answer_of_an_endpoint_names_the_product() {
    let emulator = Emulator::start();
    let answers = [
        emulator.get("/"),
        emulator.get("/none").expect(404),
        emulator.get("/a/b/c/d").expect(400),
        emulator.send("PATCH", "/", "").expect(405),
        emulator.anonymous("GET", "/").send().expect(401),
        emulator.send("HEAD", "/", "").expect(200),
    ];
    for answer in answers {
        assert_eq!(answer.all("x-elastic-product"), ["Elasticsearch"]);
    }
}

#[test]
fn case_135_a_body_over_the_limit() {
    let emulator = Emulator::with(Config { max_content_length: 1000, ..Config::default() });
    emulator.send("PUT", "/one", &format!("{{{}}}", " ".repeat(998))).expect(200);
    let answer = emulator.send("PUT", "/two", &format!("{{{}}}", " ".repeat(999))).expect(413);
    assert_eq!(answer.text(), "");
}

fn gzipped(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn the_limit_counts_what_a_compressed_body_becomes() {
    let emulator = Emulator::with(Config { max_content_length: 1000, ..Config::default() });
    let put = |spaces: usize| {
        let body = gzipped(&format!("{{{}}}", " ".repeat(spaces)));
        let call = emulator.call("PUT", "/one").header("content-type", "application/json");
        call.header("content-encoding", "gzip").body(body).send().status
    };
    assert_eq!(put(10_000_000), 413);
    assert_eq!(put(900), 200);
}

#[test]
fn a_body_that_is_not_compressed_as_it_says_is_refused() {
    let emulator = Emulator::start();
    let call = emulator.call("PUT", "/one").header("content-encoding", "gzip");
    let answer = call.header("content-type", "application/json").body("{}").send().expect(400);
    assert!(answer.reason().starts_with("the request body cannot be read"), "{}", answer.text());
}

#[test]
fn case_138_answers_are_compressed_when_asked() {
    let emulator = Emulator::with_shop();
    let plain = emulator.get("/_application/search_application/shop");
    assert!(plain.all("content-encoding").is_empty());
    let call = emulator.call("GET", "/_application/search_application/shop").header("accept-encoding", "gzip");
    let answer = call.send().expect(200);
    assert_eq!(answer.all("content-encoding"), ["gzip"]);
    let mut text = String::new();
    GzDecoder::new(&answer.body[..]).read_to_string(&mut text).unwrap();
    assert_eq!(text, plain.text());
}

#[test]
fn the_media_type_of_an_answer_follows_accept() {
    let emulator = Emulator::start();
    let versioned = "application/vnd.elasticsearch+json;compatible-with=9";
    let several = format!("{versioned},text/plain");
    let rows = [
        ("application/json", "application/json"),
        ("*/*", "application/json"),
        (versioned, versioned),
        (&several, versioned),
    ];
    for (accept, expected) in rows {
        let answer = emulator.call("GET", "/").header("accept", accept).send().expect(200);
        assert_eq!(answer.all("content-type"), [expected]);
    }
    let old = "application/vnd.elasticsearch+json; compatible-with=7";
    let answer = emulator.call("GET", "/").header("accept", old).send().expect(400);
    assert_eq!(answer.kind(), "media_type_header_exception");
}

#[test]
fn common_parameters() {
    let emulator = Emulator::start();
    assert!(emulator.get("/?pretty").text().starts_with("{\n  \""));
    assert!(emulator.get("/?pretty=false").text().starts_with("{\""));
    emulator.get("/?human&error_trace=true").expect(200);
    let rows = [
        ("version.number", json!({ "version": { "number": emulator::VERSION } })),
        ("tag*", json!({ "tagline": "You Know, for Search" })),
        ("**.number,tagline", json!({ "version": { "number": emulator::VERSION }, "tagline": "You Know, for Search" })),
        ("-version,-name,-cluster_*", json!({ "tagline": "You Know, for Search" })),
        ("none", json!({})),
    ];
    for (paths, expected) in rows {
        assert_eq!(emulator.get(&format!("/?filter_path={paths}")).json(), expected, "{paths}");
    }
}

/// `http.detailed_errors.enabled: false`: a line of text in the place of the error.
#[test]
fn errors_in_one_line() {
    let emulator = Emulator::with(Config { detailed_errors: false, ..Config::default() });
    let shop = "/_application/search_application/shop";
    let rows = [
        (emulator.get(shop), 404, "ResourceNotFoundException[shop]".to_owned()),
        (emulator.send("PUT", shop, "{}"), 400, "No ElasticsearchException found".to_owned()),
        (
            emulator.send("PUT", shop, r#"{"indices":["none"]}"#),
            400,
            "IndexNotFoundException[no such index [none]]".to_owned(),
        ),
        (emulator.get(&format!("{shop}?error_trace")), 400, "No ElasticsearchException found".to_owned()),
    ];
    for (answer, status, line) in rows {
        assert_eq!((answer.status, answer.json()), (status, json!({ "error": line, "status": status })));
    }
    let anonymous = emulator.anonymous("GET", shop).send().expect(401);
    let reason = format!("missing authentication credentials for REST request [{shop}]");
    assert_eq!(anonymous.json()["error"], format!("ElasticsearchSecurityException[{reason}]"));
    assert_eq!(anonymous.all("www-authenticate").len(), 3);
}

#[test]
fn the_lists_of_cors_are_settings() {
    let list = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
    let cors = Cors {
        allow_origin: Some(Origins::parse(PAGE).unwrap()),
        allow_methods: list("GET,POST"),
        allow_headers: list("Authorization,X-Opaque-Id"),
        expose_headers: list("X-elastic-product,Warning"),
        max_age: 60,
        allow_credentials: true,
    };
    let emulator = Emulator::with(Config { cors, ..Config::default() });
    let answer = preflight(&emulator, PAGE).expect(200);
    assert_eq!(answer.all("access-control-allow-methods"), ["GET", "POST"]);
    assert_eq!(answer.all("access-control-allow-headers"), ["Authorization", "X-Opaque-Id"]);
    assert_eq!(answer.all("access-control-max-age"), ["60"]);
    assert_eq!(answer.all("access-control-allow-credentials"), ["true"]);
    let answer = emulator.call("GET", "/").header("origin", PAGE).send().expect(200);
    assert_eq!(answer.all("access-control-expose-headers"), ["X-elastic-product", "Warning"]);
}

#[test]
fn an_address_over_the_limit() {
    let emulator = Emulator::start();
    let answer = emulator.get(&format!("/?filter_path={}", "a".repeat(4096))).expect(400);
    assert_eq!(answer.kind(), "too_long_http_line_exception");
}

#[test]
fn json_that_is_nested_too_deep_is_refused() {
    let emulator = Emulator::with_shop();
    for depth in [1001, 200_000] {
        let body = format!(r#"{{"params":{{"q":{}{}}}}}"#, "[".repeat(depth), "]".repeat(depth));
        assert_eq!(emulator.search(&body).expect(400).kind(), "x_content_parse_exception", "{depth}");
    }
    emulator.get("/").expect(200);
}
