//! What stands behind a backslash, and what stands between brackets.

#[cfg(not(feature = "exact-dictionary"))]
use super::translate::Failure;
use super::translate::{END, Reader, Step};

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
    /// Something else, which has been written.
    Written,
}

/// Appends a character in a way that no dialect takes for syntax.
fn write_character(code: u32, out: &mut String) {
    let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
    if character.is_ascii_punctuation() {
        out.push_str("\\x");
        out.extend([code / 16, code % 16].map(|digit| char::from_digit(digit, 16).unwrap_or('0')));
    } else {
        out.push(character);
    }
}

impl Reader {
    /// An escape outside brackets, from its backslash on.
    pub(super) fn escaped_atom(&mut self) -> Step<()> {
        match self.escape(Place::Outside)? {
            Escaped::Character(code) => self.literal(code),
            Escaped::Set(set) => {
                for part in ["[", set, "]"] {
                    self.out.push_str(part);
                }
            }
            Escaped::Written => {}
        }
        Ok(())
    }

    /// Reads an escape, from its backslash on.
    fn escape(&mut self, place: Place) -> Step<Escaped> {
        self.at += 1;
        let letter = self.read();
        if let Some((_, set)) = SETS.iter().find(|(known, _)| *known == letter) {
            return Ok(Escaped::Set(set));
        }
        let code = match letter {
            'n' => 0x0A,
            't' => 0x09,
            'r' => 0x0D,
            'f' => 0x0C,
            'u' => {
                let code = self.hexadecimal(4, "Illegal Unicode escape sequence")?;
                if char::from_u32(code).is_some() { code } else { self.half_character(code)? }
            }
            'x' if self.peek() != '{' => self.hexadecimal(2, "Illegal hexadecimal escape sequence")?,
            'A' | 'z' | 'Z' | 'b' | 'B' if place == Place::Outside && (letter != 'b' || self.peek() != '{') => {
                self.has_word_boundary |= matches!(letter, 'b' | 'B');
                self.out.push_str(match letter {
                    'A' => "^",
                    'z' => "$",
                    'Z' => END,
                    'b' => BOUNDARY,
                    _ => NO_BOUNDARY,
                });
                return Ok(Escaped::Written);
            }
            '\0' => return Err(self.error("Unexpected internal error")),
            _ if !letter.is_ascii_alphanumeric() => u32::from(letter),
            'C' | 'E' | 'F' | 'I'..='M' | 'O' | 'T' | 'U' | 'Y' | 'g' | 'i' | 'j' | 'l' | 'm' | 'o' | 'q' | 'y' => {
                return Err(self.error("Illegal/unsupported escape sequence"));
            }
            _ => return self.exotic_escape(letter, place),
        };
        Ok(Escaped::Character(code))
    }

    /// So many hexadecimal digits.
    pub(super) fn hexadecimal(&mut self, digits: u32, mistake: &str) -> Step<u32> {
        let mut code = 0;
        for _ in 0..digits {
            let digit = self.read().to_digit(16).ok_or_else(|| self.error(mistake))?;
            code = code * 16 + digit;
        }
        Ok(code)
    }

    pub(super) fn literal(&mut self, code: u32) {
        self.characters(code, code, ["[", "]"]);
    }

    /// A class, from its `[` to behind its `]`.
    pub(super) fn brackets(&mut self) -> Step<()> {
        self.fixed("[");
        if self.peek() == '^' {
            self.fixed("^");
        }
        self.elements()?;
        self.fixed("]");
        Ok(())
    }

    /// What stands in brackets, up to, but without, the `]`.
    pub(super) fn elements(&mut self) -> Step<()> {
        let start = self.out.len();
        loop {
            let has_any = self.out.len() > start;
            match (self.peek(), self.ahead(1)) {
                (']', _) if has_any => return Ok(()),
                ('\0', _) if self.is_at_end() => return Err(self.error("Unclosed character class")),
                ('[', _) | ('&', '&') => self.exotic_elements(has_any)?,
                _ => self.range()?,
            }
        }
    }

    /// A character, a range of them, or an escape.
    fn range(&mut self) -> Step<()> {
        let Some(first) = self.range_end(Place::Inside)? else { return Ok(()) };
        let mut last = first;
        if self.peek() == '-' && !matches!(self.ahead(1), '[' | ']') {
            self.at += 1;
            last = match self.range_end(Place::RangeEnd)? {
                Some(last) if last >= first => last,
                _ => return Err(self.error("Illegal character range")),
            };
        }
        self.characters(first, last, ["", ""]);
        Ok(())
    }

    /// One end of a range; nothing for an escape that stands for a set, which is written at once.
    fn range_end(&mut self, place: Place) -> Step<Option<u32>> {
        if self.peek() != '\\' {
            return Ok(Some(u32::from(self.read())));
        }
        match self.escape(place)? {
            Escaped::Character(code) => Ok(Some(code)),
            Escaped::Set(set) => {
                self.out.push_str(set);
                Ok(None)
            }
            Escaped::Written => Ok(None),
        }
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

/// What the page leaves to the server.
#[cfg(not(feature = "exact-dictionary"))]
#[allow(clippy::unused_self, clippy::needless_pass_by_ref_mut, reason = "these stand for methods of the exact reader")]
impl Reader {
    fn exotic_escape(&mut self, _: char, _: Place) -> Step<Escaped> {
        Err(Failure::Unsupported)
    }

    fn exotic_elements(&mut self, _: bool) -> Step<()> {
        Err(Failure::Unsupported)
    }

    fn half_character(&mut self, _: u32) -> Step<u32> {
        Err(Failure::Unsupported)
    }

    fn characters(&mut self, first: u32, last: u32, _: [&str; 2]) {
        write_range(first, last, &mut self.out);
    }
}
