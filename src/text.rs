//! Work on texts without the standard library's searchers and its `join`, which weigh 3 kB: what is looked for here is
//! one byte.

/// What is before and after the first such ASCII byte.
#[must_use]
pub fn split_at_byte(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|found| found == byte)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The text before the first of these ASCII characters.
#[must_use]
pub fn until<'a>(text: &'a str, stops: &[u8]) -> &'a str {
    let end = text.bytes().position(|byte| stops.contains(&byte));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// The texts with commas between them.
#[must_use]
pub fn listed(texts: &[&str]) -> String {
    let mut list = String::new();
    for text in texts {
        list.push_str(if list.is_empty() { "" } else { ", " });
        list.push_str(text);
    }
    list
}
