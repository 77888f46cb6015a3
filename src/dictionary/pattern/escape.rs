//! What stands behind a backslash, and what stands between brackets.

use super::class::{Class, DIGIT, HORIZONTAL, Named, SPACE, VERTICAL, WORD, named};
use super::translate::{Failure, Reader, Step};

/// At a word's start or end, by ASCII as in Java 19 and later, in terms that all dialects share.
const BOUNDARY: &str = "(?:(?<=[0-9A-Z_a-z])(?![0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?=[0-9A-Z_a-z]))";
const NO_BOUNDARY: &str = "(?:(?<=[0-9A-Z_a-z])(?=[0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?![0-9A-Z_a-z]))";
/// `\Z`, which in Java is `$` without its exception for `(?m)`.
const BEFORE_LAST_LINE_END: &str = "(?=(?:\\u{d}\\u{a}|(?<!\\u{d})\\u{a}|[\\u{d}\\u{85}\\u{2028}\\u{2029}])?$)";
/// `\R`
const LINE_BREAK: &str = "(?:\\u{d}\\u{a}|[\\u{a}-\\u{d}\\u{85}\\u{2028}\\u{2029}])";

/// What an escape stands for.
enum Escaped {
    Character(u32),
    Class(Class),
    /// Something without a width, or too wide for a class.
    Source(&'static str),
}

impl Reader {
    /// An escape outside brackets, from its backslash on.
    pub(super) fn escaped_atom(&mut self) -> Step<()> {
        match self.escape(false, false)? {
            Escaped::Character(code) => self.literal(code),
            Escaped::Class(class) => class.write(&mut self.out),
            Escaped::Source(source) => self.out.push_str(source),
        }
        Ok(())
    }

    /// Reads an escape. `ends_range` is for the places beside a `-` in brackets.
    fn escape(&mut self, in_class: bool, ends_range: bool) -> Step<Escaped> {
        self.at += 1;
        let letter = self.read();
        if let Some(class) = self.predefined(letter, ends_range)? {
            return Ok(Escaped::Class(class));
        }
        let code = match letter {
            '0' => self.octal()?,
            'a' => 0x07,
            'e' => 0x1B,
            'f' => 0x0C,
            'n' => 0x0A,
            'r' => 0x0D,
            't' => 0x09,
            'v' => 0x0B,
            'c' if self.is_at_end() => return Err(self.error("Illegal control escape sequence")),
            'c' => u32::from(self.read()) ^ 64,
            'u' => self.unicode()?,
            'x' => self.hexadecimal()?,
            'N' | 'Q' => return Err(Failure::Unsupported),
            'A'..='Z' | 'a'..='z' | '1'..='9' if in_class => return Err(self.unknown()),
            'A'..='Z' | 'a'..='z' | '1'..='9' => return self.anchor(letter).map(Escaped::Source),
            '\0' if self.is_behind_end() => return Err(self.error("Unexpected internal error")),
            _ => u32::from(letter),
        };
        Ok(Escaped::Character(code))
    }

    fn unknown(&self) -> Failure {
        self.error("Illegal/unsupported escape sequence")
    }

    fn predefined(&mut self, letter: char, ends_range: bool) -> Step<Option<Class>> {
        let ranges = match letter.to_ascii_lowercase() {
            'd' => DIGIT,
            'h' => HORIZONTAL,
            's' => SPACE,
            'v' if !ends_range || letter == 'V' => VERTICAL,
            'w' => WORD,
            'p' => return self.family(letter).map(Some),
            _ => return Ok(None),
        };
        let class = Class::of(ranges);
        Ok(Some(if letter.is_ascii_uppercase() { class.complement() } else { class }))
    }

    fn anchor(&mut self, letter: char) -> Step<&'static str> {
        match letter {
            'A' => Ok("^"),
            'z' => Ok("$"),
            'Z' => Ok(BEFORE_LAST_LINE_END),
            // Java takes a repeated one for `(?>…)`, but not a single one.
            'R' if matches!(self.peek(), '*' | '+' | '?' | '{') => Err(Failure::Unsupported),
            'R' => Ok(LINE_BREAK),
            'b' if self.peek() == '{' => Err(Failure::Unsupported),
            'b' | 'B' => {
                self.has_word_boundary = true;
                Ok(if letter == 'b' { BOUNDARY } else { NO_BOUNDARY })
            }
            'k' => {
                if self.read() != '<' {
                    return Err(self.error("\\k is not followed by '<' for named capturing group"));
                }
                let first = self.read();
                let name = self.group_name(first)?;
                match self.names.iter().find(|(known, _)| *known == name).map(|(_, number)| *number) {
                    Some(number) => self.reference(number),
                    None => Err(self.error(&["named capturing group <", &name, "> does not exist"].concat())),
                }
            }
            '1'..='9' => {
                let mut number = letter.to_digit(10).map_or(0, |digit| digit as usize);
                while let Some(digit) = self.peek().to_digit(10) {
                    if self.groups < number * 10 + digit as usize {
                        break;
                    }
                    number = number * 10 + digit as usize;
                    self.at += 1;
                }
                self.reference(number)
            }
            'G' | 'X' => Err(Failure::Unsupported),
            _ => Err(self.unknown()),
        }
    }

    /// A reference to a group. JavaScript takes one to a group that did not match for the empty text.
    fn reference(&mut self, number: usize) -> Step<&'static str> {
        if number > self.groups || self.flags.ignores_case {
            return Err(Failure::Unsupported);
        }
        self.is_portable = false;
        self.out.push_str("(?:\\");
        self.out.push_str(&number.to_string());
        Ok(")")
    }

    /// `\p{Alpha}`, `\pL` or `\P{Alpha}`, with the cursor behind the `p` or `P`.
    fn family(&mut self, letter: char) -> Step<Class> {
        let name = match self.read() {
            '{' => self.braced_name()?,
            letter => String::from(letter),
        };
        match named(&name) {
            // Java widens these three, and what depends on them.
            _ if self.flags.ignores_case && matches!(name.as_str(), "Lu" | "Ll" | "Lt" | "Lower" | "Upper") => {
                Err(Failure::Unsupported)
            }
            Named::Class(class) if letter == 'P' => Ok(class.complement()),
            Named::Class(class) => Ok(class),
            Named::Unsupported => Err(Failure::Unsupported),
            Named::Unknown => Err(self.error(&["Unknown character property name {", &name, "}"].concat())),
        }
    }

    fn braced_name(&mut self) -> Step<String> {
        let start = self.at;
        while self.read() != '}' {
            if self.is_behind_end() {
                return Err(self.error("Unclosed character family"));
            }
        }
        let name = self.text(start, self.at - 1);
        if name.is_empty() { Err(self.error("Empty character family")) } else { Ok(name) }
    }

    /// `\07`, `\077` or `\0377`, with the cursor behind the `0`.
    fn octal(&mut self) -> Step<u32> {
        let mut code = 0;
        for place in 0..3 {
            match self.peek().to_digit(8) {
                Some(digit) if code * 8 + digit < 256 => code = code * 8 + digit,
                _ if place == 0 => {
                    self.at += 1;
                    return Err(self.error("Illegal octal escape sequence"));
                }
                _ => break,
            }
            self.at += 1;
        }
        Ok(code)
    }

    /// `\u20AC`, or two for a character beyond U+FFFF, with the cursor behind the `u`.
    fn unicode(&mut self) -> Step<u32> {
        let high = self.four_digits()?;
        let at = self.at;
        if (0xD800..0xDC00).contains(&high) && self.read() == '\\' && self.read() == 'u' {
            let low = self.four_digits()?;
            if (0xDC00..0xE000).contains(&low) {
                return Ok(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
            }
        }
        self.at = at;
        // Half a character: no text that a page sends has one.
        if (0xD800..0xE000).contains(&high) { Err(Failure::Unsupported) } else { Ok(high) }
    }

    fn four_digits(&mut self) -> Step<u32> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.read().to_digit(16).ok_or_else(|| self.error("Illegal Unicode escape sequence"))?;
            code = code * 16 + digit;
        }
        Ok(code)
    }

    /// `\x20` or `\x{20AC}`, with the cursor behind the `x`.
    fn hexadecimal(&mut self) -> Step<u32> {
        let first = self.read();
        if let Some(high) = first.to_digit(16) {
            if let Some(low) = self.read().to_digit(16) {
                return Ok(high * 16 + low);
            }
        } else if first == '{' && self.peek().is_ascii_hexdigit() {
            return self.braced_hexadecimal();
        }
        Err(self.error("Illegal hexadecimal escape sequence"))
    }

    fn braced_hexadecimal(&mut self) -> Step<u32> {
        let mut code = 0;
        loop {
            let found = self.read();
            match found.to_digit(16) {
                Some(digit) => code = code * 16 + digit,
                None if found == '}' => return Ok(code),
                None => return Err(self.error("Unclosed hexadecimal escape sequence")),
            }
            if code > 0x0010_FFFF {
                return Err(self.error("Hexadecimal codepoint is too big"));
            }
        }
    }

    /// What stands in brackets, from the character before its first one up to its `]`, which `takes_end` includes.
    pub(super) fn class(&mut self, takes_end: bool) -> Step<Class> {
        let mut class: Option<Class> = None;
        self.at += 1;
        let is_negated = self.peek() == '^' && self.text(self.at - 1, self.at) == "[";
        self.at += usize::from(is_negated);
        loop {
            let part = match self.peek() {
                ']' if class.is_some() => break,
                '\0' if self.is_at_end() => return Err(self.error("Unclosed character class")),
                '&' if self.text(self.at + 1, self.at + 2) == "&" => {
                    class = Some(self.intersection(class)?);
                    continue;
                }
                '[' => self.nested(|reader| reader.class(true))?,
                _ => self.range()?,
            };
            class = Some(class.unwrap_or_default().union(&part).ok_or(Failure::Unsupported)?);
        }
        self.at += usize::from(takes_end);
        let class = class.unwrap_or_default();
        Ok(if is_negated { class.complement() } else { class })
    }

    /// `&&` and what follows it, cut with what stands before it.
    fn intersection(&mut self, left: Option<Class>) -> Step<Class> {
        self.at += 2;
        let mut right: Option<Class> = None;
        while !matches!(self.peek(), ']' | '&') {
            let part = if self.peek() == '[' {
                self.nested(|reader| reader.class(true))?
            } else {
                self.at -= 1;
                self.nested(|reader| reader.class(false))?
            };
            right = Some(right.unwrap_or_default().union(&part).ok_or(Failure::Unsupported)?);
        }
        match (left, right) {
            (None, None) => Err(self.error("Bad class syntax")),
            (None, Some(right)) => Ok(right),
            (Some(left), Some(right)) => left.intersection(right).ok_or(Failure::Unsupported),
            (Some(_), None) => Err(Failure::Unsupported),
        }
    }

    /// A character, a range of them, or an escape.
    fn range(&mut self) -> Step<Class> {
        let first = match self.range_end(false)? {
            Escaped::Character(first) => first,
            Escaped::Class(class) => return Ok(class),
            Escaped::Source(_) => return Err(self.unknown()),
        };
        let follows = self.text(self.at + 1, self.at + 2);
        let mut last = first;
        if self.peek() == '-' && follows != "[" && follows != "]" {
            self.at += 1;
            if matches!(self.text(self.at, self.at + 2).as_str(), "\\p" | "\\P") {
                self.at += 2;
                return Err(self.unknown());
            }
            last = match self.range_end(true)? {
                Escaped::Character(last) if last >= first => last,
                _ => return Err(self.error("Illegal character range")),
            };
        }
        let class = Class::of(&[(first, last)]);
        Ok(if self.flags.ignores_case { class.without_case() } else { class })
    }

    fn range_end(&mut self, is_last: bool) -> Step<Escaped> {
        if self.peek() == '\\' {
            let is_first = self.text(self.at + 2, self.at + 3) == "-";
            return self.escape(true, is_first || is_last);
        }
        Ok(Escaped::Character(u32::from(self.read())))
    }
}
