//! Name patterns in which `*` stands for any text, as in field lists (`title*`, `*`) and source filters.

/// Whether a name matches a pattern. Time is linear in the name for each `*`, whatever the pattern.
#[must_use]
pub fn matches(pattern: &str, name: &str) -> bool {
    let Some((head, tail)) = pattern.split_once('*') else { return pattern == name };
    let Some(mut rest) = name.strip_prefix(head) else { return false };
    let mut pieces = tail.split('*').collect::<Vec<_>>();
    let last = pieces.pop().unwrap_or_default();
    for piece in pieces {
        match rest.split_once(piece) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// Whether a name is a pattern.
#[must_use]
pub fn is_pattern(name: &str) -> bool {
    name.contains('*')
}

/// Whether a pattern may match something below a path.
#[must_use]
pub fn reaches(pattern: &str, path: &str) -> bool {
    let mut states = vec![pattern];
    for letter in path.chars().chain(['.']) {
        let mut next: Vec<&str> = states.iter().flat_map(|rest| after(rest, letter)).collect();
        next.sort_unstable();
        next.dedup();
        states = next;
    }
    !states.is_empty()
}

/// What may be left of a pattern after a letter.
fn after(pattern: &str, letter: char) -> Vec<&str> {
    match pattern.strip_prefix('*') {
        Some(rest) => [vec![pattern], after(rest, letter)].concat(),
        None => pattern.strip_prefix(letter).into_iter().collect(),
    }
}
