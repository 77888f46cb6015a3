//! `true`, `false` and `null`, and Jackson's words for other ones and for what begins no value.

use super::scan::{Scanner, described};
use super::source::{Fault, Origin};

/// How much of a word that is none its error shows.
const MAX_WORD: usize = 256;

const VALUES: &str = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

type Step<T> = Result<T, Fault>;

impl Scanner<'_> {
    /// Reads this word and nothing longer.
    pub fn word(&mut self, word: &str) -> Step<()> {
        let goes_on = |rest: &str| rest.chars().next().is_some_and(is_in_word);
        match self.rest().strip_prefix(word) {
            Some(rest) if !goes_on(rest) => {
                self.here = self.here.after(word.len());
                Ok(())
            }
            _ => Err(self.unknown_word()),
        }
    }

    /// The fault of a character that begins no value. `in_list` says whether a list could end here.
    pub fn no_value(&mut self, in_list: bool) -> Fault {
        let in_bytes = self.source.origin() == Origin::Request;
        match self.peek() {
            Some(',' | '}') if in_bytes => self.unexpected("expected a value"),
            Some(']') if in_bytes && in_list => self.unexpected("expected a value"),
            Some('+') => self.plus_sign(),
            Some(_) if ["NaN", "Infinity"].iter().any(|word| self.is_whole_word(word)) => {
                let word = if self.peek() == Some('N') { "NaN" } else { "Infinity" };
                self.here = self.here.after(word.len());
                self.non_standard(word)
            }
            Some(next) if in_bytes && !next.is_ascii() => self.second_byte(),
            Some(next) if is_in_word(next) => self.unknown_word(),
            _ => self.unexpected(&format!("expected a valid value {VALUES}")),
        }
    }

    fn is_whole_word(&self, word: &str) -> bool {
        self.rest().strip_prefix(word).is_some_and(|rest| !rest.chars().next().is_some_and(is_in_word))
    }

    fn plus_sign(&mut self) -> Fault {
        let at = self.here.after(1);
        if self.rest().len() == 1 {
            return Fault::end_of_input(at, " in a Number value");
        }
        let reason = "JSON spec does not allow numbers to have plus signs: enable \
                      `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow";
        Fault::syntax(at, format!("Unexpected character ({}) in numeric value: {reason}", described('+')))
    }

    /// The place of such a fault is behind the word; in bytes, behind the character that ends it.
    fn unknown_word(&mut self) -> Fault {
        let rest = self.rest();
        let mut word: String = rest.chars().take_while(|next| is_in_word(*next)).take(MAX_WORD).collect();
        let is_request = self.source.origin() == Origin::Request;
        let is_cut = word.chars().count() == MAX_WORD;
        let after = rest.get(word.len()..).and_then(|rest| rest.chars().next()).filter(|_| !is_cut && is_request);
        let at = self.here.after(word.len() + after.map_or(0, char::len_utf8));
        if is_cut {
            word.push_str("...");
        }
        Fault::syntax(at, format!("Unrecognized token '{word}': was expecting {VALUES}"))
    }

    /// The fault of a number that JSON has no word for.
    pub fn non_standard(&self, word: &str) -> Fault {
        let feature = "enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow";
        Fault::syntax(self.here, format!("Non-standard token '{word}': {feature}"))
    }

    /// In bytes Jackson takes the first one of such a character for a letter, and stumbles over the next.
    fn second_byte(&self) -> Fault {
        let byte = self.rest().as_bytes().get(1).copied().unwrap_or_default();
        Fault::syntax(self.here.after(2), format!("Invalid UTF-8 start byte 0x{byte:x}"))
    }
}

/// What belongs to a word: the characters of Java's identifiers.
fn is_in_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$')
}
