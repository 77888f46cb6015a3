//! The wall between plain Rust and JavaScript: outside `src/wasm/` nothing names a JavaScript type, so that all of it
//! can be tested natively.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::{
    fs,
    path::{Path, PathBuf},
};

const OF_JAVASCRIPT: [&str; 6] = ["wasm_bindgen", "js_sys", "web_sys", "gloo_net", "JsValue", "JsString"];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

#[test]
fn only_the_wasm_folder_names_javascript_types() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (boundary, core): (Vec<_>, Vec<_>) =
        rust_files(&source).into_iter().partition(|file| file.starts_with(source.join("wasm")));
    assert!(boundary.len() > 3 && core.len() > 10, "the folders are where this test looks for them");
    let names = |file: &PathBuf, text: &str| OF_JAVASCRIPT.iter().any(|name| text.contains(name)).then(|| file.clone());
    let crossing: Vec<_> = core.iter().filter_map(|file| names(file, &fs::read_to_string(file).unwrap())).collect();
    assert_eq!(crossing, Vec::<PathBuf>::new());
}
