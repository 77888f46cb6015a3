//! The parts of Java's dialect that a page leaves to the server.

use super::brackets::{Escaped, Place, write_range};
use super::translate::Reader;

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
    pub(super) fn exotic_escape(&mut self, letter: char, place: Place) -> Escaped {
        let is_beside_dash = place == Place::RangeEnd || (place == Place::Inside && self.peek() == '-');
        match letter {
            'a' => return Escaped::Character(0x07),
            'e' => return Escaped::Character(0x1B),
            '0' => return Escaped::Character(self.octal()),
            'x' => return Escaped::Character(self.braced_hexadecimal()),
            'c' if self.is_at_end() => self.error(&["Illegal control escape sequence"]),
            'c' => return Escaped::Character(u32::from(self.read()) ^ 64),
            'v' if is_beside_dash => return Escaped::Character(0x0B),
            'h' => return Escaped::Set(HORIZONTAL),
            'H' => return Escaped::Set(NOT_HORIZONTAL),
            'v' => return Escaped::Set(VERTICAL),
            'V' => return Escaped::Set(NOT_VERTICAL),
            'p' | 'P' if place != Place::RangeEnd => self.family(letter),
            'Q' | 'N' => self.give_up(),
            'b' | 'G' | 'X' if place == Place::Outside => self.give_up(),
            // Java takes a repeated one for `(?>…)`, but not a single one.
            'R' if place == Place::Outside && matches!(self.peek(), '*' | '+' | '?' | '{') => self.give_up(),
            'R' if place == Place::Outside => self.out.push_str(LINE_BREAK),
            'k' if place == Place::Outside => self.named_reference(),
            '1'..='9' if place == Place::Outside => self.numbered_reference(letter),
            _ => self.error(&["Illegal/unsupported escape sequence"]),
        }
        Escaped::Done
    }

    /// `\07`, `\077` or `\0377`, with the cursor behind the `0`.
    fn octal(&mut self) -> u32 {
        let mut code = 0;
        for place in 0..3 {
            match self.peek().to_digit(8) {
                Some(digit) if code * 8 + digit < 256 => code = code * 8 + digit,
                _ if place == 0 => {
                    self.at += 1;
                    self.error(&["Illegal octal escape sequence"]);
                }
                _ => break,
            }
            self.at += 1;
        }
        code
    }

    /// `\x{20AC}`, with the cursor at the `{`.
    fn braced_hexadecimal(&mut self) -> u32 {
        self.at += 1;
        if !self.peek().is_ascii_hexdigit() {
            self.error(&["Illegal hexadecimal escape sequence"]);
        }
        let mut code = 0;
        while let Some(digit) = self.peek().to_digit(16) {
            self.at += 1;
            code = code * 16 + digit;
            if code > 0x0010_FFFF {
                self.error(&["Hexadecimal codepoint is too big"]);
            }
        }
        if self.read() != '}' {
            self.error(&["Unclosed hexadecimal escape sequence"]);
        } else if char::from_u32(code).is_none() {
            self.give_up();
        }
        code
    }

    /// The second half of a character beyond U+FFFF, after the first.
    pub(super) fn half_character(&mut self, high: u32) -> u32 {
        if high < 0xDC00 && self.read() == '\\' && self.read() == 'u' {
            let low = self.hexadecimal(4, "Illegal Unicode escape sequence");
            if (0xDC00..0xE000).contains(&low) {
                return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
            }
        }
        // Half a character: no text that a page sends has one.
        self.give_up();
        0
    }

    /// `\p{Alpha}`, `\pL` or `\P{Alpha}`, with the cursor behind the `p` or `P`.
    fn family(&mut self, letter: char) {
        let name = match self.read() {
            '{' => self.braced_name(),
            letter => String::from(letter),
        };
        let not = if letter == 'P' { "^" } else { "" };
        if self.exotic.flags.ignores_case && matches!(name.as_str(), "Lu" | "Ll" | "Lt" | "Lower" | "Upper") {
            // Java widens these three, and what depends on them.
            self.give_up();
        } else if let Some((_, class)) = NAMED.iter().find(|(known, _)| *known == name) {
            self.out.extend(["[", not, class, "]"]);
        } else if CATEGORIES.contains(&name.as_str()) {
            self.out.extend(["[", not, "\\p{", &name, "}]"]);
        } else if ["java", "In", "Is"].iter().any(|start| name.starts_with(start))
            || name.contains('=')
            || matches!(name.as_str(), "C" | "Cf" | "Cn" | "Co" | "Cs" | "LD")
        {
            self.give_up();
        } else {
            self.error(&["Unknown character property name {", &name, "}"]);
        }
    }

    fn braced_name(&mut self) -> String {
        let start = self.at;
        while self.peek() != '}' && !self.has_failed() {
            self.at += 1;
            if self.at > self.length() {
                self.error(&["Unclosed character family"]);
            }
        }
        let name = self.text_since(start);
        self.at += 1;
        if name.is_empty() {
            self.error(&["Empty character family"]);
        }
        name
    }

    fn named_reference(&mut self) {
        if self.read() != '<' {
            return self.error(&["\\k is not followed by '<' for named capturing group"]);
        }
        let name = self.group_name();
        match self.exotic.names.iter().find(|(known, _)| *known == name).map(|(_, number)| *number) {
            Some(number) => self.reference(number),
            None => self.error(&["named capturing group <", &name, "> does not exist"]),
        }
    }

    fn numbered_reference(&mut self, first: char) {
        let mut number = first.to_digit(10).map_or(0, |digit| digit as usize);
        while let Some(digit) = self.peek().to_digit(10) {
            if self.exotic.groups < number * 10 + digit as usize {
                break;
            }
            number = number * 10 + digit as usize;
            self.at += 1;
        }
        self.reference(number);
    }

    fn reference(&mut self, number: usize) {
        if number > self.exotic.groups || self.exotic.flags.ignores_case {
            return self.give_up();
        }
        self.out.extend(["(?:\\", &number.to_string(), ")"]);
    }

    /// A group other than the common ones, with the cursor behind its `(?`. Writes nothing if it only sets flags.
    pub(super) fn exotic_group(&mut self) {
        match self.read() {
            '>' => self.out.push_str("(?>"),
            '<' => {
                let name = self.group_name();
                if self.exotic.names.iter().any(|(known, _)| *known == name) {
                    return self.error(&["Named capturing group <", &name, "> is already defined"]);
                }
                self.capture();
                self.exotic.names.push((name, self.exotic.groups));
            }
            _ => {
                self.at -= 1;
                self.set_flags();
                match self.read() {
                    ')' => {}
                    ':' => self.out.push_str("(?:"),
                    _ => self.error(&["Unknown inline modifier"]),
                }
            }
        }
    }

    /// A group's name, up to behind its `>`.
    fn group_name(&mut self) -> String {
        let start = self.at;
        if !self.read().is_ascii_alphabetic() {
            self.error(&["capturing group name does not start with a Latin letter"]);
        }
        while self.peek().is_ascii_alphanumeric() {
            self.at += 1;
        }
        let name = self.text_since(start);
        if self.read() != '>' {
            self.error(&["named capturing group is missing trailing '>'"]);
        }
        name
    }

    fn set_flags(&mut self) {
        let mut value = true;
        loop {
            match self.peek() {
                'i' => self.exotic.flags.ignores_case = value,
                's' => self.exotic.flags.dot_is_all = value,
                '-' if value => value = false,
                'm' | 'd' | 'u' | 'c' | 'x' | 'U' => return self.give_up(),
                _ => return,
            }
            self.at += 1;
        }
    }

    /// Brackets or `&&` in brackets, which the engine reads as Java does, but for an empty side.
    pub(super) fn exotic_elements(&mut self, has_left: bool) {
        match (self.peek(), self.ahead(1)) {
            // The engine takes `[:alpha:]` for a name.
            ('[', ':') => return self.give_up(),
            ('[', _) => return self.nested(Self::brackets),
            _ => {}
        }
        self.at += 2;
        match self.peek() {
            ']' if !has_left => self.error(&["Bad class syntax"]),
            following if has_left && !matches!(following, ']' | '&') => self.out.push_str("&&"),
            _ => self.give_up(),
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
