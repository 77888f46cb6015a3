//! Regular expressions in Lucene's syntax, for the query `regexp` and for choosing terms. They are about whole texts, have no
//! anchors, and their letters are compared as they are. Each becomes an expression that takes linear time.

use std::{iter::Peekable, str::Chars};

use regex::{Regex, RegexBuilder};

use crate::error::{EsError, Result};

/// The greatest length of a pattern, and how large it may become when it is compiled.
const LENGTH: usize = 1000;
const BYTES: usize = 1_000_000;

/// Operators that only Lucene has.
const REFUSED: &str = "~@&<>#\"";

/// Compiles a pattern. `user` is what it is used in, as errors name it.
pub fn compile(pattern: &str, case_insensitive: bool, user: &str) -> Result<Regex> {
    let length = pattern.encode_utf16().count();
    if length > LENGTH {
        return Err(EsError::illegal_argument(format!(
            "The length of regex [{length}] used in the {user} has exceeded the allowed maximum of [{LENGTH}]. This maximum \
             can be set by changing the [index.max_regex_length] index level setting."
        )));
    }
    let mut translation =
        Translation { letters: pattern.chars().peekable(), case_insensitive, expression: String::new() };
    translation.run()?;
    let anchored = RegexBuilder::new(&format!("^(?s:{})$", translation.expression)).size_limit(BYTES).build();
    anchored.map_err(|_| unreadable(&format!("the pattern [{pattern}] is not closed, or is too large")))
}

fn unreadable(what: &str) -> EsError {
    EsError::illegal_argument(format!("cannot read the regular expression: {what}"))
}

/// A pattern on its way from one syntax to the other.
struct Translation<'a> {
    letters: Peekable<Chars<'a>>,
    case_insensitive: bool,
    expression: String,
}

impl Translation<'_> {
    fn run(&mut self) -> Result<()> {
        let mut repeated = false;
        while let Some(letter) = self.letters.next() {
            let repeats = "?+*{".contains(letter);
            if repeats && repeated {
                return Err(EsError::unsupported("a repetition of a repetition in a regular expression"));
            }
            repeated = repeats;
            match letter {
                '.' | '|' | ')' | '?' | '+' | '*' => self.expression.push(letter),
                '(' if self.letters.peek() == Some(&'?') => return Err(unreadable("[?] repeats nothing")),
                '(' => self.expression.push_str("(?:"),
                '{' => self.count()?,
                '[' => self.class()?,
                '\\' => self.escaped()?,
                _ if REFUSED.contains(letter) => {
                    return Err(EsError::unsupported(&format!("the operator [{letter}] in a regular expression")));
                }
                _ => self.letter(letter),
            }
        }
        Ok(())
    }

    fn letter(&mut self, letter: char) {
        if self.case_insensitive && letter.is_ascii_alphabetic() {
            self.expression.extend(['[', letter.to_ascii_lowercase(), letter.to_ascii_uppercase(), ']']);
        } else {
            self.expression.push_str(&regex::escape(letter.encode_utf8(&mut [0; 4])));
        }
    }

    /// `{2}`, `{2,}` or `{2,5}`.
    fn count(&mut self) -> Result<()> {
        self.expression.push('{');
        while let Some(letter) = self.letters.next_if(|letter| letter.is_ascii_digit() || *letter == ',') {
            self.expression.push(letter);
        }
        self.letters.next_if_eq(&'}').ok_or_else(|| unreadable("[{] is not closed"))?;
        self.expression.push('}');
        Ok(())
    }

    /// A backslash, which makes a letter one of a class, or a sign a letter.
    fn escaped(&mut self) -> Result<()> {
        let letter = self.letters.next().ok_or_else(|| unreadable("a letter is missing after a backslash"))?;
        match letter {
            'd' => self.expression.push_str("[0-9]"),
            'D' => self.expression.push_str("[^0-9]"),
            'w' => self.expression.push_str("[A-Za-z0-9_]"),
            'W' => self.expression.push_str("[^A-Za-z0-9_]"),
            's' => self.expression.push_str(r"[ \t\n\r]"),
            'S' => self.expression.push_str(r"[^ \t\n\r]"),
            _ => self.letter(letter),
        }
        Ok(())
    }

    /// `[a-z_]`, in which only `^`, `-` and a backslash are signs.
    fn class(&mut self) -> Result<()> {
        let not_closed = || unreadable("[[] is not closed");
        self.expression.push('[');
        self.expression.extend(self.letters.next_if_eq(&'^'));
        let mut is_empty = true;
        loop {
            let letter = match self.letters.next().ok_or_else(not_closed)? {
                ']' if !is_empty => break,
                '\\' => self.letters.next().ok_or_else(not_closed)?,
                letter => letter,
            };
            is_empty = false;
            self.member(letter);
            if self.letters.next_if_eq(&'-').is_some() {
                match self.letters.next_if(|letter| *letter != ']') {
                    Some(end) => {
                        self.expression.push('-');
                        self.plain(end);
                    }
                    None => self.plain('-'),
                }
            }
        }
        self.expression.push(']');
        Ok(())
    }

    fn member(&mut self, letter: char) {
        self.plain(letter);
        if self.case_insensitive && letter.is_ascii_alphabetic() && self.letters.peek() != Some(&'-') {
            let other =
                if letter.is_ascii_lowercase() { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() };
            self.plain(other);
        }
    }

    /// A letter in a class, where none may be taken for a sign.
    fn plain(&mut self, letter: char) {
        self.expression.extend(letter.escape_unicode().map(|sign| if sign == 'u' { 'x' } else { sign }));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::compile;

    #[test]
    fn a_pattern_is_about_a_whole_text() {
        for (pattern, text, matches) in [
            ("a.*", "abc", true),
            ("b", "abc", false),
            ("^a$", "^a$", true),
            ("[a-c]{2,3}", "abc", true),
            ("[^a-c]+", "xyz", true),
            ("[]x]", "]", true),
            ("[a&&b]+", "a&b", true),
            (r"\d+\.\w*", "12.ab_3", true),
            (r"\bx", "bx", true),
            ("(ab|cd)?", "", true),
            (".", "\n", true),
            ("a-b", "a-b", true),
        ] {
            assert_eq!(compile(pattern, false, "test").unwrap().is_match(text), matches, "{pattern} {text}");
        }
        assert!(compile("ab[c]", true, "test").unwrap().is_match("aBC"));
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for pattern in ["(a", "a)", "[a", "a{2", "a{", "(?a)", "\\", "a~b", "<1-5>", "a**", "*"] {
            assert!(compile(pattern, false, "test").is_err(), "{pattern}");
        }
    }
}
