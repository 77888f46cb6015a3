//! Patterns as a page has them: rewritten by the dictionary, and searched by a real JavaScript engine, which finds what
//! Java was recorded to find.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]

use std::cell::RefCell;
use std::io::Write;
use std::process::{Command, Stdio};

use search_application_connector::dictionary::{Dictionary, Pattern, PatternCompiler};
use search_application_connector::json::{self, Object, Value};

/// For each source and its texts: in which of them it is found, or null if JavaScript does not take the source.
const SEARCH: &str = r#"
const cases = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const search = ({ source, texts }) => {
  let pattern;
  try { pattern = new RegExp(source, "u"); } catch { return null; }
  return texts.map((text) => pattern.test(text));
};
console.log(JSON.stringify(cases.map(search)));
"#;

/// Keeps what a page would compile.
#[derive(Default)]
struct Recorder(RefCell<Vec<String>>);

impl PatternCompiler for Recorder {
    fn compile(&self, source: &str) -> Option<Box<dyn Pattern>> {
        self.0.borrow_mut().push(source.to_owned());
        None
    }
}

/// What a page would compile for a pattern. The first sources are those of the meta-schema.
fn source(pattern: &Value) -> Option<String> {
    let recorder = Recorder::default();
    let bare = Dictionary::compile(&Value::Bool(true), &recorder).unwrap();
    let own = recorder.0.take().len();
    assert!(bare.unchecked_patterns().is_empty());
    let mut dictionary = Object::new();
    dictionary.insert("pattern", pattern.clone());
    Dictionary::compile(&Value::Object(dictionary), &recorder).unwrap();
    recorder.0.take().into_iter().nth(own)
}

fn search(cases: Vec<Value>) -> Vec<Value> {
    let mut node = Command::new("node")
        .args(["--eval", SEARCH])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this test needs Node.js: install it, or run the tests by `cargo xtask test`");
    node.stdin.take().unwrap().write_all(Value::Array(cases).to_string().as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success());
    json::read(&String::from_utf8(output.stdout).unwrap()).unwrap().as_array().unwrap().to_vec()
}

#[test]
fn javascript_finds_what_java_finds() {
    let recorded = std::fs::read_to_string("tests/vectors/java-patterns.jsonl").unwrap();
    let (mut cases, mut expected) = (Vec::new(), Vec::new());
    for line in recorded.lines().map(|line| json::read(line).unwrap()).filter(|line| line.get("error").is_none()) {
        let pattern = line.get("pattern").unwrap();
        let Some(source) = source(pattern) else { continue };
        let texts = |name: &str| line.get(name).and_then(Value::as_array).unwrap().to_vec();
        let (finds, misses) = (texts("finds"), texts("misses"));
        let found = std::iter::repeat_n(true, finds.len()).chain(std::iter::repeat_n(false, misses.len()));
        expected.push((pattern.clone(), Value::Array(found.map(Value::Bool).collect())));
        let mut case = Object::new();
        case.insert("source", source);
        case.insert("texts", [finds, misses].concat());
        cases.push(Value::Object(case));
    }
    let mut checked = 0;
    for ((pattern, expected), found) in expected.into_iter().zip(search(cases)) {
        if found != Value::Null {
            assert_eq!(found, expected, "{pattern}");
            checked += 1;
        }
    }
    assert!(checked > 100, "only {checked} patterns were checked");
}
