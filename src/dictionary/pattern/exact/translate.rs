//! Parses a pattern as `java.util.regex.Pattern` does (the JDK's documentation; the places in its error messages were
//! observed) and rewrites it for `fancy-regex`. A page has the same in JavaScript, less what `exotic` adds.
//!
//! The reader keeps Java's cursor, because the place that an error names is where that cursor stood.

use super::exotic::Exotic;
use crate::dictionary::order::utf16_length;

/// How deep groups and classes may nest. Deeper patterns are left to the server.
const MAX_DEPTH: usize = 100;

/// Java's `$`: at the end, or before a line end that ends the text, but not inside `\r\n`.
pub(super) const END: &str = "(?=(?:\\r\\n|(?<!\\r)\\n|[\\r\\u{85}\\u{2028}\\u{2029}])?$)";

/// Java's `.`
const NO_LINE_END: &str = "[^\\n\\r\\u{85}\\u{2028}\\u{2029}]";

/// Why there is no rewritten pattern.
enum Failure {
    /// Java refuses the pattern: why, and at which of its characters, if at any.
    Syntax(String, Option<usize>),
    /// Java may take it, but it is left to the server.
    Unsupported,
}

/// Rewrites a pattern, unless it is left to the server.
///
/// # Errors
/// With the message of Java's `PatternSyntaxException` where Java refuses it.
pub(super) fn translate(pattern: &str) -> Result<Option<String>, String> {
    let mut reader = Reader { pattern: pattern.chars().collect(), ..Reader::default() };
    reader.expression();
    // Behind a backslash at the end Java reads on, a NUL.
    if reader.at > reader.pattern.len() {
        reader.error(&["Unexpected internal error"]);
    } else if !reader.is_at_end() {
        reader.error(&["Unmatched closing ')'"]);
    }
    match reader.failure {
        None => Ok(Some(reader.out)),
        Some(Failure::Unsupported) => Ok(None),
        Some(Failure::Syntax(description, index)) => Err(syntax_error(pattern, &description, index)),
    }
}

/// The message of Java's `PatternSyntaxException`, with the pattern and a caret below the place.
fn syntax_error(pattern: &str, description: &str, index: Option<usize>) -> String {
    let near = index.map_or_else(String::new, |index| format!(" near index {index}"));
    let caret = index.filter(|&index| index < utf16_length(pattern)).map_or_else(String::new, |index| {
        // Here Java takes the place for one in UTF-16.
        let before = pattern.encode_utf16().take(index).map(|unit| if unit == u16::from(b'\t') { '\t' } else { ' ' });
        format!("\n{}^", before.collect::<String>())
    });
    format!("{description}{near}\n{pattern}{caret}")
}

#[derive(Default)]
pub(super) struct Reader {
    pattern: Vec<char>,
    /// Java's cursor.
    pub(super) at: usize,
    pub(super) out: String,
    pub(super) exotic: Exotic,
    /// The first failure, after which the cursor stands behind the end for good.
    failure: Option<Failure>,
    depth: usize,
    /// Whether something without a greatest length has been read.
    is_unbounded: bool,
}

impl Reader {
    /// The character so far behind the cursor, and NUL behind the end.
    pub(super) fn ahead(&self, distance: usize) -> char {
        self.pattern.get(self.at + distance).copied().unwrap_or('\0')
    }

    /// The character under the cursor.
    pub(super) fn peek(&self) -> char {
        self.ahead(0)
    }

    /// Gives the character under the cursor, and moves on.
    pub(super) fn read(&mut self) -> char {
        self.at += 1;
        self.pattern.get(self.at - 1).copied().unwrap_or('\0')
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.pattern.len()
    }

    pub(super) fn length(&self) -> usize {
        self.pattern.len()
    }

    /// The part of the pattern from `start` up to the cursor.
    pub(super) fn text_since(&self, start: usize) -> String {
        self.pattern.get(start..self.at).unwrap_or_default().iter().collect()
    }

    /// Notes why Java refuses the pattern: the parts of its message.
    pub(super) fn error(&mut self, description: &[&str]) {
        // What is quoted may be what is missed here: `\u00\Qbf\E`.
        let is_quoted = self.pattern.get(self.at.saturating_sub(1)..=self.at) == Some(&['\\', 'Q']);
        if is_quoted {
            return self.give_up();
        }
        self.fail(Failure::Syntax(description.concat(), self.at.checked_sub(1)));
    }

    /// Leaves the pattern to the server.
    pub(super) fn give_up(&mut self) {
        self.fail(Failure::Unsupported);
    }

    fn fail(&mut self, failure: Failure) {
        if self.failure.is_none() {
            self.failure = Some(failure);
            self.pattern.clear();
        }
    }

    pub(super) fn has_failed(&self) -> bool {
        self.failure.is_some()
    }

    /// Runs a nested part.
    pub(super) fn nested(&mut self, part: fn(&mut Self)) {
        if self.depth == MAX_DEPTH {
            return self.give_up();
        }
        self.depth += 1;
        part(self);
        self.depth -= 1;
    }

    /// Alternatives, up to the end or an unmatched `)`.
    pub(super) fn expression(&mut self) {
        loop {
            let start = self.out.len();
            match self.peek() {
                ')' => return,
                '\0' if self.is_at_end() => return,
                '|' => {
                    self.fixed("|");
                    continue;
                }
                '(' => self.nested(Self::group),
                '?' | '*' | '+' => {
                    self.at += 1;
                    let sign = self.text_since(self.at - 1);
                    return self.error(&["Dangling meta character '", &sign, "'"]);
                }
                // Java repeats an empty text here.
                '{' => self.out.push_str("(?:)"),
                '[' => self.nested(Self::brackets),
                '\\' => self.escaped_atom(),
                '^' => self.fixed("^"),
                '$' => self.fixed(END),
                '.' => self.any(),
                literal => {
                    self.at += 1;
                    self.characters(u32::from(literal), u32::from(literal), ["[", "]"]);
                }
            }
            // A group that only sets flags is nothing to repeat.
            if self.out.len() > start {
                self.quantifier(start);
            }
        }
    }

    pub(super) fn fixed(&mut self, source: &str) {
        self.at += 1;
        self.out.push_str(source);
    }

    /// A group, from its `(` to behind its `)`.
    fn group(&mut self) {
        let flags = self.exotic.flags;
        self.at += 1;
        let (start, written) = (self.at, self.out.len());
        if self.peek() == '?' {
            self.group_kind();
        } else {
            self.capture();
        }
        if self.out.len() == written {
            return;
        }
        let kind = self.text_since(start);
        let was_unbounded = std::mem::take(&mut self.is_unbounded);
        self.expression();
        if self.is_unbounded && matches!(kind.as_str(), "?<=" | "?<!") {
            // Which lengths Java finds obvious differs by its version.
            return self.give_up();
        }
        self.is_unbounded |= was_unbounded;
        if self.read() != ')' {
            return self.error(&["Unclosed group"]);
        }
        self.out.push(')');
        self.exotic.flags = flags;
    }

    /// What stands behind `(`, beginning with `?`. Writes nothing for flags and a `)`, which are no group at all.
    fn group_kind(&mut self) {
        self.at += 1;
        let open = match (self.read(), self.peek()) {
            (':', _) => "(?:",
            ('=', _) => "(?=",
            ('!', _) => "(?!",
            ('<', '=') => "(?<=",
            ('<', '!') => "(?<!",
            ('$' | '@', _) => return self.error(&["Unknown group type"]),
            _ => {
                self.at -= 1;
                return self.exotic_group();
            }
        };
        self.at += open.len() - 3;
        self.out.push_str(open);
    }

    /// What may follow an atom, whose rewriting starts at `start`.
    fn quantifier(&mut self, start: usize) {
        let from = self.at;
        match self.peek() {
            '?' => self.at += 1,
            '*' | '+' => {
                self.is_unbounded = true;
                self.at += 1;
            }
            '{' => self.counts(),
            _ => return,
        }
        self.at += usize::from(self.peek() == '?');
        let sign = self.text_since(from);
        self.out.push_str(&sign);
        if self.peek() == '+' && !(sign.len() > 1 && sign.ends_with('?')) {
            self.at += 1;
            self.out.insert_str(start, "(?>");
            self.out.push(')');
        }
    }

    /// `{2}`, `{2,}` or `{2,3}`
    fn counts(&mut self) {
        self.at += 1;
        if !self.peek().is_ascii_digit() {
            self.at += 1;
            return self.error(&["Illegal repetition"]);
        }
        let least = self.count();
        let mut most = least;
        if self.peek() == ',' {
            self.at += 1;
            if self.peek() == '}' {
                self.at += 1;
                self.is_unbounded = true;
                return;
            }
            most = self.count();
        }
        if self.read() != '}' {
            self.error(&["Unclosed counted closure"]);
        } else if most < least {
            self.error(&["Illegal repetition range"]);
        }
    }

    fn count(&mut self) -> i32 {
        let mut count: i32 = 0;
        while let Some(digit) = self.peek().to_digit(10) {
            self.at += 1;
            match count.checked_mul(10).and_then(|count| count.checked_add_unsigned(digit)) {
                Some(grown) => count = grown,
                None => self.error(&["Illegal repetition range"]),
            }
        }
        count
    }

    pub(super) fn capture(&mut self) {
        self.exotic.groups += 1;
        self.out.push('(');
    }

    fn any(&mut self) {
        let source = if self.exotic.flags.dot_is_all { "[\\s\\S]" } else { NO_LINE_END };
        self.fixed(source);
    }
}
