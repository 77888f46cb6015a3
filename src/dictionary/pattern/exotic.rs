//! The parts of Java's dialect that a page leaves to the server, for the exact engine.

use super::brackets::{Escaped, Place, write_range};
use super::translate::{Failure, Reader, Step};

/// What has been read of such parts.
#[derive(Debug, Default)]
pub(super) struct Exotic {
    pub(super) flags: Flags,
    /// How many capturing groups have been opened.
    pub(super) groups: usize,
    /// The names of groups, and their numbers.
    names: Vec<(String, usize)>,
}

/// The inline flags that can be rewritten.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Flags {
    /// `i`: ASCII letters match in either case.
    ignores_case: bool,
    /// `s`: `.` matches line ends too.
    pub(super) dot_is_all: bool,
}

const HORIZONTAL: &str = "\\x09\\x20\\u{a0}\\u{1680}\\u{180e}\\u{2000}-\\u{200a}\\u{202f}\\u{205f}\\u{3000}";
const NOT_HORIZONTAL: &str = "\\x00-\\x08\\x0a-\\x1f\\x21-\\u{9f}\\u{a1}-\\u{167f}\\u{1681}-\\u{180d}\\u{180f}-\\u{1fff}\\u{200b}-\\u{202e}\\u{2030}-\\u{205e}\\u{2060}-\\u{2fff}\\u{3001}-\\u{10ffff}";
const VERTICAL: &str = "\\x0a-\\x0d\\u{85}\\u{2028}\\u{2029}";
const NOT_VERTICAL: &str = "\\x00-\\x09\\x0e-\\u{84}\\u{86}-\\u{2027}\\u{202a}-\\u{10ffff}";
const LINE_BREAK: &str = "(?:\\r\\n|[\\x0a-\\x0d\\u{85}\\u{2028}\\u{2029}])";

/// Java's names for classes that the engine knows by another name, all of ASCII.
const NAMED: [(&str, &str); 15] = [
    ("ASCII", "\\x00-\\x7f"),
    ("Alnum", "0-9A-Za-z"),
    ("Alpha", "A-Za-z"),
    ("Blank", "\\x09\\x20"),
    ("Cntrl", "\\x00-\\x1f\\x7f"),
    ("Digit", "0-9"),
    ("Graph", "\\x21-\\x7e"),
    ("L1", "\\x00-\\u{ff}"),
    ("Lower", "a-z"),
    ("Print", "\\x20-\\x7e"),
    ("Punct", "\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e"),
    ("Space", "\\x09-\\x0d\\x20"),
    ("Upper", "A-Z"),
    ("XDigit", "0-9A-Fa-f"),
    ("all", "\\x00-\\u{10ffff}"),
];

/// General categories, by the names that Java and the engine share.
const CATEGORIES: [&str; 33] = [
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "LC", "M", "Mn", "Me", "Mc", "N", "Nd", "Nl", "No", "Z", "Zs", "Zl", "Zp", "P",
    "Pd", "Ps", "Pe", "Pc", "Po", "Pi", "Pf", "S", "Sm", "Sc", "Sk", "So", "Cc",
];

impl Reader {
    /// An escape whose letter has been read.
    pub(super) fn exotic_escape(&mut self, letter: char, place: Place) -> Step<Escaped> {
        self.is_portable = false;
        let is_beside_dash = place == Place::RangeEnd || (place == Place::Inside && self.peek() == '-');
        match letter {
            'a' => Ok(Escaped::Character(0x07)),
            'e' => Ok(Escaped::Character(0x1B)),
            '0' => self.octal().map(Escaped::Character),
            'x' => self.braced_hexadecimal().map(Escaped::Character),
            'c' if self.is_at_end() => Err(self.error("Illegal control escape sequence")),
            'c' => Ok(Escaped::Character(u32::from(self.read()) ^ 64)),
            'v' if is_beside_dash => Ok(Escaped::Character(0x0B)),
            'h' => Ok(Escaped::Set(HORIZONTAL)),
            'H' => Ok(Escaped::Set(NOT_HORIZONTAL)),
            'v' => Ok(Escaped::Set(VERTICAL)),
            'V' => Ok(Escaped::Set(NOT_VERTICAL)),
            'p' | 'P' if place != Place::RangeEnd => self.family(letter),
            'Q' | 'N' => Err(Failure::Unsupported),
            'b' | 'G' | 'X' if place == Place::Outside => Err(Failure::Unsupported),
            // Java takes a repeated one for `(?>…)`, but not a single one.
            'R' if place == Place::Outside && matches!(self.peek(), '*' | '+' | '?' | '{') => Err(Failure::Unsupported),
            'R' if place == Place::Outside => {
                self.out.push_str(LINE_BREAK);
                Ok(Escaped::Written)
            }
            'k' if place == Place::Outside => self.named_reference(),
            '1'..='9' if place == Place::Outside => self.numbered_reference(letter),
            _ => Err(self.error("Illegal/unsupported escape sequence")),
        }
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

    /// `\x{20AC}`, with the cursor at the `{`.
    fn braced_hexadecimal(&mut self) -> Step<u32> {
        self.at += 1;
        if !self.peek().is_ascii_hexdigit() {
            return Err(self.error("Illegal hexadecimal escape sequence"));
        }
        let mut code = 0;
        loop {
            let found = self.read();
            match found.to_digit(16) {
                Some(digit) => code = code * 16 + digit,
                None if found == '}' && char::from_u32(code).is_some() => return Ok(code),
                None if found == '}' => return Err(Failure::Unsupported),
                None => return Err(self.error("Unclosed hexadecimal escape sequence")),
            }
            if code > 0x0010_FFFF {
                return Err(self.error("Hexadecimal codepoint is too big"));
            }
        }
    }

    /// The second half of a character beyond U+FFFF, after the first.
    pub(super) fn half_character(&mut self, high: u32) -> Step<u32> {
        self.is_portable = false;
        if high < 0xDC00 && self.read() == '\\' && self.read() == 'u' {
            let low = self.hexadecimal(4, "Illegal Unicode escape sequence")?;
            if (0xDC00..0xE000).contains(&low) {
                return Ok(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
            }
        }
        // Half a character: no text that a page sends has one.
        Err(Failure::Unsupported)
    }

    /// `\p{Alpha}`, `\pL` or `\P{Alpha}`, with the cursor behind the `p` or `P`.
    fn family(&mut self, letter: char) -> Step<Escaped> {
        let name = match self.read() {
            '{' => self.braced_name()?,
            letter => String::from(letter),
        };
        if self.exotic.flags.ignores_case && matches!(name.as_str(), "Lu" | "Ll" | "Lt" | "Lower" | "Upper") {
            // Java widens these three, and what depends on them.
            return Err(Failure::Unsupported);
        }
        let not = if letter == 'P' { "^" } else { "" };
        if let Some((_, class)) = NAMED.iter().find(|(known, _)| *known == name) {
            self.out.extend(["[", not, class, "]"]);
        } else if CATEGORIES.contains(&name.as_str()) {
            self.out.extend(["[", not, "\\p{", &name, "}]"]);
        } else if ["java", "In", "Is"].iter().any(|start| name.starts_with(start))
            || name.contains('=')
            || matches!(name.as_str(), "C" | "Cf" | "Cn" | "Co" | "Cs" | "LD")
        {
            return Err(Failure::Unsupported);
        } else {
            return Err(self.error(&["Unknown character property name {", &name, "}"].concat()));
        }
        Ok(Escaped::Written)
    }

    fn braced_name(&mut self) -> Step<String> {
        let start = self.at;
        while self.peek() != '}' {
            self.at += 1;
            if self.is_at_end() {
                self.at += 1;
                return Err(self.error("Unclosed character family"));
            }
        }
        let name = self.text_since(start);
        self.at += 1;
        if name.is_empty() { Err(self.error("Empty character family")) } else { Ok(name) }
    }

    fn named_reference(&mut self) -> Step<Escaped> {
        if self.read() != '<' {
            return Err(self.error("\\k is not followed by '<' for named capturing group"));
        }
        let name = self.group_name()?;
        match self.exotic.names.iter().find(|(known, _)| *known == name).map(|(_, number)| *number) {
            Some(number) => self.reference(number),
            None => Err(self.error(&["named capturing group <", &name, "> does not exist"].concat())),
        }
    }

    fn numbered_reference(&mut self, first: char) -> Step<Escaped> {
        let mut number = first.to_digit(10).map_or(0, |digit| digit as usize);
        while let Some(digit) = self.peek().to_digit(10) {
            if self.exotic.groups < number * 10 + digit as usize {
                break;
            }
            number = number * 10 + digit as usize;
            self.at += 1;
        }
        self.reference(number)
    }

    fn reference(&mut self, number: usize) -> Step<Escaped> {
        if number > self.exotic.groups || self.exotic.flags.ignores_case {
            return Err(Failure::Unsupported);
        }
        self.out.extend(["(?:\\", &number.to_string(), ")"]);
        Ok(Escaped::Written)
    }

    /// A group other than the common ones, with the cursor behind its `(?`. False when it only sets flags.
    pub(super) fn exotic_group(&mut self) -> Step<bool> {
        self.is_portable = false;
        match self.read() {
            '>' => self.out.push_str("(?>"),
            '<' => {
                let name = self.group_name()?;
                if self.exotic.names.iter().any(|(known, _)| *known == name) {
                    return Err(self.error(&["Named capturing group <", &name, "> is already defined"].concat()));
                }
                self.capture();
                self.exotic.names.push((name, self.exotic.groups));
            }
            _ => {
                self.at -= 1;
                self.set_flags()?;
                match self.read() {
                    ')' => return Ok(false),
                    ':' => self.out.push_str("(?:"),
                    _ => return Err(self.error("Unknown inline modifier")),
                }
            }
        }
        Ok(true)
    }

    /// A group's name, up to behind its `>`.
    fn group_name(&mut self) -> Step<String> {
        let start = self.at;
        if !self.read().is_ascii_alphabetic() {
            return Err(self.error("capturing group name does not start with a Latin letter"));
        }
        while self.peek().is_ascii_alphanumeric() {
            self.at += 1;
        }
        let name = self.text_since(start);
        match self.read() {
            '>' => Ok(name),
            _ => Err(self.error("named capturing group is missing trailing '>'")),
        }
    }

    fn set_flags(&mut self) -> Step<()> {
        let mut value = true;
        loop {
            match self.peek() {
                'i' => self.exotic.flags.ignores_case = value,
                's' => self.exotic.flags.dot_is_all = value,
                '-' if value => value = false,
                'm' | 'd' | 'u' | 'c' | 'x' | 'U' => return Err(Failure::Unsupported),
                _ => return Ok(()),
            }
            self.at += 1;
        }
    }

    /// Brackets or `&&` in brackets, which the engine reads as Java does, but for an empty side.
    pub(super) fn exotic_elements(&mut self, has_left: bool) -> Step<()> {
        self.is_portable = false;
        if self.peek() == '[' {
            return self.nested(Self::brackets);
        }
        self.at += 2;
        match self.peek() {
            ']' if !has_left => Err(self.error("Bad class syntax")),
            ']' | '&' => Err(Failure::Unsupported),
            _ => {
                self.out.push_str(if has_left { "&&" } else { "" });
                Ok(())
            }
        }
    }

    /// Appends a character or a range of them, and the other case of their ASCII letters where case is ignored.
    pub(super) fn characters(&mut self, first: u32, last: u32, around: [&str; 2]) {
        let mut other_case = String::new();
        for (letters, distance) in [(0x41..=0x5A, 0x20), (0x61..=0x7A, -0x20)] {
            let (start, end) = (first.max(*letters.start()), last.min(*letters.end()));
            if self.exotic.flags.ignores_case && start <= end {
                let shifted = |code: u32| code.saturating_add_signed(distance);
                write_range(shifted(start), shifted(end), &mut other_case);
            }
        }
        let [open, close] = if other_case.is_empty() { ["", ""] } else { around };
        self.out.push_str(open);
        write_range(first, last, &mut self.out);
        self.out.extend([other_case.as_str(), close]);
    }
}
