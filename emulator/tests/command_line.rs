//! The program itself: how it starts, what it says, how it ends.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed test panics")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

const PASSWORD: &str = "not-to-be-logged";

/// A running program, which is ended whatever happens to the test.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(arguments: &[&str]) -> Program {
    let mut command = Command::new(env!("CARGO_BIN_EXE_emulator"));
    command.args(["--port", "0"]).args(arguments).env("EMULATOR_PASSWORD", PASSWORD);
    Program(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap())
}

/// The address in the first line that the program prints.
fn address(program: &mut Program) -> String {
    let mut line = String::new();
    BufReader::new(program.0.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim_end().strip_prefix("listening on http://").unwrap_or_else(|| panic!("{line}"));
    address.to_owned()
}

fn get(address: &str, path: &str) -> String {
    send(address, &format!("GET {path}"), "")
}

fn post(address: &str, path: &str, body: &str) -> String {
    send(address, &format!("POST {path}"), body)
}

fn send(address: &str, line: &str, body: &str) -> String {
    let credentials = STANDARD.encode(format!("elastic:{PASSWORD}"));
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!("{line} HTTP/1.1\r\nhost: {address}\r\nauthorization: Basic {credentials}\r\n");
    let about = format!("content-type: application/json\r\ncontent-length: {}\r\n", body.len());
    stream.write_all(format!("{head}{about}connection: close\r\n\r\n{body}").as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn written(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn it_says_where_it_listens_loads_documents_logs_no_password_and_ends_on_sigterm() {
    let file = written("films.ndjson", "{\"title\":\"Alien\"}\n\n{\"title\":\"Dune\"}\n");
    let mut program = start(&["--load", &format!("films={}", file.display())]);
    let address = address(&mut program);
    let answer = get(&address, "/films/_count");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"count\":2"), "{answer}");
    let kill = Command::new("kill").args(["-TERM", &program.0.id().to_string()]).status().unwrap();
    assert!(kill.success());
    assert!(program.0.wait().unwrap().success());
    let mut log = String::new();
    program.0.stderr.as_mut().unwrap().read_to_string(&mut log).unwrap();
    assert!(log.lines().any(|line| line.contains("/films/_count") && line.contains("\"status\":200")), "{log}");
    assert!(!log.contains(PASSWORD) && !log.contains(&STANDARD.encode(format!("elastic:{PASSWORD}"))), "{log}");
}

#[test]
fn it_ends_although_a_client_has_sent_half_a_request() {
    let mut program = start(&[]);
    let address = address(&mut program);
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
        let mut said = String::new();
        program.0.stderr.as_mut().unwrap().read_to_string(&mut said).unwrap();
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
    let place = address(&mut program);
    let mut acknowledged = 0;
    for _ in 0..50 {
        acknowledged += usize::from(post(&place, "/films/_doc", "{}").starts_with("HTTP/1.1 201"));
    }
    program.0.kill().unwrap();
    program.0.wait().unwrap();
    let mut program = start(&data);
    let counted = get(&address(&mut program), "/films/_count");
    assert!(acknowledged == 50 && counted.contains("\"count\":50"), "{counted}");
}
