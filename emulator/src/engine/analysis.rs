//! Analyzers: how the text of a field, or of a query, becomes terms.

use frostem::{Algorithm, Stemmer};
use tantivy::tokenizer::Token;

use super::cut::{Cut, lowercase};

/// The distance in positions between two values of one field, so that no phrase matches across them.
const POSITION_GAP: usize = 100;

/// The stop words of Lucene's English analyzer.
const ENGLISH_STOP_WORDS: [&str; 33] = [
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of",
    "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with",
];

/// A built-in analyzer, by Elasticsearch's name for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Analyzer {
    /// Words, in lower case.
    Standard,
    /// Runs of letters, in lower case.
    Simple,
    /// Whatever stands between white space.
    Whitespace,
    /// The whole text as one term.
    Keyword,
    /// As `Simple`, without stop words.
    Stop,
    /// As `Standard`, without possessives and stop words, stemmed.
    English,
}

const NAMES: [(&str, Analyzer); 6] = [
    ("standard", Analyzer::Standard),
    ("simple", Analyzer::Simple),
    ("whitespace", Analyzer::Whitespace),
    ("keyword", Analyzer::Keyword),
    ("stop", Analyzer::Stop),
    ("english", Analyzer::English),
];

impl Analyzer {
    /// The analyzer of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, analyzer)| *analyzer)
    }

    /// The terms of a text, with their positions and byte offsets. A word that is left out keeps its position.
    #[must_use]
    pub fn tokens(self, text: &str) -> Vec<Token> {
        self.first_tokens(text, usize::MAX)
    }

    /// At most so many of them: the rest of the text is not looked at.
    #[must_use]
    pub fn first_tokens(self, text: &str, most: usize) -> Vec<Token> {
        let words = self.cut().pieces(text).enumerate();
        let token = |(position, (start, word)): (usize, (usize, &str))| {
            let text = self.term(word)?;
            Some(Token { offset_from: start, offset_to: start + word.len(), position, text, position_length: 1 })
        };
        words.filter_map(token).take(most).collect()
    }

    /// The term that a word becomes; `None` if it is left out.
    fn term(self, word: &str) -> Option<String> {
        let kept = |term: String| Some(term).filter(|term| !ENGLISH_STOP_WORDS.contains(&term.as_str()));
        match self {
            Self::Whitespace | Self::Keyword => Some(word.to_owned()),
            Self::Standard | Self::Simple => Some(lowercase(word)),
            Self::Stop => kept(lowercase(word)),
            Self::English => kept(lowercase(without_possessive(word))).map(stem),
        }
    }

    fn cut(self) -> Cut {
        match self {
            Self::Standard | Self::English => Cut::Words,
            Self::Simple | Self::Stop => Cut::Letters,
            Self::Whitespace => Cut::White,
            Self::Keyword => Cut::Nowhere,
        }
    }

    /// The terms of all values of a field, in one sequence. Offsets count within each value.
    #[must_use]
    pub fn field_tokens(self, values: &[String]) -> Vec<Token> {
        let mut all: Vec<Token> = Vec::new();
        for value in values {
            let first = all.last().map_or(0, |last| last.position + POSITION_GAP);
            all.extend(self.tokens(value).into_iter().map(|token| Token { position: token.position + first, ..token }));
        }
        all
    }
}

/// The stem of a term by Porter's first stemmer, as in Lucene's analyzer, which leaves words of two letters as they are.
fn stem(term: String) -> String {
    match term.encode_utf16().count() {
        ..=2 => term,
        _ => Stemmer::new(Algorithm::Porter).stem(&term).into_owned(),
    }
}

/// A word without the ending of a possessive.
fn without_possessive(word: &str) -> &str {
    ["'s", "'S", "\u{2019}s", "\u{2019}S", "\u{ff07}s", "\u{ff07}S"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word)
}
