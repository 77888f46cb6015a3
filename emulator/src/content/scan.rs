//! The characters of a JSON text: blanks and comments, strings, numbers and words, with Jackson's words for what is none
//! of them.

use super::source::{Fault, Mark, Origin, Source};

type Step<T> = Result<T, Fault>;

/// A text, and how far it has been read.
#[derive(Debug)]
pub struct Scanner<'a> {
    /// The text.
    pub source: Source<'a>,
    pub(super) here: Mark,
}

impl<'a> Scanner<'a> {
    /// Begins before the first character; a byte order mark is passed over.
    pub fn new(source: Source<'a>) -> Self {
        let at = if source.text().starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { source, here: Mark { at, line: 1, line_start: 0 } }
    }

    /// Where it stands.
    pub fn here(&self) -> Mark {
        self.here
    }

    pub(super) fn rest(&self) -> &str {
        self.source.text().get(self.here.at..).unwrap_or_default()
    }

    /// The next character.
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes the next character.
    pub fn take(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.here.at += next.len_utf8();
        let ends_line = next == '\n' || (next == '\r' && self.peek() != Some('\n'));
        if ends_line {
            self.here.line += 1;
            self.here.line_start = self.here.at;
        }
        Some(next)
    }

    pub(super) fn take_if(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        let found = self.peek().is_some_and(wanted);
        found && self.take().is_some()
    }

    /// Passes over blanks and comments.
    pub fn skip_blank(&mut self) -> Step<()> {
        loop {
            match self.peek() {
                Some(' ' | '\t' | '\n' | '\r') => drop(self.take()),
                Some('/') => self.skip_comment()?,
                Some(control) if control < ' ' => {
                    let reason = "only regular white space (\\r, \\n, \\t) is allowed between tokens";
                    return Err(Fault::syntax(
                        self.here.after(1),
                        format!("Illegal character ({}): {reason}", described(control)),
                    ));
                }
                _ => return Ok(()),
            }
        }
    }

    fn skip_comment(&mut self) -> Step<()> {
        self.take();
        match self.peek() {
            Some('/') => {
                while self.take_if(|next| !matches!(next, '\n' | '\r')) {}
                Ok(())
            }
            Some('*') => {
                self.take();
                loop {
                    match self.take() {
                        Some('*') if self.take_if(|next| next == '/') => return Ok(()),
                        Some(_) => {}
                        None => return Err(self.end(" in a comment")),
                    }
                }
            }
            Some(_) => Err(self.unexpected("was expecting either '*' or '/' for a comment")),
            None => Err(self.end(" in a comment")),
        }
    }

    /// Reads a string behind its opening quote. `what` is it in messages, `whole` the same at the end of the text.
    pub fn string(&mut self, what: &str, whole: &str) -> Step<String> {
        let mut out = String::new();
        loop {
            let rest = self.rest();
            let plain = rest.find(|next| matches!(next, '"' | '\\' | ..'\u{20}')).unwrap_or(rest.len());
            out.push_str(rest.get(..plain).unwrap_or_default());
            self.source.check_encoding(self.here, self.here.at + plain)?;
            self.here.at += plain;
            let at = self.here;
            match self.take() {
                Some('"') => return Ok(out),
                Some('\\') => out.push(self.escape()?),
                Some(control) => {
                    let reason = format!(
                        "Illegal unquoted character ({}): has to be escaped using backslash to be included in {what}",
                        described(control)
                    );
                    return Err(Fault::syntax(at, reason));
                }
                None => return Err(self.end(whole)),
            }
        }
    }

    fn escape(&mut self) -> Step<char> {
        let at = self.here;
        match self.take() {
            Some('b') => Ok('\u{8}'),
            Some('f') => Ok('\u{c}'),
            Some('n') => Ok('\n'),
            Some('r') => Ok('\r'),
            Some('t') => Ok('\t'),
            Some(same @ ('"' | '\\' | '/')) => Ok(same),
            Some('u') => self.unicode_escape(),
            Some(other) => Err(Fault::syntax(at, format!("Unrecognized character escape {}", described(other)))),
            None => Err(self.end(" in character escape sequence")),
        }
    }

    /// What stands behind `\u`; a surrogate without its other half becomes U+FFFD.
    fn unicode_escape(&mut self) -> Step<char> {
        let high = self.four_digits()?;
        if (0xD800..0xDC00).contains(&high) && self.rest().starts_with("\\u") {
            let before = self.here;
            self.here = before.after(2);
            let low = self.four_digits()?;
            if (0xDC00..0xE000).contains(&low) {
                let point = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                return Ok(char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.here = before;
        }
        Ok(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn four_digits(&mut self) -> Step<u32> {
        let mut point = 0;
        for _ in 0..4 {
            let Some(next) = self.peek() else { return Err(self.end(" in character escape sequence")) };
            let Some(digit) = next.to_digit(16) else {
                return Err(self.unexpected("expected a hex-digit for character escape sequence"));
            };
            self.take();
            point = point * 16 + digit;
        }
        Ok(point)
    }

    /// The fault of the next character, or of the end of the text. In bytes Jackson sees the first one of it.
    pub fn unexpected(&self, expected: &str) -> Fault {
        let first_byte = self.rest().bytes().next().map(char::from);
        let found = if self.source.origin() == Origin::Request { first_byte } else { self.peek() };
        Fault::syntax(self.here, unexpected(found, expected))
    }

    /// The fault of the next character where Jackson decodes it whole.
    pub fn unexpected_character(&self, expected: &str) -> Fault {
        let found = self.peek();
        let last = if self.source.origin() == Origin::Request { found.map_or(1, char::len_utf8) - 1 } else { 0 };
        Fault::syntax(self.here.after(last), unexpected(found, expected))
    }

    /// The fault of a text that ends here.
    pub fn end(&self, what: &str) -> Fault {
        Fault::end_of_input(self.here, what)
    }
}

fn unexpected(found: Option<char>, expected: &str) -> String {
    match found {
        Some(found) => format!("Unexpected character ({}): {expected}", described(found)),
        None => format!("Unexpected end-of-input: {expected}"),
    }
}

pub(super) fn described(character: char) -> String {
    let code = u32::from(character);
    if character.is_control() {
        return format!("(CTRL-CHAR, code {code})");
    }
    if code > 255 {
        format!("'{character}' (code {code} / 0x{code:x})")
    } else {
        format!("'{character}' (code {code})")
    }
}
