//! What is kept out of errors and events: a row a mode, next to what the JavaScript client keeps out.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use search_application_connector::{
    json::{Value, read},
    transport::{Pool, Record, Redaction, Secrets},
};

fn redaction(option: &str) -> Redaction {
    Redaction::read(&read(option).unwrap()).unwrap()
}

fn secrets(texts: &[&str]) -> Secrets {
    let mut secrets = Secrets::default();
    secrets.add(&texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>());
    secrets
}

#[test]
fn members_are_redacted_by_their_names_at_any_depth() {
    let given = r#"{"Authorization":"x","a":[{"password":{"deep":1},"apiKey":2,"APIKEY":3}],"x-elastic-app-auth":4,"key":"kept","token":5}"#;
    let cases = [
        (
            r#"{"type":"replace"}"#,
            r#"{"Authorization":"[redacted]","a":[{"password":"[redacted]","apiKey":"[redacted]","APIKEY":"[redacted]"}],"x-elastic-app-auth":"[redacted]","key":"kept","token":5}"#,
        ),
        (
            r#"{"additionalKeys":["TOKEN"]}"#,
            r#"{"Authorization":"[redacted]","a":[{"password":"[redacted]","apiKey":"[redacted]","APIKEY":"[redacted]"}],"x-elastic-app-auth":"[redacted]","key":"kept","token":"[redacted]"}"#,
        ),
        (r#"{"type":"off"}"#, given),
    ];
    for (option, expected) in cases {
        let shown = redaction(option).apply(&read(given).unwrap(), &Secrets::default());
        assert_eq!(shown.to_json(), expected, "{option}");
    }
}

#[test]
fn a_credential_is_taken_out_wherever_it_stands_in_whatever_mode() {
    let secrets = secrets(&["s3cr/t\"x"]);
    for (text, shown) in [
        ("s3cr/t\"x", "[redacted]"),
        ("a s3cr/t\"x b s3cr/t\"x", "a [redacted] b [redacted]"),
        (r#"{"as":"s3cr/t\"x"}"#, r#"{"as":"[redacted]"}"#),
        (r#"{"as":"s3cr\/t\"x"}"#, r#"{"as":"[redacted]"}"#),
        ("s3cr/t", "s3cr/t"),
        ("ünï s3cr/t\"xé", "ünï [redacted]é"),
    ] {
        assert_eq!(secrets.redact(text), shown);
    }
    for mode in ["replace", "remove", "off"] {
        let redaction = redaction(&format!(r#"{{"type":"{mode}"}}"#));
        let value =
            Value::Object([("s3cr/t\"x".to_owned(), Value::from(vec!["a s3cr/t\"x".into()]))].into_iter().collect());
        assert_eq!(redaction.apply(&value, &secrets).to_json(), r#"{"[redacted]":["a [redacted]"]}"#, "{mode}");
    }
}

#[test]
fn only_the_newest_credentials_are_kept_in_mind() {
    let mut many = Secrets::default();
    for number in 0..1_000 {
        many.add_passing(&[format!("a-long-enough-token-{number}")]);
    }
    assert_eq!(many.redact("a-long-enough-token-999"), "[redacted]");
    assert!(many.each().count() <= 32);
    let own = secrets(&["own"]).with(&many);
    assert_eq!(own.redact("own a-long-enough-token-999"), "[redacted] [redacted]");
    let mut headers = Secrets::default();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    headers.add_headers(&[pair("authorization", "ApiKey c2VjcmV0OmtleQ=="), pair("x-other", "kept")]);
    assert_eq!(headers.redact("c2VjcmV0OmtleQ== secret:key key kept"), "[redacted] [redacted] [redacted] kept");
    assert_eq!(secrets(&["", "é"]).redact("star é \u{c3}\u{a9}"), "star [redacted] [redacted]");
}

#[test]
fn a_record_has_the_clients_shape_and_loses_what_its_mode_removes() {
    let pool = Pool::new(&["https://a.example".to_owned()]);
    let headers =
        [("accept".to_owned(), "application/json".to_owned()), ("authorization".to_owned(), "Basic x".to_owned())];
    let record = Record {
        path: "/p",
        querystring: "q=1",
        body: "{}",
        headers: &headers,
        options: read(r#"{"maxRetries":1}"#).unwrap(),
        id: 7_u32.into(),
        context: read(r#"{"password":"p","user":"u"}"#).unwrap(),
        node: pool.node(0),
        attempts: 2,
        aborted: true,
        answer_headers: read(r#"{"x":"y"}"#).unwrap(),
        warnings: Value::Null,
    };
    let shown = |option: &str| record.to_value(&redaction(option), &Secrets::default()).to_json();
    assert_eq!(
        shown("{}"),
        concat!(
            r#"{"headers":{"x":"y"},"warnings":null,"meta":{"context":{"password":"[redacted]","user":"u"},"#,
            r#""request":{"params":{"method":"POST","path":"/p","querystring":"q=1","body":"{}","#,
            r#""headers":{"accept":"application/json","authorization":"[redacted]"}},"options":{"maxRetries":1},"id":7},"#,
            r#""name":"search-ui-search-application-connector","#,
            r#""connection":{"url":"https://a.example","weight":1000,"deadCount":0},"attempts":2,"aborted":true}}"#
        )
    );
    assert_eq!(
        shown(r#"{"type":"remove"}"#),
        concat!(
            r#"{"warnings":null,"meta":{"context":{"password":"p","user":"u"},"#,
            r#""request":{"params":{"method":"POST","path":"/p","querystring":"q=1","body":"{}"},"options":{},"id":7},"#,
            r#""name":"search-ui-search-application-connector","connection":null,"attempts":2,"aborted":true}}"#
        )
    );
}
