//! What the server's validator wants of the URIs in a dictionary. None of them is ever fetched.

use crate::json::{ABSENT, At, Kind, Nodes, value};

/// The schemes that the validator can resolve.
const SCHEMES: [&str; 7] = ["http", "https", "ftp", "file", "jar", "classpath", "resource"];

/// The `$schema` of a dictionary with the scheme `https` and without query and fragment, as the server compares it.
/// Nothing when it has neither a host nor a path.
pub(super) fn meta_schema(uri: &str) -> Option<String> {
    let colon = position(uri, b":/");
    let start = if uri.as_bytes().get(colon) == Some(&b':') { colon + 1 } else { 0 };
    let hierarchical = uri.get(start..position(uri, b"?#"))?;
    (hierarchical.starts_with('/') && is_uri(hierarchical)).then(|| ["https:", hierarchical].concat())
}

/// Where the first of these bytes stands, or the text ends.
fn position(text: &str, bytes: &[u8]) -> usize {
    text.bytes().position(|byte| bytes.contains(&byte)).unwrap_or(text.len())
}

fn is_uri(text: &str) -> bool {
    text.bytes().all(|byte| byte > b' ' && !b"\"<>\\^`{|}\x7f".contains(&byte))
}

/// Whether a schema has a URI of its own to resolve others by, given whether the one around it has; nothing when the
/// server cannot resolve its `$id`.
pub(super) fn has_base(id: &str, outer: bool) -> Option<bool> {
    let is_scheme = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"+.-\\".contains(byte);
    let end = id.bytes().take_while(is_scheme).count();
    let has_scheme = id.as_bytes().get(end) == Some(&b':') && id.as_bytes().first().is_some_and(u8::is_ascii_lowercase);
    let is_resolvable = if has_scheme {
        id.get(..end).is_some_and(|scheme| SCHEMES.contains(&scheme))
    } else {
        outer || id.starts_with('#')
    };
    (is_resolvable && is_uri(id)).then_some(outer || has_scheme)
}

/// Goes through the steps of a local JSON pointer, in UTF-8. They are decoded as the validator does: `%41` is `A` and `+`
/// a blank, but `~1` stays; empty steps at the end do not count. Nothing for a pointer that cannot be decoded.
pub(crate) fn steps(pointer: &str, each: &mut dyn FnMut(&[u8])) -> Option<()> {
    let mut rest = pointer.as_bytes();
    while let Some(before) = rest.strip_suffix(b"/") {
        rest = before;
    }
    let mut step = Vec::new();
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        match byte {
            b'/' => {
                each(&step);
                step.clear();
            }
            b'+' => step.push(b' '),
            b'%' => {
                let &[high, low, ref behind @ ..] = rest else { return None };
                rest = behind;
                let digit = |byte: u8| char::from(byte).to_digit(16);
                step.push(u8::try_from(digit(high)? * 16 + digit(low)?).ok()?);
            }
            other => step.push(other),
        }
    }
    each(&step);
    Some(())
}

/// The place in an array that a step names, if it is a number.
pub(crate) fn place(step: &[u8]) -> Option<usize> {
    let digit = |place: usize, byte: &u8| place.saturating_mul(10).saturating_add(usize::from(byte & 15));
    let is_number = !step.is_empty() && step.iter().all(u8::is_ascii_digit);
    is_number.then(|| step.iter().fold(0, digit))
}

/// The value that a pointer leads to, if there is one. A number is a place in an array, and nothing else.
pub(super) fn follow(nodes: &Nodes, document: At, pointer: &str) -> At {
    let mut at = document;
    let decoded = steps(pointer, &mut |step| {
        at = match place(step) {
            Some(_) if nodes.kind(at) != Kind::Array => ABSENT,
            Some(place) => nodes.children(at).nth(place).unwrap_or(ABSENT),
            None => value(nodes.find(at, step)),
        };
    });
    if decoded.is_some() { at } else { ABSENT }
}
