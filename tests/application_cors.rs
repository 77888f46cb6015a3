//! The lines of `elasticsearch.yml` for pages of some origins.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![cfg(not(target_arch = "wasm32"))]

use search_application_connector::application::cors_settings;

fn settings(origins: &[&str], headers: &[&str]) -> Result<String, Vec<String>> {
    let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    cors_settings(&owned(origins), &owned(headers)).map_err(|error| error.problems)
}

#[test]
fn the_lines_name_the_origins_and_what_a_search_sends() {
    let lines = settings(&["https://www.example.com", "http://localhost:5173"], &["X-Tenant"]).unwrap();
    assert_eq!(
        lines,
        "http.cors.enabled: true\n\
         http.cors.allow-origin: \"https://www.example.com,http://localhost:5173\"\n\
         http.cors.allow-headers: X-Requested-With, Content-Type, Content-Length, Authorization, Accept, X-Tenant\n\
         http.cors.expose-headers: X-elastic-product\n"
    );
}

#[test]
fn what_no_browser_sends_as_origin_is_refused() {
    for origin in [
        "*",
        "www.example.com",
        "https://",
        "https://www.example.com/",
        "https://www.example.com/shop",
        "https://WWW.example.com",
        "https://www.example.com:443",
        "http://www.example.com:80",
        "https://a.example,https://b.example",
        "https://a.example\"\nhttp.cors.allow-origin: \"*",
        "ftp://a.example",
        "https://user@a.example",
    ] {
        let problems = settings(&["https://ok.example", origin], &[]).unwrap_err();
        assert_eq!(problems.len(), 1, "{origin}: {problems:?}");
    }
    assert_eq!(settings(&[], &[]).unwrap_err().len(), 1);
    assert_eq!(settings(&["https://a.example"], &["X Tenant"]).unwrap_err().len(), 1);
}
