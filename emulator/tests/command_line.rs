//! The program itself: how it starts, what it says, how it ends.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use support::program::{PASSWORD, Program, credentials, get, post, send, start, start_with};

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
        "--upstream-ca",
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

/// What a program that can't start says on standard error.
fn refusal(mut program: Program) -> String {
    assert!(!program.0.wait().unwrap().success());
    program.log()
}

#[test]
fn what_cannot_be_started_says_why_and_what_to_do() {
    let broken = format!("films={}", written("broken.ndjson", "{\"title\":\n").display());
    let rows: [(&[&str], &str); 13] = [
        (&["--load", "films"], "expected INDEX=FILE"),
        (&["--load", "films=/no/such/file"], "/no/such/file: No such file or directory\n"),
        (&["--load", &broken], "broken.ndjson:1: not a JSON object: EOF while parsing a value at column 9"),
        (&["--load", "films=/"], "/: Is a directory\n"),
        (&["--cors-origin", "/(/"], "unclosed group"),
        (&["--cors-origin", "http://localhost:5173/"], "such as http://localhost:5173;"),
        (&["--cors-origin", "localhost:5173"], "such as http://localhost:5173;"),
        (&["--host", "localhost"], "expected an IP address such as 127.0.0.1"),
        (&["--host", "192.0.2.1"], "this machine has no such address"),
        (&["--log", "a=b=c"], "try `warn`"),
        (&["--upstream", "localhost:9200"], "expected a URL such as http://127.0.0.1:9201"),
        (&["--upstream-ca", "ca.pem"], "--upstream <URL>"),
        (&["--data", "/dev/null"], "--data wants a folder"),
    ];
    for (arguments, reason) in rows {
        let said = refusal(start(arguments));
        assert!(said.contains(reason), "{arguments:?}: {said}");
    }
}

#[test]
fn a_port_that_is_taken_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = listener.local_addr().unwrap();
    let said = refusal(start_with(&["--port", &taken.port().to_string()]));
    assert!(said.contains(&format!("{taken}: another program listens there")) && said.contains("--port"), "{said}");
}

#[test]
fn a_credential_in_the_url_of_the_engine_is_refused_and_not_repeated() {
    let said = refusal(start(&["--upstream", "http://elastic:hunter2@localhost:9200"]));
    assert!(said.contains("EMULATOR_UPSTREAM_AUTHORIZATION") && !said.contains("hunter2"), "{said}");
}

#[test]
fn the_log_says_at_start_that_the_engine_does_not_answer() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut program = start(&["--upstream", &format!("http://{free}")]);
    program.address();
    let mut line = String::new();
    BufReader::new(program.0.stderr.as_mut().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("\"level\":\"WARN\"") && line.contains("nothing listens there"), "{line}");
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
