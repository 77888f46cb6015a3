//! JavaScript asks by numbers: the places of its questions are those of Rust's.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::{fs, path::Path};

use search_application_connector::service::Question;

#[test]
fn javascript_lists_the_questions_as_rust_does() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/js/core.js");
    let code = fs::read_to_string(file).unwrap();
    let list = code.split("const QUESTIONS = [").nth(1).unwrap().split("];").next().unwrap();
    let asked: Vec<String> = list.split(',').map(|name| name.trim().trim_matches('"').to_owned()).collect();
    let answered: Vec<String> = Question::ALL.iter().map(|question| format!("{question:?}").to_lowercase()).collect();
    assert_eq!(asked, answered);
}
