//! The names that a field has in params, templates and responses.

use crate::{gather::Gather, text::split_at_byte};

/// The name of the aggregation inside a facet's filter aggregation: see [`aggregation_paths`].
pub const AGGREGATION_VALUES: &str = "values";

/// The name of the aggregation in each bucket of a facet on nested objects: how many documents they belong to.
pub const AGGREGATION_DOCUMENTS: &str = "documents";

/// A field's name as a param: ASCII letters, digits and `_` stay, but not a `_` in front; any other character
/// becomes its code point in hexadecimal between hyphens (`title.keyword` → `title-2e-keyword`).
///
/// No two fields share a name. A dot would be a path to Mustache, a leading `#` hides a member from the server's
/// `additionalProperties`, and `__proto__` is a trap wherever JavaScript touches the params.
#[must_use]
pub fn param_name(field: &str) -> String {
    let mut name = String::with_capacity(field.len());
    for (at, character) in field.char_indices() {
        let is_safe = character.is_ascii_alphanumeric() || (character == '_' && at > 0);
        if is_safe {
            name.push(character);
        } else {
            name.push('-');
            push_hex(u32::from(character), &mut name);
            name.push('-');
        }
    }
    name
}

fn push_hex(number: u32, text: &mut String) {
    if number >= 16 {
        push_hex(number / 16, text);
    }
    text.extend(char::from_digit(number % 16, 16));
}

/// The name of a facet's aggregation in the request and in the answer: `genre` → `facet_genre`.
#[must_use]
pub fn aggregation_name(field: &str) -> String {
    ["facet_", &param_name(field)].concat()
}

/// Where an answer may hold a facet's aggregation, as names from the answer's `aggregations` on, the likeliest first:
/// where `mapped` says (an aggregation's name, or names joined by `>` as in Elasticsearch's own paths), which is then
/// the only place; else as the generated template names it (on nested objects, and not), Elastic's boilerplate, Search
/// UI's Elasticsearch connector, or as the field is named.
#[must_use]
pub fn aggregation_paths(field: &str, mapped: Option<&str>) -> Vec<Vec<String>> {
    if let Some(mapped) = mapped {
        return vec![steps(mapped)];
    }
    let own = aggregation_name(field);
    let (bucket, boilerplate) = (["facet_bucket_", field].concat(), [field, "_facet"].concat());
    let paths: [&[&str]; 6] = [
        &[&own, AGGREGATION_VALUES, AGGREGATION_VALUES],
        &[&own, AGGREGATION_VALUES],
        &[&boilerplate],
        &[&bucket, field],
        &["facet_bucket_all", field],
        &[field],
    ];
    paths.into_iter().map(|path| path.iter().map(|&name| name.to_owned()).gather()).gather()
}

/// The names in a path.
fn steps(mut path: &str) -> Vec<String> {
    let mut steps = Vec::new();
    while let Some((name, rest)) = split_at_byte(path, b'>') {
        steps.push(name.to_owned());
        path = rest;
    }
    steps.push(path.to_owned());
    steps
}
