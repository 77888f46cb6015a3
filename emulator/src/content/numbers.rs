//! Numbers, with Jackson's words for what is none.

use super::scan::{Scanner, described};
use super::source::{Fault, Mark};

/// The most digits that the server's reader takes in a number.
const MAX_NUMBER: usize = 1000;

type Step<T> = Result<T, Fault>;

/// A number as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// Its characters.
    pub text: String,
    /// Whether it has neither a fraction nor an exponent.
    pub is_integer: bool,
}

impl Scanner<'_> {
    /// Reads a number; `inside` is the token that the server's reader is at, should the text end.
    pub fn number(&mut self, inside: &str) -> Step<Numeral> {
        let start = self.here;
        if self.take_if(|next| next == '-') && !self.peek().is_some_and(|next| next.is_ascii_digit()) {
            return Err(self.wrong_sign(inside));
        }
        let leading_zero = self.peek() == Some('0');
        let first = self.here;
        self.digits();
        if leading_zero && self.here.at > first.at + 1 {
            return Err(Fault::syntax(first.after(1), "Invalid numeric value: Leading zeroes not allowed"));
        }
        let mut is_integer = true;
        if self.peek() == Some('.') {
            is_integer = false;
            self.fraction()?;
        }
        if matches!(self.peek(), Some('e' | 'E')) {
            is_integer = false;
            self.exponent(inside)?;
        }
        self.numeral(start, is_integer)
    }

    fn numeral(&self, start: Mark, is_integer: bool) -> Step<Numeral> {
        let text = self.source.text().get(start.at..self.here.at).unwrap_or_default();
        let length = text.trim_start_matches('-').len();
        if length > MAX_NUMBER {
            let limit = format!("{MAX_NUMBER}, from `StreamReadConstraints.getMaxNumberLength()`");
            return Err(Fault::limit(format!("Number value length ({length}) exceeds the maximum allowed ({limit})")));
        }
        Ok(Numeral { text: text.to_owned(), is_integer })
    }

    fn digits(&mut self) -> usize {
        let count = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        self.here.at += count;
        count
    }

    fn fraction(&mut self) -> Step<()> {
        let point = self.here;
        self.take();
        if self.digits() > 0 {
            return Ok(());
        }
        // At the end of the text the point is to blame.
        let (at, found) = self.peek().map_or((point, '.'), |found| (self.here, found));
        let missing = "in numeric value: Decimal point not followed by a digit";
        Err(Fault::syntax(at, format!("Unexpected character ({}) {missing}", described(found))))
    }

    fn exponent(&mut self, inside: &str) -> Step<()> {
        self.take();
        self.take_if(|next| matches!(next, '+' | '-'));
        if self.digits() > 0 {
            return Ok(());
        }
        let missing = "in numeric value: Exponent indicator not followed by a digit";
        match self.peek() {
            None => Err(self.end(inside)),
            Some(found) => {
                Err(Fault::syntax(self.here, format!("Unexpected character ({}) {missing}", described(found))))
            }
        }
    }

    fn wrong_sign(&mut self, inside: &str) -> Fault {
        let expected = "in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value";
        if self.rest().starts_with("Infinity") {
            self.here = self.here.after("Infinity".len());
            return self.non_standard("-Infinity");
        }
        self.take_if(|next| next == 'I');
        match self.peek() {
            None => self.end(inside),
            Some(found) => Fault::syntax(self.here, format!("Unexpected character ({}) {expected}", described(found))),
        }
    }
}
