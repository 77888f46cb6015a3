//! What stands behind a backslash, and what stands between brackets.

use super::translate::{END, Reader};

/// What `\d`, `\w`, `\s` and their opposites put between brackets.
const SETS: [(char, &str); 6] = [
    ('d', "0-9"),
    ('D', "\\x00-\\x2f\\x3a-\\u{10ffff}"),
    ('w', "0-9A-Z_a-z"),
    ('W', "\\x00-\\x2f\\x3a-\\x40\\x5b-\\x5e\\x60\\x7b-\\u{10ffff}"),
    ('s', "\\x09-\\x0d\\x20"),
    ('S', "\\x00-\\x08\\x0e-\\x1f\\x21-\\u{10ffff}"),
];

/// At a word's start or end, by ASCII as in Java 19 and later, in terms that all dialects share.
const BOUNDARY: &str = "(?:(?<=[0-9A-Z_a-z])(?![0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?=[0-9A-Z_a-z]))";
const NO_BOUNDARY: &str = "(?:(?<=[0-9A-Z_a-z])(?=[0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?![0-9A-Z_a-z]))";

/// Letters that Java has no escape for.
const UNKNOWN: &[u8] = b"CEFIJKLMOTUYgijlmoqy";

/// Where an escape stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Outside,
    /// In brackets.
    Inside,
    /// In brackets, behind the dash of a range.
    RangeEnd,
}

/// What an escape stands for.
pub(super) enum Escaped {
    Character(u32),
    /// A set, as it is written between brackets.
    Set(&'static str),
    /// Something else, which has been written, or a failure.
    Done,
}

/// Appends a character in a way that no dialect takes for syntax.
fn write_character(code: u32, out: &mut String) {
    let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
    if character.is_ascii_punctuation() {
        out.push_str("\\x");
        for digit in [code / 16, code % 16] {
            out.push(char::from_digit(digit, 16).unwrap_or('0'));
        }
    } else {
        out.push(character);
    }
}

impl Reader {
    /// An escape outside brackets, from its backslash on.
    pub(super) fn escaped_atom(&mut self) {
        match self.escape(Place::Outside) {
            Escaped::Character(code) => self.characters(code, code, ["[", "]"]),
            Escaped::Set(set) => {
                for part in ["[", set, "]"] {
                    self.out.push_str(part);
                }
            }
            Escaped::Done => {}
        }
    }

    /// Reads an escape, from its backslash on.
    fn escape(&mut self, place: Place) -> Escaped {
        self.at += 1;
        let letter = self.read();
        for (known, set) in SETS {
            if known == letter {
                return Escaped::Set(set);
            }
        }
        Escaped::Character(match letter {
            'n' => 0x0A,
            't' => 0x09,
            'r' => 0x0D,
            'f' => 0x0C,
            'u' => {
                let code = self.hexadecimal(4, "Illegal Unicode escape sequence");
                if (0xD800..0xE000).contains(&code) { self.half_character(code) } else { code }
            }
            'x' if self.peek() != '{' => self.hexadecimal(2, "Illegal hexadecimal escape sequence"),
            'A' | 'z' | 'Z' | 'b' | 'B' if place == Place::Outside && (letter != 'b' || self.peek() != '{') => {
                self.out.push_str(match letter {
                    'A' => "^",
                    'z' => "$",
                    'Z' => END,
                    'b' => BOUNDARY,
                    _ => NO_BOUNDARY,
                });
                return Escaped::Done;
            }
            _ if !letter.is_ascii_alphanumeric() => u32::from(letter),
            _ if UNKNOWN.iter().any(|&unknown| char::from(unknown) == letter) => {
                self.error(&["Illegal/unsupported escape sequence"]);
                return Escaped::Done;
            }
            _ => return self.exotic_escape(letter, place),
        })
    }

    /// So many hexadecimal digits.
    pub(super) fn hexadecimal(&mut self, digits: u32, mistake: &str) -> u32 {
        let mut code = 0;
        for _ in 0..digits {
            match self.read().to_digit(16) {
                Some(digit) => code = code * 16 + digit,
                None => self.error(&[mistake]),
            }
        }
        code
    }

    /// A class, from its `[` to behind its `]`.
    pub(super) fn brackets(&mut self) {
        self.fixed("[");
        if self.peek() == '^' {
            self.fixed("^");
        }
        let start = self.out.len();
        while !self.has_failed() {
            let has_any = self.out.len() > start;
            match (self.peek(), self.ahead(1)) {
                (']', _) if has_any => return self.fixed("]"),
                ('\0', _) if self.is_at_end() => self.error(&["Unclosed character class"]),
                ('[', _) | ('&', '&') => self.exotic_elements(has_any),
                _ => self.range(),
            }
        }
    }

    /// A character, a range of them, or an escape.
    fn range(&mut self) {
        let Some(first) = self.range_end(Place::Inside) else { return };
        let mut last = first;
        if self.peek() == '-' && !matches!(self.ahead(1), '[' | ']') {
            self.at += 1;
            match self.range_end(Place::RangeEnd) {
                Some(end) if end >= first => last = end,
                _ => self.error(&["Illegal character range"]),
            }
        }
        self.characters(first, last, ["", ""]);
    }

    /// One end of a range; nothing for an escape that stands for a set, which is written at once.
    fn range_end(&mut self, place: Place) -> Option<u32> {
        if self.peek() != '\\' {
            return Some(u32::from(self.read()));
        }
        match self.escape(place) {
            Escaped::Character(code) => return Some(code),
            Escaped::Set(set) => self.out.push_str(set),
            Escaped::Done => {}
        }
        None
    }
}

/// Appends a character, or a range of them.
pub(super) fn write_range(first: u32, last: u32, out: &mut String) {
    write_character(first, out);
    if last > first {
        out.push('-');
        write_character(last, out);
    }
}
