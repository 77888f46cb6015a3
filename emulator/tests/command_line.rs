//! The program itself: how it starts, what it says, how it ends.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use support::program::{PASSWORD, credentials, get, post, send, start};

fn written(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn it_says_where_it_listens_loads_documents_logs_no_password_and_ends_on_sigterm() {
    let file = written("films.ndjson", "{\"title\":\"Alien\"}\n\n{\"title\":\"Dune\"}\n");
    let mut program = start(&["--load", &format!("films={}", file.display())]);
    let address = program.address();
    let answer = get(&address, "/films/_count");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"count\":2"), "{answer}");
    let kill = Command::new("kill").args(["-TERM", &program.0.id().to_string()]).status().unwrap();
    assert!(kill.success());
    assert!(program.0.wait().unwrap().success());
    let log = program.log();
    assert!(log.lines().any(|line| line.contains("/films/_count") && line.contains("\"status\":200")), "{log}");
    assert!(!log.contains(PASSWORD) && !log.contains(&credentials()), "{log}");
}

/// Everything that a client can put a credential into, at the most talkative level.
#[test]
fn no_credential_is_ever_logged() {
    let mut program = start(&["--log", "trace", "--faults"]);
    let place = program.address();
    let created = post(&place, "/_security/api_key", r#"{"name":"k","metadata":{"note":"in-a-body"}}"#);
    let secret = created.split("\"api_key\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let encoded = created.split("\"encoded\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    for header in [
        format!("ApiKey {encoded}"),
        format!("Bearer {encoded}"),
        format!("Basic {}", STANDARD.encode("u:in-a-header")),
    ] {
        let mut stream = TcpStream::connect(&place).unwrap();
        let head = format!("GET /?token=in-a-query HTTP/1.1\r\nhost: x\r\nauthorization: {header}\r\n");
        stream.write_all(format!("{head}connection: close\r\n\r\n").as_bytes()).unwrap();
        stream.read_to_end(&mut Vec::new()).unwrap();
    }
    send(&place, "POST /%ff/_bulk?pretty", "not json");
    Command::new("kill").args(["-TERM", &program.0.id().to_string()]).status().unwrap();
    let log = program.log();
    assert!(log.contains("/_security/api_key"), "{log}");
    let in_header = STANDARD.encode("u:in-a-header");
    for text in [PASSWORD, &credentials(), &secret, &encoded, &in_header, "in-a-header", "in-a-body", "in-a-query"] {
        assert!(!log.contains(text), "{text} is in {log}");
    }
}

/// Every option and every variable of the environment.
#[test]
fn the_help_names_everything_that_can_be_set() {
    let help = Command::new(env!("CARGO_BIN_EXE_emulator")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let options = [
        "--port",
        "--host",
        "--cors-origin",
        "--cors-allow-headers",
        "--cors-allow-methods",
        "--cors-expose-headers",
        "--cors-max-age",
        "--cors-allow-credentials",
        "--max-content-length",
        "--no-detailed-errors",
        "--user",
        "--password",
        "--licence",
        "--upstream",
        "--index",
        "--load",
        "--data",
        "--faults",
        "--log",
    ];
    let variables = ["EMULATOR_PASSWORD", "EMULATOR_UPSTREAM_AUTHORIZATION", "EMULATOR_LOG"];
    for name in options.iter().chain(&variables) {
        assert!(help.contains(name), "{name} is not in {help}");
    }
    assert!(!help.contains(PASSWORD));
}

#[test]
fn it_ends_although_a_client_has_sent_half_a_request() {
    let mut program = start(&[]);
    let address = program.address();
    let mut stream = TcpStream::connect(&address).unwrap();
    stream.write_all(b"POST /films/_bulk HTTP/1.1\r\ncontent-length: 1000\r\n\r\nhalf").unwrap();
    assert!(get(&address, "/").starts_with("HTTP/1.1 200"));
    Command::new("kill").args(["-INT", &program.0.id().to_string()]).status().unwrap();
    assert!(program.0.wait().unwrap().success());
}

#[test]
fn what_cannot_be_started_says_why() {
    let broken = written("broken.ndjson", "{\"title\":\n");
    let rows = [
        (vec!["--load".to_owned(), "films".to_owned()], "expected INDEX=FILE"),
        (vec!["--load".to_owned(), "films=/no/such/file".to_owned()], "No such file"),
        (vec!["--load".to_owned(), format!("films={}", broken.display())], "broken.ndjson"),
        (vec!["--cors-origin".to_owned(), "/(/".to_owned()], "unclosed group"),
    ];
    for (arguments, reason) in rows {
        let mut program = start(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(!program.0.wait().unwrap().success(), "{arguments:?}");
        let said = program.log();
        assert!(said.contains(reason), "{arguments:?}: {said}");
    }
}

#[test]
fn nothing_that_was_acknowledged_is_lost_by_a_kill() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("killed");
    // It is there only from an earlier run.
    let _ = std::fs::remove_dir_all(&folder);
    let data = ["--data", folder.to_str().unwrap()];
    let mut program = start(&data);
    let place = program.address();
    let mut acknowledged = 0;
    for _ in 0..50 {
        acknowledged += usize::from(post(&place, "/films/_doc", "{}").starts_with("HTTP/1.1 201"));
    }
    program.0.kill().unwrap();
    program.0.wait().unwrap();
    let mut program = start(&data);
    let counted = get(&program.address(), "/films/_count");
    assert!(acknowledged == 50 && counted.contains("\"count\":50"), "{counted}");
}
