//! A text that is read as JSON: where its lines and columns are, and what an error says that is found in it. Places,
//! words and types are those of Jackson, the server's reader, and of the exceptions that the server makes of them.

use std::borrow::Cow;

use crate::error::EsError;

/// How much of a text its errors show, in bytes.
const SHOWN: usize = 500;

/// What a text is, which decides how strictly it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The body of a request: bytes to the server, so columns count bytes. Repeated names are refused.
    Request,
    /// What a template printed: characters to the server, so columns count UTF-16 units. Repeated names and a comma behind
    /// the last element are passed over.
    Template,
}

/// A text to read.
#[derive(Debug)]
pub struct Source<'a> {
    text: Cow<'a, str>,
    origin: Origin,
    broken: Option<Broken>,
}

/// Where a text is not UTF-8, and what Jackson says of it.
#[derive(Debug)]
struct Broken {
    at: usize,
    reason: String,
}

/// A position in a text, with what its line and column follow from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The position in bytes.
    pub at: usize,
    /// The line, from 1.
    pub line: usize,
    /// Where the line begins, in bytes.
    pub line_start: usize,
}

/// Line and column, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place(pub usize, pub usize);

/// Why a text can't be read on.
#[derive(Debug)]
pub struct Fault {
    reason: String,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Syntax(Mark),
    EndOfInput(Mark),
    Coercion(Mark),
    /// A limit of the reader; it has no place.
    Limit,
}

impl Fault {
    /// What stands there is not JSON.
    pub fn syntax(at: Mark, reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), kind: Kind::Syntax(at) }
    }

    /// The text ends too soon; `what` says inside of what.
    pub fn end_of_input(at: Mark, what: &str) -> Self {
        Self { reason: format!("Unexpected end-of-input{what}"), kind: Kind::EndOfInput(at) }
    }

    /// A number that is no long.
    pub fn out_of_range(at: Mark, number: &str) -> Self {
        let reason = format!("Numeric value ({number}) out of range of long ({} - {})", i64::MIN, i64::MAX);
        Self { reason, kind: Kind::Coercion(at) }
    }

    /// More than the reader takes.
    pub fn limit(reason: String) -> Self {
        Self { reason, kind: Kind::Limit }
    }
}

impl Mark {
    /// The mark `bytes` further on the same line.
    pub fn after(self, bytes: usize) -> Self {
        Self { at: self.at + bytes, ..self }
    }
}

impl<'a> Source<'a> {
    /// The body of a request.
    pub fn of_request(body: &'a [u8]) -> Self {
        let broken = std::str::from_utf8(body).err().map(|error| Broken::at(body, error.valid_up_to()));
        Self { text: String::from_utf8_lossy(body), origin: Origin::Request, broken }
    }

    /// What a template printed.
    pub fn of_template(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), origin: Origin::Template, broken: None }
    }

    /// The text; what is not UTF-8 in it has become U+FFFD.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How strictly it is read.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// Refuses a stretch of the text that is not UTF-8.
    pub fn check_encoding(&self, from: Mark, to: usize) -> Result<(), Fault> {
        match &self.broken {
            Some(broken) if (from.at..to).contains(&broken.at) => {
                Err(Fault::syntax(from.after(broken.at - from.at), broken.reason.clone()))
            }
            _ => Ok(()),
        }
    }

    /// The line and column of a mark.
    pub fn place(&self, mark: Mark) -> Place {
        let units = match self.origin {
            Origin::Request => mark.at - mark.line_start,
            Origin::Template => self.text.get(mark.line_start..mark.at).unwrap_or_default().encode_utf16().count(),
        };
        Place(mark.line, units + 1)
    }

    /// The start of an object or array, as messages about its end name it.
    pub fn start_marker(&self, mark: Mark) -> String {
        self.location(self.place(mark))
    }

    /// The server's error for a fault.
    pub fn refusal(&self, fault: &Fault) -> EsError {
        let (mark, kind) = match fault.kind {
            Kind::Syntax(mark) => (mark, "json_parse_exception"),
            Kind::EndOfInput(mark) => (mark, "json_e_o_f_exception"),
            Kind::Coercion(mark) => (mark, "input_coercion_exception"),
            Kind::Limit => {
                let cause = EsError::new(400, "stream_constraints_exception", fault.reason.as_str());
                return EsError::content(fault.reason.as_str()).caused_by(cause);
            }
        };
        let place = self.place(mark);
        if self.origin == Origin::Template {
            return EsError::content_at(place, &fault.reason);
        }
        let reason = format!("{}\n at {}", fault.reason, self.location(place));
        let cause = EsError::new(400, kind, reason.as_str());
        let refusal = match fault.kind {
            Kind::EndOfInput(_) => {
                let Place(line, column) = place;
                EsError::new(400, "x_content_e_o_f_exception", format!("[{line}:{column}] Unexpected end of file"))
            }
            _ => EsError::content_at(place, &reason),
        };
        refusal.caused_by(cause)
    }

    fn location(&self, Place(line, column): Place) -> String {
        format!("[Source: {}; line: {line}, column: {column}]", self.shown())
    }

    /// The beginning of the text, as Jackson names its source.
    fn shown(&self) -> String {
        let kind = if self.origin == Origin::Request { "byte[]" } else { "String" };
        let end =
            (0..=SHOWN.min(self.text.len())).rev().find(|end| self.text.is_char_boundary(*end)).unwrap_or_default();
        let (shown, rest) = self.text.split_at_checked(end).unwrap_or((&self.text, ""));
        let escaped = |character: char| match character {
            '\r' | '\n' => character.to_string(),
            control if control.is_control() => format!("\\u{:04X}", u32::from(control)),
            other => other.to_string(),
        };
        let excerpt: String = shown.chars().map(escaped).collect();
        let left = if rest.is_empty() { String::new() } else { format!("[truncated {} bytes]", rest.len()) };
        format!("({kind})\"{excerpt}\"{left}")
    }
}

impl Broken {
    /// A byte that can't begin a character, or one that can't go on with it.
    fn at(bytes: &[u8], at: usize) -> Self {
        let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
        let starts = matches!(byte(at), 0xC0..=0xF7);
        let (part, byte) = if starts { ("middle", byte(at + 1)) } else { ("start", byte(at)) };
        Self { at, reason: format!("Invalid UTF-8 {part} byte 0x{byte:x}") }
    }
}
