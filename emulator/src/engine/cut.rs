//! Where a text is cut into words, and their lower case: as Lucene's tokenizers and filters do it, which follow UAX #29
//! and Java's classes of characters.

use std::{iter::Peekable, str::CharIndices, sync::LazyLock};

use regex::Regex;
use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

/// The greatest length of a word in characters. A longer one is several.
const LONGEST_WORD: usize = 255;

/// Where a text is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// At the bounds of words.
    Words,
    /// Around runs of letters.
    Letters,
    /// At white space.
    White,
    /// Nowhere: it stays whole.
    Nowhere,
}

impl Cut {
    /// The pieces of a text with their first bytes.
    #[must_use]
    pub fn pieces(self, text: &str) -> Pieces<'_> {
        let source = match self {
            Self::Words => Source::Bounds(text, text.split_word_bound_indices().peekable()),
            Self::Letters => Source::Runs(text, text.char_indices(), is_letter),
            Self::White => Source::Runs(text, text.char_indices(), |letter| !is_white(letter)),
            Self::Nowhere => Source::Whole(Some(text)),
        };
        Pieces { source, rest: None }
    }
}

/// The pieces of a text.
pub struct Pieces<'a> {
    source: Source<'a>,
    /// What is left of a word that is too long.
    rest: Option<(usize, &'a str)>,
}

enum Source<'a> {
    Bounds(&'a str, Peekable<UWordBoundIndices<'a>>),
    Runs(&'a str, CharIndices<'a>, fn(char) -> bool),
    Whole(Option<&'a str>),
}

impl<'a> Iterator for Pieces<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let (start, word) = match (self.rest.take(), &mut self.source) {
            (Some(rest), _) => rest,
            (None, Source::Whole(text)) => return text.take().map(|text| (0, text)),
            (None, Source::Bounds(text, bounds)) => next_word(text, bounds)?,
            (None, Source::Runs(text, letters, belongs)) => {
                let (start, _) = letters.find(|(_, letter)| belongs(*letter))?;
                let end = letters.find(|(_, letter)| !belongs(*letter)).map_or(text.len(), |(end, _)| end);
                (start, text.get(start..end)?)
            }
        };
        let end = word.char_indices().nth(LONGEST_WORD).map_or(word.len(), |(end, _)| end);
        let (word, rest) = word.split_at(end);
        self.rest = Some((start + end, rest)).filter(|(_, rest)| !rest.is_empty());
        Some((start, word))
    }
}

/// The next word. Those of scripts without spaces stay together, since no rule tells them apart.
fn next_word<'a>(text: &'a str, bounds: &mut Peekable<UWordBoundIndices<'a>>) -> Option<(usize, &'a str)> {
    let (start, first) = bounds.find(|(_, piece)| is_word(piece))?;
    let mut end = start + first.len();
    if is_spaceless(first) {
        while let Some((_, more)) = bounds.next_if(|(_, piece)| is_spaceless(piece)) {
            end += more.len();
        }
    }
    Some((start, text.get(start..end)?))
}

/// Scripts that are written without spaces between words.
const SPACELESS: &str =
    r"\p{Thai}\p{Lao}\p{Myanmar}\p{Khmer}\p{Tai_Le}\p{New_Tai_Lue}\p{Tai_Tham}\p{Tai_Viet}\p{Ahom}--[\p{Nd}\p{Po}]";

/// Letters, digits and pictures, by the classes of UAX #29; not signs that only look like digits, such as `½`.
const OF_WORDS: &str = r"\p{wb=ALetter}\p{wb=Hebrew_Letter}\p{wb=Numeric}\p{wb=Katakana}\p{Han}\p{Hiragana}";
const PICTURES: &str = r"\p{Extended_Pictographic}|\p{Regional_Indicator}{2}";

fn is_word(piece: &str) -> bool {
    static WORD: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(&format!("[{OF_WORDS}]|[{SPACELESS}]|{PICTURES}")).ok());
    match piece.as_bytes() {
        [one] => one.is_ascii_alphanumeric(),
        [first, ..] if first.is_ascii_alphanumeric() => true,
        _ => WORD.as_ref().is_some_and(|word| word.is_match(piece)),
    }
}

fn is_spaceless(piece: &str) -> bool {
    static BEGINS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&format!("^[{SPACELESS}]")).ok());
    !piece.is_ascii() && BEGINS.as_ref().is_some_and(|begins| begins.is_match(piece))
}

/// Java's `Character.isLetter`, which leaves out marks and letters that are numbers.
fn is_letter(letter: char) -> bool {
    static LETTER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\p{L}").ok());
    letter.is_ascii_alphabetic()
        || (letter.is_alphabetic()
            && LETTER.as_ref().is_some_and(|class| class.is_match(letter.encode_utf8(&mut [0; 4]))))
}

/// Java's `Character.isWhitespace`, which leaves out spaces that don't break.
fn is_white(letter: char) -> bool {
    match letter {
        '\u{1c}'..='\u{1f}' => true,
        '\u{85}' | '\u{a0}' | '\u{2007}' | '\u{202f}' => false,
        _ => letter.is_whitespace(),
    }
}

/// A text in lower case, letter by letter: one letter never becomes two.
#[must_use]
pub fn lowercase(text: &str) -> String {
    text.chars().filter_map(|letter| letter.to_lowercase().next()).collect()
}
