//! Every numbered case of the contract has a test: the numbers stand in the names of the tests, or at the beginning of
//! the rows of their tables.
#![allow(clippy::unwrap_used, reason = "a failed test panics")]

use std::collections::BTreeSet;
use std::path::Path;

/// The last number. One case was added between two others.
const LAST: u32 = 139;
const ADDED: &str = "075a";

#[test]
fn every_case_of_the_contract_is_tested() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let found: BTreeSet<String> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with(file!()))
        .flat_map(|path| cases_in(&std::fs::read_to_string(path).unwrap()))
        .collect();
    let wanted = (1..=LAST).map(|number| format!("{number:03}")).chain([ADDED.to_owned()]);
    let missing: Vec<String> = wanted.filter(|case| !found.contains(case)).collect();
    assert!(missing.is_empty(), "no test for {missing:?}");
}

fn cases_in(source: &str) -> Vec<String> {
    source.lines().flat_map(|line| in_name(line).into_iter().chain(in_row(line))).collect()
}

/// `fn case_045_…`, `fn cases_001_002_…`. The ends of a range, `cases_007_to_039_…`, say nothing of what lies between.
fn in_name(line: &str) -> Vec<String> {
    let line = line.trim_start();
    let name = line.strip_prefix("fn case_").or_else(|| line.strip_prefix("fn cases_")).unwrap_or_default();
    let mut words = name.split('_');
    let cases: Vec<String> = words.by_ref().take_while(|word| is_case(word)).map(str::to_owned).collect();
    let is_range = name.split('_').nth(cases.len()) == Some("to") && words.next().is_some_and(is_case);
    if is_range { Vec::new() } else { cases }
}

/// `("010", …` or `("034 empty", …`.
fn in_row(line: &str) -> Option<String> {
    let text = line.trim_start().trim_start_matches('(').strip_prefix('"')?;
    let case = text.split(['"', ' ']).next()?;
    is_case(case).then(|| case.to_owned())
}

fn is_case(word: &str) -> bool {
    word == ADDED || (word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit()))
}
