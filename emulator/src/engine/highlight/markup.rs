//! Writing a passage with its tags, escaped for HTML if the request asks for it.

use super::{Highlight, options::FieldOptions, passage::Passage};

/// What the `html` encoder replaces.
const HTML: [(char, &str); 6] =
    [('"', "&quot;"), ('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('\'', "&#x27;"), ('/', "&#x2F;")];

impl Highlight {
    /// The text of a passage, its marks between tags, without white space around it.
    pub(super) fn mark(&self, passage: &Passage, options: &FieldOptions) -> String {
        let text = |from: usize, to: usize| self.encode(passage.text.get(from..to).unwrap_or_default());
        let mut marked = String::new();
        let mut end = 0;
        for mark in passage.marks.iter().filter(|mark| !mark.is_empty()) {
            if mark.start < end {
                continue;
            }
            marked += &text(end, mark.start);
            marked += &options.pre_tag;
            marked += &text(mark.start, mark.end);
            marked += &options.post_tag;
            end = mark.end;
        }
        marked += &text(end, passage.text.len());
        marked.trim().to_owned()
    }

    /// A text as the encoder leaves it.
    pub(super) fn encode(&self, text: &str) -> String {
        if !self.is_html() {
            return text.to_owned();
        }
        let mut encoded = String::with_capacity(text.len());
        for letter in text.chars() {
            match HTML.iter().find(|(plain, _)| *plain == letter) {
                Some((_, entity)) => encoded.push_str(entity),
                None => encoded.push(letter),
            }
        }
        encoded
    }
}
