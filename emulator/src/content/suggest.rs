//! “Did you mean”: the known names that are nearest to one that is not known.

use strsim::normalized_levenshtein;

/// How alike two names must be, from 0 to 1.
const NEAR: f64 = 0.5;

/// ` did you mean [x]?`, or nothing when no name is near.
pub fn similar<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    match nearest(name, known).as_slice() {
        [] => String::new(),
        near => format!(" did you mean {}", asked(near)),
    }
}

/// Names as the server asks about them.
pub fn asked(near: &[&str]) -> String {
    match near {
        [one] => format!("[{one}]?"),
        several => format!("any of [{}]?", several.join(", ")),
    }
}

/// The names that are near, the nearest first, equals by name.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut scored: Vec<(f64, &str)> = known.map(|known| (normalized_levenshtein(name, known), known)).collect();
    scored.retain(|(score, _)| *score > NEAR);
    scored.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.cmp(other)));
    scored.into_iter().map(|(_, known)| known).collect()
}
