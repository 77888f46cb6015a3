//! JSON text to [`Value`]: strict, or with the liberties that the server takes with a rendered template.
//!
//! The page reads only what `JSON.stringify` wrote ([`super::Tape`]), so this is not in its module.

use std::fmt::{self, Display, Formatter};

use super::{Number, Object, Value};

/// How deep arrays and objects may nest: the limit of the server's own reader.
const MAX_DEPTH: usize = 1000;

/// What is accepted beyond the standard. The default is nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Leniency {
    /// One comma after the last element or member.
    pub trailing_commas: bool,
    /// `/* … */` and `// …`
    pub comments: bool,
    /// Anything at all after the first value.
    pub trailing_text: bool,
}

/// Why a text is not JSON, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// What was wrong, as a short phrase.
    pub reason: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Display for ReadError {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "[{}:{}] {}", self.line, self.column, self.reason)
    }
}

impl std::error::Error for ReadError {}

/// Reads standard JSON (RFC 8259) nested at most 1,000 deep. Of repeated names the last value wins.
pub fn read(text: &str) -> Result<Value, ReadError> {
    read_with(text, Leniency::default())
}

/// Reads JSON with the given liberties.
pub fn read_with(text: &str, leniency: Leniency) -> Result<Value, ReadError> {
    let mut reader = Reader { text, at: 0, depth: 0, leniency };
    reader.document().map_err(|reason| reader.locate(reason))
}

type Step<T> = Result<T, String>;

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    leniency: Leniency,
}

impl<'a> Reader<'a> {
    fn document(&mut self) -> Step<Value> {
        self.skip_blank()?;
        if self.rest().is_empty() {
            return Err("No content to map due to end-of-input".to_owned());
        }
        let value = self.value()?;
        if self.leniency.trailing_text {
            return Ok(value);
        }
        self.skip_blank()?;
        if self.rest().is_empty() { Ok(value) } else { Err(self.unexpected("the end of the text")) }
    }

    fn value(&mut self) -> Step<Value> {
        match self.peek() {
            Some('{') => self.nested(Self::object),
            Some('[') => self.nested(Self::array),
            Some('"') => self.string().map(Value::String),
            Some('-' | '0'..='9') => self.number().map(Value::Number),
            _ if self.take_word("true") => Ok(Value::Bool(true)),
            _ if self.take_word("false") => Ok(Value::Bool(false)),
            _ if self.take_word("null") => Ok(Value::Null),
            _ => Err(self.unexpected("a value")),
        }
    }

    fn nested(&mut self, inner: fn(&mut Self) -> Step<Value>) -> Step<Value> {
        if self.depth == MAX_DEPTH {
            return Err(format!(
                "Document nesting depth ({}) exceeds the maximum allowed ({MAX_DEPTH})",
                MAX_DEPTH + 1
            ));
        }
        self.depth += 1;
        self.at += 1;
        let value = inner(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn object(&mut self) -> Step<Value> {
        let mut members = Vec::new();
        self.skip_blank()?;
        if self.take('}') {
            return Ok(Value::Object(Object::new()));
        }
        loop {
            if self.peek() != Some('"') {
                return Err(self.unexpected("a double-quoted field name"));
            }
            let name = self.string()?;
            self.skip_blank()?;
            if !self.take(':') {
                return Err(self.unexpected("a colon to separate field name and value"));
            }
            self.skip_blank()?;
            members.push((name, self.value()?));
            if !self.more('}')? {
                return Ok(Value::Object(members.into_iter().collect()));
            }
        }
    }

    fn array(&mut self) -> Step<Value> {
        let mut elements = Vec::new();
        self.skip_blank()?;
        if self.take(']') {
            return Ok(Value::Array(elements));
        }
        loop {
            elements.push(self.value()?);
            if !self.more(']')? {
                return Ok(Value::Array(elements));
            }
        }
    }

    /// After an element: whether another follows, or `close` has been taken.
    fn more(&mut self, close: char) -> Step<bool> {
        self.skip_blank()?;
        if self.take(close) {
            return Ok(false);
        }
        if !self.take(',') {
            return Err(self.unexpected(&format!("a comma or '{close}'")));
        }
        self.skip_blank()?;
        Ok(!(self.leniency.trailing_commas && self.take(close)))
    }

    fn string(&mut self) -> Step<String> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = self.rest();
            let plain =
                rest.find(|c| matches!(c, '"' | '\\' | ..'\u{20}')).ok_or("Unexpected end-of-input in a string")?;
            out.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.next() {
                Some('"') => return Ok(out),
                Some('\\') => out.push(self.escape()?),
                Some(control) => {
                    return Err(format!("Illegal unquoted character (CTRL-CHAR, code {})", control as u32));
                }
                None => return Err("Unexpected end-of-input in a string".to_owned()),
            }
        }
    }

    fn escape(&mut self) -> Step<char> {
        match self.next() {
            Some('b') => Ok('\u{8}'),
            Some('f') => Ok('\u{c}'),
            Some('n') => Ok('\n'),
            Some('r') => Ok('\r'),
            Some('t') => Ok('\t'),
            Some(same @ ('"' | '\\' | '/')) => Ok(same),
            Some('u') => self.unicode_escape(),
            Some(other) => Err(format!("Unrecognized character escape '{other}'")),
            None => Err("Unexpected end-of-input in a character escape".to_owned()),
        }
    }

    /// What stands behind `\u`; a surrogate without its other half becomes U+FFFD.
    fn unicode_escape(&mut self) -> Step<char> {
        let high = self.four_hex_digits()?;
        if (0xD800..0xDC00).contains(&high) && self.rest().starts_with("\\u") {
            let before = self.at;
            self.at += 2;
            let low = self.four_hex_digits()?;
            if (0xDC00..0xE000).contains(&low) {
                let point = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                return Ok(char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.at = before;
        }
        Ok(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn four_hex_digits(&mut self) -> Step<u32> {
        let digits = self.rest().get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let point = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        self.at += 4;
        point.ok_or_else(|| "Unexpected character in a \\u escape: expected a hex-digit".to_owned())
    }

    fn number(&mut self) -> Step<Number> {
        let start = self.at;
        self.take('-');
        let leading_zero = self.peek() == Some('0');
        if self.digits()? > 1 && leading_zero {
            return Err("Invalid numeric value: Leading zeroes not allowed".to_owned());
        }
        let mut integer = true;
        if self.take('.') {
            integer = false;
            self.digits()?;
        }
        if self.take('e') || self.take('E') {
            integer = false;
            let _sign = self.take('+') || self.take('-');
            self.digits()?;
        }
        if self.peek().is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_')) {
            return Err(self.unexpected("a space or a separator after a number"));
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        let value = text.parse().map_err(|_| format!("Invalid numeric value: {text}"))?;
        Ok(match (integer, text) {
            (false, _) => Number::double(value),
            // Integers have no negative zero.
            (true, "-0") => Number::from(0),
            (true, _) => Number { text: text.into(), value },
        })
    }

    fn digits(&mut self) -> Step<usize> {
        let count = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        self.at += count;
        if count == 0 { Err(self.unexpected("a digit")) } else { Ok(count) }
    }

    fn skip_blank(&mut self) -> Step<()> {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            if !self.leniency.comments || !self.skip_comment()? {
                return Ok(());
            }
        }
    }

    fn skip_comment(&mut self) -> Step<bool> {
        let rest = self.rest();
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(body) = rest.strip_prefix("/*") {
            4 + body.find("*/").ok_or("Unexpected end-of-input in a comment")?
        } else {
            return Ok(false);
        };
        self.at += length;
        Ok(true)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += if found { wanted.len_utf8() } else { 0 };
        found
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        self.at += if found { word.len() } else { 0 };
        found
    }

    fn unexpected(&self, wanted: &str) -> String {
        match self.peek() {
            Some(found) => format!("Unexpected character ('{found}' (code {})): was expecting {wanted}", found as u32),
            None => format!("Unexpected end-of-input: was expecting {wanted}"),
        }
    }

    fn locate(&self, reason: String) -> ReadError {
        let before = self.text.get(..self.at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        ReadError { reason, line: before.matches('\n').count() + 1, column }
    }
}

impl Number {
    /// A number that is not written as an integer: the shortest text that reads back, with a fraction or an
    /// exponent (`1.0`, `1e21`).
    #[must_use]
    pub fn double(value: f64) -> Self {
        Self { text: format!("{value:?}").into(), value }
    }
}
