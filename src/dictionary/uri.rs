//! What the server's validator wants of the URIs in a dictionary. None of them is ever fetched.

use crate::json::{ABSENT, At, Kind, Nodes, value};

/// The schemes that the validator can resolve.
const SCHEMES: [&str; 7] = ["http", "https", "ftp", "file", "jar", "classpath", "resource"];

/// The `$schema` of a dictionary with the scheme `https` and without query and fragment, as the server compares it.
/// Nothing when it has neither a host nor a path.
pub(super) fn meta_schema(uri: &str) -> Option<String> {
    let end = position(uri, b"?#").unwrap_or(uri.len());
    let scheme = position(uri, b":/").filter(|&place| uri.as_bytes().get(place) == Some(&b':'));
    let hierarchical = uri.get(scheme.map_or(0, |place| place + 1)..end)?;
    (hierarchical.starts_with('/') && is_uri(hierarchical)).then(|| ["https:", hierarchical].concat())
}

/// Where the first of these bytes stands.
fn position(text: &str, bytes: &[u8]) -> Option<usize> {
    text.bytes().position(|byte| bytes.contains(&byte))
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

/// The steps of a local JSON pointer, in UTF-8. They are decoded as the validator does: `%41` is `A` and `+` a blank,
/// but `~1` stays; empty steps at the end do not count.
pub(crate) fn steps(pointer: &str) -> Option<Vec<Vec<u8>>> {
    let mut rest = pointer.as_bytes();
    while let Some(before) = rest.strip_suffix(b"/") {
        rest = before;
    }
    let (mut steps, mut step) = (Vec::new(), Vec::new());
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        match byte {
            b'/' => steps.push(std::mem::take(&mut step)),
            b'+' => step.push(b' '),
            b'%' => {
                let &[high, low, ref behind @ ..] = rest else { return None };
                rest = behind;
                let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                step.push(digit(high)? * 16 + digit(low)?);
            }
            other => step.push(other),
        }
    }
    steps.push(step);
    Some(steps)
}

/// The place in an array that a step names, if it is a number.
pub(crate) fn place(step: &[u8]) -> Option<usize> {
    let digit = |place: usize, byte: &u8| place.checked_mul(10)?.checked_add(usize::from(byte.checked_sub(b'0')?));
    let is_number = !step.is_empty() && step.iter().all(u8::is_ascii_digit);
    is_number.then(|| step.iter().try_fold(0, digit).unwrap_or(usize::MAX))
}

/// The value that a pointer leads to, if there is one. A number is a place in an array, and nothing else.
pub(super) fn follow(nodes: &Nodes, document: At, pointer: &str) -> Option<At> {
    let mut at = document;
    for step in steps(pointer)? {
        at = match place(&step) {
            Some(_) if nodes.kind(at) != Kind::Array => return None,
            Some(place) => nodes.children(at).nth(place).unwrap_or(ABSENT),
            None => value(nodes.find(at, &step)),
        };
    }
    Some(at)
}
