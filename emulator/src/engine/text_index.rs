//! The inverted index of an index's text fields: a tantivy index in memory with one field for each text field and the
//! document number beside them. It answers the smallest questions (one term, one phrase, the terms that begin with a
//! prefix), from which the queries are put together.
//!
//! The schema of a tantivy index is fixed, so a mapping with a new text field needs a new text index.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::{
    DocId, IndexReader, IndexWriter, ReloadPolicy, Score, SegmentOrdinal, SegmentReader, TantivyDocument, TantivyError,
    Term,
    collector::{Collector, SegmentCollector},
    columnar::ColumnValues,
    query::{PhraseQuery, Query, TermQuery, TermSetQuery},
    schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{PreTokenizedString, Token},
};

use tantivy_fst::{Automaton, automaton::AlwaysMatch};

use super::matches::Matches;
use crate::error::{EsError, Result};

const DOCUMENT: &str = "document";

/// The smallest buffer that tantivy takes. It grows as it is used.
const WRITER_BYTES: usize = 15_000_000;

/// The text fields of one index.
pub struct TextIndex {
    fields: BTreeMap<String, Field>,
    document: Field,
    writer: IndexWriter,
    reader: IndexReader,
}

/// How far a term may be from the one that was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Fuzzy {
    /// Edits: 1 or 2.
    pub distance: u8,
    /// The first characters that must be the same.
    pub prefix_length: usize,
    /// The greatest number of terms.
    pub max_expansions: usize,
    /// Whether two neighbours that changed places are one edit.
    pub transpositions: bool,
}

impl TextIndex {
    /// An empty index of these fields.
    pub fn new<'a>(names: impl Iterator<Item = &'a str>) -> Result<Self> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let options = TextOptions::default().set_indexing_options(indexing);
        let document = schema.add_u64_field(DOCUMENT, INDEXED | FAST);
        // The numbering keeps a field called `document` apart from the document number.
        let fields = names
            .enumerate()
            .map(|(n, name)| (name.to_owned(), schema.add_text_field(&n.to_string(), options.clone())));
        let fields = fields.collect();
        let index = tantivy::Index::create_in_ram(schema.build());
        let writer = index.writer_with_num_threads(1, WRITER_BYTES).map_err(internal)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(internal)?;
        Ok(Self { fields, document, writer, reader })
    }

    /// Whether these are its fields.
    #[must_use]
    pub fn has_fields<'a>(&self, names: impl Iterator<Item = &'a str>) -> bool {
        names.eq(self.fields.keys().map(String::as_str))
    }

    /// Adds a document, to be seen after the next commit.
    pub fn add(&mut self, number: u32, fields: impl Iterator<Item = (String, Vec<Token>)>) -> Result<()> {
        let mut document = TantivyDocument::default();
        document.add_u64(self.document, number.into());
        for (name, tokens) in fields {
            if let Some(field) = self.fields.get(&name) {
                document.add_pre_tokenized_text(*field, PreTokenizedString { text: String::new(), tokens });
            }
        }
        self.writer.add_document(document).map_err(internal)?;
        Ok(())
    }

    /// Removes a document with the next commit.
    pub fn delete(&mut self, number: u32) {
        self.writer.delete_term(Term::from_field_u64(self.document, number.into()));
    }

    /// Makes all changes visible.
    pub fn commit(&mut self) -> Result<()> {
        self.writer.commit().map_err(internal)?;
        self.reader.reload().map_err(internal)
    }

    /// The documents that have a term, scored by BM25.
    pub fn term(&self, field: &str, term: &str) -> Result<Matches> {
        let Some(field) = self.fields.get(field) else { return Ok(Matches::none()) };
        let term = Term::from_field_text(*field, term);
        self.run(&TermQuery::new(term, IndexRecordOption::WithFreqs))
    }

    /// The documents that have any of the terms, each with a score of 1.
    pub fn any_term(&self, field: &str, terms: &[String]) -> Result<Matches> {
        let Some(field) = self.fields.get(field) else { return Ok(Matches::none()) };
        let query = TermSetQuery::new(terms.iter().map(|term| Term::from_field_text(*field, term)));
        Ok(self.run(&query)?.constant(1.0))
    }

    /// The documents in which the terms stand at these distances from one another, scored by BM25.
    pub fn phrase(&self, field: &str, terms: &[(usize, String)], slop: u32) -> Result<Matches> {
        let Some(found) = self.fields.get(field) else { return Ok(Matches::none()) };
        match terms {
            [] => Ok(Matches::none()),
            [(_, term)] => self.term(field, term),
            _ => {
                let terms = terms.iter().map(|(at, term)| (*at, Term::from_field_text(*found, term))).collect();
                self.run(&PhraseQuery::new_with_offset_and_slop(terms, slop))
            }
        }
    }

    /// The terms of a field that begin with a prefix, in their order.
    pub fn terms_with_prefix(&self, field: &str, prefix: &str, limit: usize) -> Result<Vec<String>> {
        let mut terms = BTreeSet::new();
        self.each_term(field, prefix, &AlwaysMatch, |term| {
            terms.insert(term.to_owned());
        })?;
        Ok(terms.into_iter().take(limit).collect())
    }

    /// The terms of a field that are like another, nearest first, with their distances.
    pub fn similar_terms(&self, field: &str, term: &str, fuzzy: Fuzzy) -> Result<Vec<(u8, String)>> {
        let automaton = Similar(automaton(term, fuzzy)?);
        let prefix: String = term.chars().take(fuzzy.prefix_length).collect();
        let mut terms = BTreeSet::new();
        self.each_term(field, &prefix, &automaton, |candidate| {
            if let Distance::Exact(distance) = automaton.0.eval(candidate) {
                terms.insert((distance, candidate.to_owned()));
            }
        })?;
        Ok(terms.into_iter().take(fuzzy.max_expansions).collect())
    }

    /// The terms that begin with a prefix and that the automaton accepts: the rest of the dictionary is not looked at.
    fn each_term<A>(&self, field: &str, prefix: &str, automaton: &A, mut take: impl FnMut(&str)) -> Result<()>
    where
        A: Automaton<State: Clone>,
    {
        let Some(field) = self.fields.get(field) else { return Ok(()) };
        for segment in self.reader.searcher().segment_readers() {
            let inverted = segment.inverted_index(*field).map_err(internal)?;
            let terms = inverted.terms().search(automaton).ge(prefix).into_stream();
            let mut terms = terms.map_err(|error| internal(error.into()))?;
            while terms.advance() {
                match std::str::from_utf8(terms.key()) {
                    Ok(term) if term.starts_with(prefix) => take(term),
                    _ => break,
                }
            }
        }
        Ok(())
    }

    fn run(&self, query: &dyn Query) -> Result<Matches> {
        self.reader.searcher().search(query, &Numbers).map(Matches::from_unsorted).map_err(internal)
    }
}

/// The greatest number of letters of a word that others may be similar to. Automata grow with the word.
const LONGEST_FUZZY: usize = 100;

/// What automata for so many edits are built with. To make it takes far longer than to use it.
fn builder(distance: u8, transpositions: bool) -> &'static LevenshteinAutomatonBuilder {
    static BUILDERS: [OnceLock<LevenshteinAutomatonBuilder>; 4] = [const { OnceLock::new() }; 4];
    let [one, two, one_moved, two_moved] = &BUILDERS;
    let builder = match (distance, transpositions) {
        (..=1, false) => one,
        (_, false) => two,
        (..=1, true) => one_moved,
        (_, true) => two_moved,
    };
    builder.get_or_init(|| LevenshteinAutomatonBuilder::new(distance.clamp(1, 2), transpositions))
}

/// An automaton that knows how far texts are from a term.
pub fn automaton(term: &str, fuzzy: Fuzzy) -> Result<DFA> {
    if term.chars().count() > LONGEST_FUZZY {
        return Err(EsError::unsupported(&format!("fuzziness for a word of more than {LONGEST_FUZZY} letters")));
    }
    Ok(builder(fuzzy.distance, fuzzy.transpositions).build_dfa(term))
}

/// Goes through a term dictionary together with its automaton.
struct Similar(DFA);

impl Automaton for Similar {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}

/// The number of edits from a term to others; `None` for those that are too far.
pub fn closeness(term: &str, fuzzy: Fuzzy) -> Result<impl Fn(&str) -> Option<u8> + use<>> {
    let automaton = automaton(term, fuzzy)?;
    let prefix: String = term.chars().take(fuzzy.prefix_length).collect();
    Ok(move |other: &str| match automaton.eval(other) {
        Distance::Exact(distance) if other.starts_with(&prefix) => Some(distance),
        _ => None,
    })
}

#[allow(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn internal(error: TantivyError) -> EsError {
    EsError::new(500, "search_engine_exception", format!("the embedded engine failed: {error}"))
}

/// Collects the numbers of the documents that match, with their scores.
struct Numbers;

struct SegmentNumbers {
    numbers: std::sync::Arc<dyn ColumnValues<u64>>,
    found: Vec<(u32, f32)>,
}

impl Collector for Numbers {
    type Fruit = Vec<(u32, f32)>;
    type Child = SegmentNumbers;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentNumbers> {
        let numbers = segment.fast_fields().u64(DOCUMENT)?.first_or_default_col(0);
        Ok(SegmentNumbers { numbers, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Vec<(u32, f32)>>) -> tantivy::Result<Vec<(u32, f32)>> {
        Ok(segments.concat())
    }
}

impl SegmentCollector for SegmentNumbers {
    type Fruit = Vec<(u32, f32)>;

    fn collect(&mut self, doc: DocId, score: Score) {
        #[allow(clippy::cast_possible_truncation, reason = "it was a u32 when it was written")]
        self.found.push((self.numbers.get_val(doc) as u32, score));
    }

    fn harvest(self) -> Self::Fruit {
        self.found
    }
}
