//! Parses a pattern as `java.util.regex.Pattern` does (the JDK's documentation; the places in its error messages were
//! observed) and rewrites it so that all dialects read it alike.
//!
//! The reader keeps Java's cursor, because the place that an error names is where that cursor stood.

use super::class::{Class, LINE_END, write_character};

/// How deep groups and classes may nest. Deeper patterns are left to the server.
const MAX_DEPTH: usize = 100;

/// Java's `$`: at the end, or before a line end that ends the text, but not inside `\r\n`.
const DOLLAR: &str = "(?=(?:\\u{d}\\u{a}|(?<!\\u{d})\\u{a}|[\\u{d}\\u{85}\\u{2028}\\u{2029}])?$)";

/// A rewritten pattern.
#[derive(Debug)]
pub(super) struct Translated {
    pub(super) source: String,
    /// Whether JavaScript can say it too.
    pub(super) is_portable: bool,
    /// Whether it has a `\b` or `\B`, which Java read by Unicode before version 19, and by ASCII since.
    pub(super) has_word_boundary: bool,
}

/// Why there is no rewritten pattern.
#[derive(Debug)]
pub(super) enum Failure {
    /// Java refuses the pattern.
    Syntax { description: String, index: Option<usize> },
    /// Java may take it, but it is left to the server.
    Unsupported,
}

pub(super) type Step<T> = Result<T, Failure>;

/// Rewrites a pattern.
pub(super) fn translate(pattern: &str) -> Step<Translated> {
    let mut reader = Reader { pattern: pattern.chars().collect(), is_portable: true, ..Reader::default() };
    reader.expression()?;
    if reader.at == reader.pattern.len() {
        let Reader { out: source, is_portable, has_word_boundary, .. } = reader;
        return Ok(Translated { source, is_portable, has_word_boundary });
    }
    let found = reader.peek();
    Err(reader.error(if found == ')' { "Unmatched closing ')'" } else { "Unexpected internal error" }))
}

/// The inline flags that can be rewritten.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Flags {
    /// `i`: ASCII letters match in either case.
    pub(super) ignores_case: bool,
    /// `s`: `.` matches line ends too.
    dot_is_all: bool,
}

#[derive(Default)]
pub(super) struct Reader {
    pattern: Vec<char>,
    /// Java's cursor.
    pub(super) at: usize,
    pub(super) out: String,
    pub(super) flags: Flags,
    depth: usize,
    /// How many capturing groups have been opened.
    pub(super) groups: usize,
    /// The names of groups, and their numbers.
    pub(super) names: Vec<(String, usize)>,
    /// Whether something without a greatest length has been read.
    is_unbounded: bool,
    pub(super) is_portable: bool,
    pub(super) has_word_boundary: bool,
}

impl Reader {
    /// The character under the cursor, and NUL behind the end.
    pub(super) fn peek(&self) -> char {
        self.pattern.get(self.at).copied().unwrap_or('\0')
    }

    /// Moves on, and gives the character there.
    pub(super) fn next(&mut self) -> char {
        self.at += 1;
        self.peek()
    }

    /// Gives the character under the cursor, and moves on.
    pub(super) fn read(&mut self) -> char {
        let found = self.peek();
        self.at += 1;
        found
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.pattern.len()
    }

    /// Whether the NUL behind the end has been read too.
    pub(super) fn is_behind_end(&self) -> bool {
        self.at > self.pattern.len()
    }

    /// The part of the pattern from `start` up to `end`.
    pub(super) fn text(&self, start: usize, end: usize) -> String {
        self.pattern.get(start..end).unwrap_or_default().iter().collect()
    }

    pub(super) fn error(&self, description: &str) -> Failure {
        Failure::Syntax { description: description.to_owned(), index: self.at.checked_sub(1) }
    }

    /// Runs a nested part.
    pub(super) fn nested<T>(&mut self, part: impl FnOnce(&mut Self) -> Step<T>) -> Step<T> {
        if self.depth == MAX_DEPTH {
            return Err(Failure::Unsupported);
        }
        self.depth += 1;
        let result = part(self);
        self.depth -= 1;
        result
    }

    /// Alternatives, up to the end or an unmatched `)`.
    fn expression(&mut self) -> Step<()> {
        self.sequence()?;
        while self.peek() == '|' {
            self.at += 1;
            self.out.push('|');
            self.sequence()?;
        }
        Ok(())
    }

    fn sequence(&mut self) -> Step<()> {
        loop {
            let start = self.out.len();
            match self.peek() {
                '|' | ')' => return Ok(()),
                '\0' if self.is_at_end() => return Ok(()),
                '(' => {
                    if !self.nested(Self::group)? {
                        continue;
                    }
                }
                '?' | '*' | '+' => {
                    let found = self.read();
                    return Err(
                        self.error(&["Dangling meta character '", found.encode_utf8(&mut [0; 4]), "'"].concat())
                    );
                }
                // Java repeats an empty text here.
                '{' => self.out.push_str("(?:)"),
                _ => self.atom()?,
            }
            self.quantifier(start)?;
        }
    }

    fn atom(&mut self) -> Step<()> {
        match self.peek() {
            '[' => {
                let class = self.nested(|reader| reader.class(true))?;
                class.write(&mut self.out);
            }
            '\\' => self.escaped_atom()?,
            '^' => self.fixed("^"),
            '$' => self.fixed(DOLLAR),
            '.' => {
                self.at += 1;
                let left_out = if self.flags.dot_is_all { &[] } else { LINE_END };
                Class::of(left_out).complement().write(&mut self.out);
            }
            _ => {
                let literal = self.read();
                self.literal(u32::from(literal));
            }
        }
        Ok(())
    }

    fn fixed(&mut self, source: &str) {
        self.at += 1;
        self.out.push_str(source);
    }

    pub(super) fn literal(&mut self, code: u32) {
        if self.flags.ignores_case && char::from_u32(code).is_some_and(|literal| literal.is_ascii_alphabetic()) {
            Class::single(code).without_case().write(&mut self.out);
        } else {
            write_character(code, &mut self.out);
        }
    }

    /// A group, from its `(` to behind its `)`. False for one that only sets flags, and so cannot be repeated.
    fn group(&mut self) -> Step<bool> {
        let (flags, was_unbounded) = (self.flags, self.is_unbounded);
        let mut is_bounded = false;
        if self.next() != '?' {
            self.groups += 1;
            self.out.push('(');
        } else if self.group_kind(&mut is_bounded)? {
            return Ok(false);
        }
        if is_bounded {
            self.is_unbounded = false;
        }
        self.expression()?;
        if is_bounded && self.is_unbounded {
            // Which lengths Java finds obvious differs by its version.
            return Err(Failure::Unsupported);
        }
        self.is_unbounded |= was_unbounded;
        if self.read() != ')' {
            return Err(self.error("Unclosed group"));
        }
        self.out.push(')');
        self.flags = flags;
        Ok(true)
    }

    /// What stands behind `(?`. True when that is flags and a `)`, and no group at all.
    fn group_kind(&mut self, is_bounded: &mut bool) -> Step<bool> {
        self.at += 1;
        let open = match self.read() {
            ':' => "(?:",
            '=' => "(?=",
            '!' => "(?!",
            '>' => {
                self.is_portable = false;
                "(?>"
            }
            '<' => self.named_group_or_look_behind(is_bounded)?,
            '$' | '@' => return Err(self.error("Unknown group type")),
            _ => {
                self.at -= 1;
                self.set_flags()?;
                match self.read() {
                    ')' => return Ok(true),
                    ':' => "(?:",
                    _ => return Err(self.error("Unknown inline modifier")),
                }
            }
        };
        self.out.push_str(open);
        Ok(false)
    }

    fn named_group_or_look_behind(&mut self, is_bounded: &mut bool) -> Step<&'static str> {
        let first = self.read();
        *is_bounded = matches!(first, '=' | '!');
        match first {
            '=' => Ok("(?<="),
            '!' => Ok("(?<!"),
            _ => {
                let name = self.group_name(first)?;
                if self.names.iter().any(|(known, _)| *known == name) {
                    return Err(self.error(&["Named capturing group <", &name, "> is already defined"].concat()));
                }
                self.groups += 1;
                self.names.push((name, self.groups));
                Ok("(")
            }
        }
    }

    /// A group's name, from its first character to behind its `>`.
    pub(super) fn group_name(&mut self, first: char) -> Step<String> {
        if !first.is_ascii_alphabetic() {
            return Err(self.error("capturing group name does not start with a Latin letter"));
        }
        let mut name = String::from(first);
        loop {
            match self.read() {
                '>' => return Ok(name),
                letter if letter.is_ascii_alphanumeric() => name.push(letter),
                _ => return Err(self.error("named capturing group is missing trailing '>'")),
            }
        }
    }

    fn set_flags(&mut self) -> Step<()> {
        let mut value = true;
        loop {
            match self.peek() {
                'i' => self.flags.ignores_case = value,
                's' => self.flags.dot_is_all = value,
                '-' if value => value = false,
                'm' | 'd' | 'u' | 'c' | 'x' | 'U' => return Err(Failure::Unsupported),
                _ => return Ok(()),
            }
            self.at += 1;
        }
    }

    /// What may follow an atom, whose rewriting starts at `start`.
    fn quantifier(&mut self, start: usize) -> Step<()> {
        let counted = self.at;
        match self.peek() {
            '?' => self.fixed("?"),
            '*' | '+' => {
                self.is_unbounded = true;
                let sign = self.read();
                self.out.push(sign);
            }
            '{' => {
                self.counts()?;
                let counts = self.text(counted, self.at);
                self.out.push_str(&counts);
            }
            _ => return Ok(()),
        }
        match self.peek() {
            '?' => self.fixed("?"),
            '+' => {
                self.at += 1;
                self.is_portable = false;
                self.out.insert_str(start, "(?>");
                self.out.push(')');
            }
            _ => {}
        }
        Ok(())
    }

    /// `{2}`, `{2,}` or `{2,3}`
    fn counts(&mut self) -> Step<()> {
        self.at += 1;
        if !self.peek().is_ascii_digit() {
            self.at += 1;
            return Err(self.error("Illegal repetition"));
        }
        let least = self.count()?;
        let mut most = least;
        if self.peek() == ',' {
            if self.next() == '}' {
                self.at += 1;
                self.is_unbounded = true;
                return Ok(());
            }
            most = if self.peek().is_ascii_digit() { self.count()? } else { 0 };
        }
        match self.read() {
            '}' if most >= least => Ok(()),
            '}' => Err(self.error("Illegal repetition range")),
            _ => Err(self.error("Unclosed counted closure")),
        }
    }

    fn count(&mut self) -> Step<u32> {
        let mut count: u32 = 0;
        while let Some(digit) = self.peek().to_digit(10) {
            self.at += 1;
            let grown = count.checked_mul(10).and_then(|count| count.checked_add(digit));
            let in_range = grown.filter(|count| i32::try_from(*count).is_ok());
            count = in_range.ok_or_else(|| self.error("Illegal repetition range"))?;
        }
        Ok(count)
    }
}
