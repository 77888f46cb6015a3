//! From a path to its endpoints. Axum's router does not serve here, as the server reads paths in its own way: slashes at
//! the end don't count, and a part that is not UTF-8 is read with replacements.

use percent_encoding::percent_decode_str;

use super::Route;

/// The endpoints of one path, and the named parts of the path, percent-decoded.
pub type Found = (Vec<&'static Route>, Named);

/// Named parts of a path.
type Named = Vec<(String, String)>;

/// The endpoints that a path leads to; none when it is unknown. Where several patterns match, the one wins that says
/// more, from the left.
pub fn find(routes: impl Iterator<Item = &'static Route>, path: &str) -> Found {
    let parts: Vec<&str> = split(path);
    let mut best: Vec<bool> = Vec::new();
    let mut found: Found = (Vec::new(), Vec::new());
    for route in routes {
        let Some((literals, named)) = matched(&split(route.path), &parts) else { continue };
        if literals == best && !found.0.is_empty() {
            found.0.push(route);
        } else if literals > best || found.0.is_empty() {
            (best, found) = (literals, (vec![route], named));
        }
    }
    found
}

fn split(path: &str) -> Vec<&str> {
    let path = path.trim_end_matches('/');
    path.strip_prefix('/').unwrap_or(path).split('/').collect()
}

/// Which parts of the pattern are literal, and what its names stand for; nothing when it does not match.
fn matched(pattern: &[&str], parts: &[&str]) -> Option<(Vec<bool>, Named)> {
    if pattern.len() != parts.len() {
        return None;
    }
    let (mut literals, mut named) = (Vec::new(), Vec::new());
    for (pattern, part) in pattern.iter().zip(parts) {
        let name = pattern.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let part = percent_decode_str(part).decode_utf8_lossy().into_owned();
        match name {
            Some(name) => named.push((name.to_owned(), part)),
            None if part == **pattern => {}
            None => return None,
        }
        literals.push(name.is_none());
    }
    Some((literals, named))
}
