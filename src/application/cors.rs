//! The lines of `elasticsearch.yml` that let pages of some origins search, and of no others.

use super::ConfigError;

/// By it a page knows an answer for Elasticsearch's.
const PRODUCT_HEADER: &str = "X-elastic-product";

/// What a search sends, and Elasticsearch allows by default.
const HEADERS: [&str; 5] = ["X-Requested-With", "Content-Type", "Content-Length", "Authorization", "Accept"];

/// The settings for pages of these origins (`https://www.example.com`), which may send these headers beside the usual
/// ones.
///
/// # Errors
/// Names each origin and header that is none.
pub fn cors_settings(origins: &[String], headers: &[String]) -> Result<String, ConfigError> {
    let mut problems: Vec<String> = origins.iter().filter_map(|origin| origin_problem(origin)).collect();
    if origins.is_empty() {
        problems.push("Name the origins of the pages, such as https://www.example.com.".to_owned());
    }
    let bad = headers.iter().filter(|name| !is_header(name));
    problems.extend(bad.map(|name| format!("{name:?} is not the name of a header.")));
    if !problems.is_empty() {
        return Err(ConfigError { problems });
    }
    let names: Vec<&str> = HEADERS.into_iter().chain(headers.iter().map(String::as_str)).collect();
    Ok(format!(
        "http.cors.enabled: true\nhttp.cors.allow-origin: \"{}\"\nhttp.cors.allow-headers: {}\n\
         http.cors.expose-headers: {PRODUCT_HEADER}\n",
        origins.join(","),
        names.join(", "),
    ))
}

/// An origin is compared letter by letter with what a browser sends: scheme and host in small letters, a port only if
/// it is not the scheme's own, and no path.
fn origin_problem(origin: &str) -> Option<String> {
    let rest = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    let host = rest.unwrap_or_default();
    let is_host = |character: char| character.is_ascii_lowercase() || character.is_ascii_digit();
    if host.is_empty() || !host.chars().all(|c| is_host(c) || "-.:[]".contains(c)) {
        return Some(format!("{origin:?} is not an origin: write one like https://www.example.com, without a path."));
    }
    let default_port = if origin.starts_with("https:") { ":443" } else { ":80" };
    let without = origin.strip_suffix(default_port)?;
    Some(format!("Browsers leave the port out of {origin:?}: write {without}."))
}

fn is_header(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}
