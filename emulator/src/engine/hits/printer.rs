//! Printing one hit: a document, or a nested object.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::Page;
use crate::{
    engine::{
        corpus::Corpus,
        highlight::HighlightTerms,
        query::Node,
        scalar::shortest,
        shard::Shard,
        slots::{Document, NestedObject},
        sort::Sorted,
        source_filter::SourceFilter,
        source_values,
    },
    error::Result,
};

/// Prints hits; the terms to highlight are found once for each index.
pub struct Printer<'a> {
    corpus: &'a Corpus<'a>,
    page: &'a Page,
    query: Option<&'a Node>,
    scored: bool,
    terms: HashMap<usize, HighlightTerms>,
}

impl<'a> Printer<'a> {
    /// A printer of what a page shows. `query` is what is marked.
    #[must_use]
    pub fn new(corpus: &'a Corpus<'a>, page: &'a Page, query: Option<&'a Node>, scored: bool) -> Self {
        Self { corpus, page, query, scored, terms: HashMap::new() }
    }

    /// The hit of a document or nested object.
    pub fn hit(&mut self, sorted: &Sorted) -> Result<Map<String, Value>> {
        let Some((place, shard, number)) = self.corpus.locate(sorted.document) else { return Ok(Map::new()) };
        let slots = shard.index.slots();
        let nested = slots.nested(number);
        let Some(document) = slots.document(nested.map_or(number, |nested| nested.root)) else { return Ok(Map::new()) };
        let mut hit = Map::new();
        hit.insert("_index".into(), shard.index.name().into());
        hit.insert("_id".into(), document.id.as_str().into());
        hit.extend(nested.map(|nested| ("_nested".to_owned(), identity(&shard, nested))));
        hit.insert("_score".into(), if self.scored { shortest(sorted.score) } else { Value::Null });
        if nested.is_none() && !document.ignored.is_empty() {
            hit.insert("_ignored".into(), json!(document.ignored));
        }
        hit.extend(self.source(&shard, document, nested).map(|source| ("_source".to_owned(), source)));
        if let Some(highlight) = &self.page.highlight {
            self.find_terms(place, shard)?;
            let marked = self.terms.get(&place).and_then(|terms| highlight.of(shard.index, number, terms));
            hit.extend(marked.map(|marked| ("highlight".to_owned(), marked)));
        }
        if !sorted.shown.is_empty() {
            hit.insert("sort".into(), json!(sorted.shown));
        }
        Ok(hit)
    }

    /// What is shown of the source. The patterns are full paths also for a nested object, whose source is only a part.
    fn source(&self, shard: &Shard<'_>, document: &Document, nested: Option<&NestedObject>) -> Option<Value> {
        let default = SourceFilter::default();
        let source = self.page.source.as_ref().unwrap_or(&default).apply(&document.source)?;
        match nested {
            None => Some(source),
            Some(nested) => part(shard, nested, &source),
        }
    }

    fn find_terms(&mut self, place: usize, shard: Shard<'_>) -> Result<()> {
        if !self.terms.contains_key(&place) {
            let mut terms = HighlightTerms::default();
            if let Some(query) = self.query {
                query.highlight(&shard, &mut terms)?;
            }
            self.terms.insert(place, terms);
        }
        Ok(())
    }
}

/// Which of the nested objects one is.
fn identity(shard: &Shard<'_>, nested: &NestedObject) -> Value {
    let chain = chain(shard, nested);
    let print = |inner: Option<Value>, (field, offset): (String, usize)| {
        let mut members = Map::from_iter([("field".to_owned(), field.into()), ("offset".to_owned(), offset.into())]);
        members.extend(inner.map(|inner| ("_nested".to_owned(), inner)));
        Some(members.into())
    };
    chain.into_iter().rev().fold(None, print).unwrap_or_default()
}

/// The way from the document to a nested object: the fields, each below the one before, and the places in them.
fn chain(shard: &Shard<'_>, nested: &NestedObject) -> Vec<(String, usize)> {
    let Some(outer) = shard.index.slots().nested(nested.parent) else {
        return vec![(nested.path.clone(), nested.offset)];
    };
    let mut chain = chain(shard, outer);
    let field = nested.path.strip_prefix(&outer.path).unwrap_or_default().trim_start_matches('.');
    chain.push((field.to_owned(), nested.offset));
    chain
}

/// The part of a source that is a nested object.
fn part(shard: &Shard<'_>, nested: &NestedObject, source: &Value) -> Option<Value> {
    chain(shard, nested).into_iter().try_fold(source, |at, (field, offset)| {
        let objects = source_values::values_at(at.as_object()?, &field);
        objects.into_iter().filter(|value| value.is_object()).nth(offset)
    }).cloned()
}
