//! The worked example of docs/params.md, "Your own template", on a server: its dictionary accepts the params of each
//! case, and its template finds and counts. `tests/docs_params.test.mjs` shows that the example's function makes them.
#![allow(clippy::unwrap_used, reason = "a failed test panics")]

mod support;

use support::table::Table;

#[test]
fn each_case_of_the_table_finds_its_documents_and_counts_its_colors() {
    let table = Table::read(include_str!("../../tests/data/documentation_application.json"));
    table.check(table.get("application"), |case| case.get("params").unwrap().clone());
}
