//! Patterns that are a plain text, perhaps only at an end: `_facet$`. To ask the browser's engine takes longer than all
//! else that is done for a name.

/// What such a pattern looks for.
pub(super) struct Literal {
    text: String,
    at_start: bool,
    at_end: bool,
}

impl Literal {
    /// Nothing for a pattern that has more to it.
    pub(super) fn read(pattern: &str) -> Option<Self> {
        let (mut text, mut at_start, mut at_end) = (pattern, false, false);
        if let Some(rest) = text.strip_prefix('^') {
            (text, at_start) = (rest, true);
        }
        if let Some(rest) = text.strip_suffix('$') {
            (text, at_end) = (rest, true);
        }
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        (!text.is_empty() && text.bytes().all(is_plain)).then(|| Self { text: text.to_owned(), at_start, at_end })
    }

    /// Whether it is found; nothing where a line end may stand behind the end.
    pub(super) fn is_found(&self, text: &str) -> Option<bool> {
        let (text, wanted) = (text.as_bytes(), self.text.as_bytes());
        if self.at_end && !text.last().is_some_and(u8::is_ascii_graphic) {
            return None;
        }
        Some(match (self.at_start, self.at_end) {
            (true, true) => text == wanted,
            (true, false) => text.starts_with(wanted),
            (false, true) => text.ends_with(wanted),
            (false, false) => text.windows(wanted.len()).any(|part| part == wanted),
        })
    }
}
