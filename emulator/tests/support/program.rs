//! The emulator as a program of its own, whose memory and log can be looked at.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

pub const PASSWORD: &str = "not-to-be-logged";

/// A running program, which is ended whatever happens to the test.
pub struct Program(pub Child);

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the program on a free port.
pub fn start(arguments: &[&str]) -> Program {
    start_with(&[&["--port", "0"], arguments].concat())
}

/// Starts the program with these arguments alone.
pub fn start_with(arguments: &[&str]) -> Program {
    let mut command = Command::new(env!("CARGO_BIN_EXE_emulator"));
    command.args(arguments).env("EMULATOR_PASSWORD", PASSWORD);
    Program(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap())
}

impl Program {
    /// The address in the first line that the program prints.
    pub fn address(&mut self) -> String {
        let mut line = String::new();
        BufReader::new(self.0.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("listening on http://").unwrap_or_else(|| panic!("{line}"));
        address.to_owned()
    }

    /// The memory that it uses, in megabytes.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
    }

    /// What it has written to standard error, when it has ended.
    pub fn log(&mut self) -> String {
        let mut log = String::new();
        self.0.stderr.as_mut().unwrap().read_to_string(&mut log).unwrap();
        log
    }
}

/// The user's credentials as they stand in the header.
pub fn credentials() -> String {
    STANDARD.encode(format!("elastic:{PASSWORD}"))
}

pub fn get(address: &str, path: &str) -> String {
    send(address, &format!("GET {path}"), "")
}

pub fn post(address: &str, path: &str, body: &str) -> String {
    send(address, &format!("POST {path}"), body)
}

/// Everything that comes back over a connection of its own.
pub fn send(address: &str, line: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!("{line} HTTP/1.1\r\nhost: {address}\r\nauthorization: Basic {}\r\n", credentials());
    let about = format!("content-type: application/json\r\ncontent-length: {}\r\n", body.len());
    stream.write_all(format!("{head}{about}connection: close\r\n\r\n").as_bytes()).unwrap();
    // A body that is refused before it has been read breaks the connection.
    let _ = stream.write_all(body.as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8(answer).unwrap()
}
