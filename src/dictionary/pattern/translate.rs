//! Parses a pattern as `java.util.regex.Pattern` does (the JDK's documentation; the places in its error messages were
//! observed) and rewrites it so that all dialects read it alike.
//!
//! The reader keeps Java's cursor, because the place that an error names is where that cursor stood.

/// How deep groups and classes may nest. Deeper patterns are left to the server.
const MAX_DEPTH: usize = 100;

/// Java's `$`: at the end, or before a line end that ends the text, but not inside `\r\n`.
pub(super) const END: &str = "(?=(?:\\r\\n|(?<!\\r)\\n|[\\r\\u{85}\\u{2028}\\u{2029}])?$)";

/// Java's `.`
const NO_LINE_END: &str = "[^\\n\\r\\u{85}\\u{2028}\\u{2029}]";

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
    /// Java refuses the pattern: why, and at which of its characters, if at any.
    Syntax(String, Option<usize>),
    /// Java may take it, but it is left to the server.
    Unsupported,
}

pub(super) type Step<T> = Result<T, Failure>;

/// Rewrites a pattern.
pub(super) fn translate(pattern: &str) -> Step<Translated> {
    let mut reader = Reader { pattern: pattern.chars().collect(), is_portable: true, ..Reader::default() };
    reader.expression()?;
    if !reader.is_at_end() {
        return Err(reader.error(if reader.peek() == ')' {
            "Unmatched closing ')'"
        } else {
            "Unexpected internal error"
        }));
    }
    let Reader { out: source, is_portable, has_word_boundary, .. } = reader;
    Ok(Translated { source, is_portable, has_word_boundary })
}

#[derive(Default)]
pub(super) struct Reader {
    pattern: Vec<char>,
    /// Java's cursor.
    pub(super) at: usize,
    pub(super) out: String,
    /// What has been read that only some engines know.
    #[cfg(feature = "exact-dictionary")]
    pub(super) exotic: super::exotic::Exotic,
    depth: usize,
    /// Whether something without a greatest length has been read.
    is_unbounded: bool,
    pub(super) is_portable: bool,
    pub(super) has_word_boundary: bool,
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
        self.at == self.pattern.len()
    }

    /// The part of the pattern from `start` up to the cursor.
    pub(super) fn text_since(&self, start: usize) -> String {
        self.pattern.get(start..self.at).unwrap_or_default().iter().collect()
    }

    pub(super) fn error(&self, description: &str) -> Failure {
        Failure::Syntax(description.to_owned(), self.at.checked_sub(1))
    }

    /// Runs a nested part.
    pub(super) fn nested<T>(&mut self, part: fn(&mut Self) -> Step<T>) -> Step<T> {
        if self.depth == MAX_DEPTH {
            return Err(Failure::Unsupported);
        }
        self.depth += 1;
        let result = part(self);
        self.depth -= 1;
        result
    }

    /// Alternatives, up to the end or an unmatched `)`.
    pub(super) fn expression(&mut self) -> Step<()> {
        loop {
            let start = self.out.len();
            match self.peek() {
                ')' => return Ok(()),
                '\0' if self.at >= self.pattern.len() => return Ok(()),
                '|' => {
                    self.fixed("|");
                    continue;
                }
                '(' => {
                    if !self.nested(Self::group)? {
                        continue;
                    }
                }
                '?' | '*' | '+' => {
                    self.at += 1;
                    let sign = self.text_since(self.at - 1);
                    return Err(self.error(&["Dangling meta character '", &sign, "'"].concat()));
                }
                // Java repeats an empty text here.
                '{' => self.out.push_str("(?:)"),
                '[' => self.nested(Self::brackets)?,
                '\\' => self.escaped_atom()?,
                '^' => self.fixed("^"),
                '$' => self.fixed(END),
                '.' => self.any(),
                literal => {
                    self.at += 1;
                    self.literal(u32::from(literal));
                }
            }
            self.quantifier(start)?;
        }
    }

    pub(super) fn fixed(&mut self, source: &str) {
        self.at += 1;
        self.out.push_str(source);
    }

    /// A group, from its `(` to behind its `)`. False for one that only sets flags, and so cannot be repeated.
    fn group(&mut self) -> Step<bool> {
        #[cfg(feature = "exact-dictionary")]
        let flags = self.exotic.flags;
        self.at += 1;
        let start = self.at;
        if self.peek() != '?' {
            self.capture();
        } else if !self.group_kind()? {
            return Ok(false);
        }
        let kind = self.text_since(start);
        let was_unbounded = std::mem::take(&mut self.is_unbounded);
        self.expression()?;
        if self.is_unbounded && matches!(kind.as_str(), "?<=" | "?<!") {
            // Which lengths Java finds obvious differs by its version.
            return Err(Failure::Unsupported);
        }
        self.is_unbounded |= was_unbounded;
        if self.read() != ')' {
            return Err(self.error("Unclosed group"));
        }
        self.out.push(')');
        #[cfg(feature = "exact-dictionary")]
        {
            self.exotic.flags = flags;
        }
        Ok(true)
    }

    /// What stands behind `(`, beginning with `?`. False when that is flags and a `)`, and no group at all.
    fn group_kind(&mut self) -> Step<bool> {
        self.at += 1;
        let open = match (self.read(), self.peek()) {
            (':', _) => "(?:",
            ('=', _) => "(?=",
            ('!', _) => "(?!",
            ('<', '=') => "(?<=",
            ('<', '!') => "(?<!",
            ('$' | '@', _) => return Err(self.error("Unknown group type")),
            _ => {
                self.at -= 1;
                return self.exotic_group();
            }
        };
        self.at += open.len() - 3;
        self.out.push_str(open);
        Ok(true)
    }

    /// What may follow an atom, whose rewriting starts at `start`.
    fn quantifier(&mut self, start: usize) -> Step<()> {
        let from = self.at;
        match self.peek() {
            '?' => self.at += 1,
            '*' | '+' => {
                self.is_unbounded = true;
                self.at += 1;
            }
            '{' => self.counts()?,
            _ => return Ok(()),
        }
        self.at += usize::from(self.peek() == '?');
        let sign = self.text_since(from);
        self.out.push_str(&sign);
        if self.peek() == '+' && !(sign.len() > 1 && sign.ends_with('?')) {
            self.at += 1;
            self.is_portable = false;
            self.out.insert_str(start, "(?>");
            self.out.push(')');
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
            self.at += 1;
            if self.peek() == '}' {
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

    fn count(&mut self) -> Step<i32> {
        let mut count: i32 = 0;
        while let Some(digit) = self.peek().to_digit(10) {
            self.at += 1;
            let grown = count.checked_mul(10).and_then(|count| count.checked_add_unsigned(digit));
            count = grown.ok_or_else(|| self.error("Illegal repetition range"))?;
        }
        Ok(count)
    }
}

/// What the page leaves to the server.
#[cfg(not(feature = "exact-dictionary"))]
impl Reader {
    fn capture(&mut self) {
        self.out.push('(');
    }

    fn any(&mut self) {
        self.fixed(NO_LINE_END);
    }

    #[allow(clippy::unused_self, reason = "stands for a method of the exact reader")]
    fn exotic_group(&mut self) -> Step<bool> {
        Err(Failure::Unsupported)
    }
}

#[cfg(feature = "exact-dictionary")]
impl Reader {
    pub(super) fn capture(&mut self) {
        self.exotic.groups += 1;
        self.out.push('(');
    }

    fn any(&mut self) {
        let source = if self.exotic.flags.dot_is_all { "[\\s\\S]" } else { NO_LINE_END };
        self.fixed(source);
    }
}
