//! Analyzers: how the text of a field, or of a query, becomes terms. Words end where UAX #29 says, as in
//! Elasticsearch's standard tokenizer.

use std::str::CharIndices;

use frostem::{Algorithm, Stemmer};
use tantivy::tokenizer::{LowerCaser, StopWordFilter, TextAnalyzer, Token, TokenStream, Tokenizer};
use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

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

    /// The terms of a text, with their positions and byte offsets.
    #[must_use]
    pub fn tokens(self, text: &str) -> Vec<Token> {
        self.first_tokens(text, usize::MAX)
    }

    /// At most so many of them: the rest of the text is not looked at.
    #[must_use]
    pub fn first_tokens(self, text: &str, most: usize) -> Vec<Token> {
        let mut chain = self.chain();
        let mut stream = chain.token_stream(text);
        let mut tokens = Vec::new();
        while tokens.len() < most && stream.advance() {
            tokens.push(stream.token().clone());
        }
        if self == Self::English {
            // Porter's first stemmer, as in Lucene's analyzer; tantivy's own for English is his second.
            let stemmer = Stemmer::new(Algorithm::Porter);
            for token in &mut tokens {
                token.text = stemmer.stem(&token.text).into_owned();
            }
        }
        tokens
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

    fn chain(self) -> TextAnalyzer {
        let stop_words = || StopWordFilter::remove(ENGLISH_STOP_WORDS.map(String::from));
        match self {
            Self::Standard => TextAnalyzer::builder(Words(Cut::Words)).filter(LowerCaser).build(),
            Self::Simple => TextAnalyzer::builder(Words(Cut::Letters)).filter(LowerCaser).build(),
            Self::Whitespace => TextAnalyzer::builder(Words(Cut::White)).build(),
            Self::Keyword => TextAnalyzer::builder(Words(Cut::Nowhere)).build(),
            Self::Stop => TextAnalyzer::builder(Words(Cut::Letters)).filter(LowerCaser).filter(stop_words()).build(),
            Self::English => {
                TextAnalyzer::builder(Words(Cut::EnglishWords)).filter(LowerCaser).filter(stop_words()).build()
            }
        }
    }
}

/// Where a text is cut into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    Words,
    EnglishWords,
    Letters,
    White,
    Nowhere,
}

#[derive(Clone, Copy)]
struct Words(Cut);

enum Pieces<'a> {
    Bounds(UWordBoundIndices<'a>),
    Runs(&'a str, CharIndices<'a>, fn(char) -> bool),
    Whole(Option<&'a str>),
}

impl<'a> Iterator for Pieces<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Bounds(bounds) => bounds.find(|(_, word)| word.contains(char::is_alphanumeric)),
            Self::Whole(text) => text.take().map(|text| (0, text)),
            Self::Runs(text, letters, belongs) => {
                let (start, _) = letters.find(|(_, letter)| belongs(*letter))?;
                let end = letters.find(|(_, letter)| !belongs(*letter)).map_or(text.len(), |(end, _)| end);
                text.get(start..end).map(|run| (start, run))
            }
        }
    }
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        let pieces = match self.0 {
            Cut::Words | Cut::EnglishWords => Pieces::Bounds(text.split_word_bound_indices()),
            Cut::Letters => Pieces::Runs(text, text.char_indices(), char::is_alphabetic),
            Cut::White => Pieces::Runs(text, text.char_indices(), |letter| !letter.is_whitespace()),
            Cut::Nowhere => Pieces::Whole(Some(text)),
        };
        WordStream { pieces, possessives: self.0 != Cut::EnglishWords, token: Token::default() }
    }
}

/// The words of a text as tantivy's filters take them.
pub struct WordStream<'a> {
    pieces: Pieces<'a>,
    possessives: bool,
    token: Token,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((start, word)) = self.pieces.next() else { return false };
        let term = if self.possessives { word } else { without_possessive(word) };
        self.token.text.clear();
        self.token.text.push_str(term);
        self.token.offset_from = start;
        self.token.offset_to = start + word.len();
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

fn without_possessive(word: &str) -> &str {
    ["'s", "'S", "\u{2019}s", "\u{2019}S"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}
