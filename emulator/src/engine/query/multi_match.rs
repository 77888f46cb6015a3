//! `multi_match`: a text in several fields, whose names may be patterns and carry boosts (`title^3`, `*_name`).

use serde_json::{Map, Value, json};

use super::{
    Node, Printed, Query, exists,
    fields::{BoostedField, Fields},
    matching::{
        PHRASE_PREFIX_EXPANSIONS, take_analyzer, take_slop, take_word_options, take_zero_terms, without_defaults,
    },
    take_boost, term,
    text_plan::{Mode, TextQuery},
};
use crate::{
    engine::{
        analysis::Analyzer,
        budget,
        highlight::HighlightTerms,
        limits,
        mapping::{FieldKind, scalar_text},
        matches::Matches,
        members::Members,
        shard::Shard,
    },
    error::{EsError, Result},
};

/// How the fields work together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Combination {
    /// The best field counts.
    Best,
    /// All fields count.
    Sum,
    /// Each word may stand in another field.
    Cross,
}

/// A text in several fields.
#[derive(Debug)]
pub(super) struct MultiMatch {
    pub(super) query: TextQuery,
    pub(super) fields: Fields,
    pub(super) combination: Combination,
    pub(super) tie_breaker: f32,
    pub(super) printed: Map<String, Value>,
    /// Whether it is a part of a text in a query language, where a part without words says nothing.
    of_text: bool,
}

/// The types, with what they mean.
fn type_named(name: &str, slop: u32, expansions: usize) -> Option<(Mode, Combination)> {
    Some(match name {
        "best_fields" => (Mode::Words, Combination::Best),
        "most_fields" => (Mode::Words, Combination::Sum),
        "cross_fields" => (Mode::Words, Combination::Cross),
        "phrase" => (Mode::Phrase(slop), Combination::Best),
        "phrase_prefix" => (Mode::PhrasePrefix(slop, expansions), Combination::Best),
        "bool_prefix" => (Mode::BoolPrefix, Combination::Sum),
        _ => return None,
    })
}

/// Reads `multi_match`.
pub(super) fn read(body: &Value) -> Result<Node> {
    let mut members = Members::new("multi_match", body)?;
    let missing = || EsError::parsing("No text specified for multi_match query");
    let text = members.take("query").ok_or_else(missing)?;
    let mut query = TextQuery::words(&scalar_text(text)?);
    let fields = Fields::take(&mut members)?;
    let type_name = members.text("type")?.unwrap_or_else(|| "best_fields".into());
    let slop = take_slop(&mut members)?;
    query.analyzer = take_analyzer(&mut members)?;
    query.empty_matches_all = take_zero_terms(&mut members)?;
    // Fields that nobody named may well be unable to read the text.
    query.lenient = members.boolean("lenient")?.unwrap_or(fields.is_everything());
    let expansions = body.get("max_expansions").and_then(Value::as_u64).and_then(|count| count.try_into().ok());
    take_word_options(&mut members, &mut query)?;
    let (mode, combination) =
        type_named(&type_name, slop, expansions.unwrap_or(PHRASE_PREFIX_EXPANSIONS)).ok_or_else(|| {
            EsError::parsing(format!("failed to parse [multi_match] query type [{type_name}]. unknown type."))
        })?;
    query.mode = mode;
    check_options(&query, combination, &type_name, slop)?;
    let tie_breaker = members.float("tie_breaker")?.unwrap_or(0.0);
    members.boolean("auto_generate_synonyms_phrase_query")?;
    members.refuse(&["fuzzy_rewrite"])?;
    let boost = take_boost(&mut members)?;
    members.finish()?;
    let mut printed = without_defaults(body.as_object().unwrap_or(&Map::new()));
    printed.insert("fields".into(), fields.to_json());
    Ok(Node::new(boost, MultiMatch { query, fields, combination, tie_breaker, printed, of_text: false }))
}

fn check_options(query: &TextQuery, combination: Combination, type_name: &str, slop: u32) -> Result<()> {
    let phrase = matches!(query.mode, Mode::Phrase(_) | Mode::PhrasePrefix(..));
    if query.fuzziness.is_some() && (phrase || combination == Combination::Cross) {
        return Err(EsError::parsing(format!("Fuzziness not allowed for type [{type_name}]")));
    }
    if slop != 0 && query.mode == Mode::BoolPrefix {
        return Err(EsError::parsing("[slop] not allowed for type [bool_prefix]"));
    }
    Ok(())
}

impl MultiMatch {
    fn across(&self, shard: &Shard<'_>, fields: &[BoostedField]) -> Result<Matches> {
        self.check_across(shard, fields)?;
        let mut groups: Vec<(Option<Analyzer>, Vec<&BoostedField>)> = Vec::new();
        for field in fields {
            let Some(mapped) = shard.index.mapping().field(&field.0) else { continue };
            let analyzer = self.query.analyzer(&mapped.kind);
            match groups.iter_mut().find(|(known, _)| analyzer.is_some() && *known == analyzer) {
                Some((_, group)) => group.push(field),
                None => groups.push((analyzer, vec![field])),
            }
        }
        let found = groups.iter().map(|(analyzer, fields)| match (analyzer, fields.as_slice()) {
            (Some(analyzer), fields) => self.words_across(shard, *analyzer, fields),
            (None, fields) => {
                let each = fields.iter().map(|field| self.in_field(shard, field)).collect::<Result<_>>()?;
                Ok(Matches::best_of(each, self.tie_breaker))
            }
        });
        Ok(Matches::best_of(found.collect::<Result<_>>()?, self.tie_breaker))
    }

    /// Refuses completion fields beside texts with the same analyzer: such texts are cut as completions are then.
    fn check_across(&self, shard: &Shard<'_>, fields: &[BoostedField]) -> Result<()> {
        let kinds =
            || fields.iter().filter_map(|(field, _)| shard.index.mapping().field(field)).map(|field| &field.kind);
        let texts: Vec<Analyzer> = kinds()
            .filter_map(|kind| match kind {
                FieldKind::Text { search_analyzer, .. } => Some(*search_analyzer),
                _ => None,
            })
            .collect();
        let mixed = kinds()
            .any(|kind| matches!(kind, FieldKind::Completion(options) if texts.contains(&options.search_analyzer())));
        match self.query.analyzer {
            None if mixed => Err(EsError::unsupported("[cross_fields] over texts and completions with one analyzer")),
            _ => Ok(()),
        }
    }

    /// A text in fields, which is not a query by itself.
    pub(super) fn of(query: TextQuery, fields: Fields, combination: Combination) -> Self {
        Self { query, fields, combination, tie_breaker: 0.0, printed: Map::new(), of_text: true }
    }

    /// The same, if it is in one field alone with so many of its words as have to match.
    pub(super) fn with_least(&self, least: &str) -> Self {
        let query = TextQuery { minimum_should_match: Some(least.to_owned()), ..self.query.clone() };
        Self::of(query, self.fields.clone(), self.combination)
    }

    /// Whether no field finds a word in the text.
    pub(super) fn has_no_words(&self, shard: &Shard<'_>) -> bool {
        let mapping = shard.index.mapping();
        let mut kinds =
            self.fields.resolve(shard).into_iter().filter_map(|(field, _)| Some(&mapping.field(&field)?.kind));
        let first = kinds.next();
        first.is_some_and(|kind| self.query.is_void(kind)) && kinds.all(|kind| self.query.is_void(kind))
    }

    pub(super) fn find(&self, shard: &Shard<'_>) -> Result<Matches> {
        let fields = self.fields.resolve(shard);
        if self.of_text && self.query.minimum_should_match.is_some() && fields.len() > 1 {
            // The clauses of a text are the fields then, not its words.
            let query = TextQuery { minimum_should_match: None, ..self.query.clone() };
            return Self::of(query, self.fields.clone(), self.combination).find(shard);
        }
        if self.combination == Combination::Cross {
            return self.across(shard, &fields);
        }
        let found = fields.iter().map(|field| self.in_field(shard, field)).collect::<Result<_>>()?;
        let tie_breaker = if self.combination == Combination::Sum { 1.0 } else { self.tie_breaker };
        Ok(Matches::best_of(found, tie_breaker))
    }

    pub(super) fn mark(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        self.fields.resolve(shard).iter().try_for_each(|(field, _)| {
            // What a lenient search passes over has no terms either.
            let added = self.query.highlight(shard, field, terms);
            if self.query.lenient { Ok(()) } else { added }
        })
    }

    /// Each word counts with the field that it fits best, as though the fields were one.
    fn words_across(&self, shard: &Shard<'_>, analyzer: Analyzer, fields: &[&BoostedField]) -> Result<Matches> {
        let words = analyzer.tokens(&self.query.text);
        if words.is_empty() {
            return Ok(if self.query.empty_matches_all { shard.all() } else { Matches::none() });
        }
        if words.len() > limits::CLAUSES {
            return Err(limits::too_many_clauses());
        }
        shard.spend(words.len() * fields.len() * budget::TERM)?;
        let mut clauses = Vec::new();
        for word in &words {
            let value = [Value::String(word.text.clone())];
            let each = fields
                .iter()
                .map(|(field, boost)| Ok(term::one_of(shard, field, &value)?.map_scores(|score| score * boost)));
            clauses.push(Matches::best_of(each.collect::<Result<_>>()?, self.tie_breaker));
        }
        Matches::at_least(self.query.least(words.len())?, clauses.into_iter().map(Ok))
    }

    fn in_field(&self, shard: &Shard<'_>, (field, boost): &BoostedField) -> Result<Matches> {
        Ok(self.query.evaluate(shard, field)?.map_scores(|score| score * boost))
    }

    /// All fields as they are, whatever they have: what `*` means as a text to look for.
    pub(super) fn having_any(shard: &Shard<'_>, fields: &Fields) -> Matches {
        let each = fields.resolve(shard).into_iter().map(|(field, _)| exists::having(shard, &field));
        each.fold(Matches::none(), |all, one| all.or(one, f32::max))
    }
}

impl Query for MultiMatch {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        self.find(shard)
    }

    fn is_void(&self, shard: &Shard<'_>) -> bool {
        self.of_text && self.has_no_words(shard)
    }

    fn print(&self) -> Printed {
        Printed::new("multi_match", json!(self.printed))
    }

    fn highlight(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        self.mark(shard, terms)
    }
}
