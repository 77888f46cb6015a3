//! Printing one hit: a document, or a nested object.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::{Inner, Page, Selection, counted, inner};
use crate::{
    engine::{
        collapse::Collapse,
        corpus::Corpus,
        highlight::HighlightTerms,
        matches::Matches,
        query::Node,
        scalar::shortest,
        shard::Shard,
        slots::{Document, NestedObject},
        sort::{Sort, Sorted},
        source_filter::SourceFilter,
        source_values,
    },
    error::{EsError, Result},
};

/// Prints hits; the terms to highlight are found once for each index, and the inner hits once for all.
pub struct Printer<'a> {
    corpus: &'a Corpus<'a>,
    page: &'a Page,
    query: Option<&'a Node>,
    /// The path of the nested objects that are the hits; `None` for documents.
    level: Option<&'a str>,
    terms: HashMap<usize, HighlightTerms>,
    inner: Vec<InnerPrinter<'a>>,
    /// Whether scores are shown.
    scored: bool,
    /// A term that is marked though the query does not look for it.
    term: Option<(&'a str, String)>,
}

/// Prints the inner hits of one query.
struct InnerPrinter<'a> {
    inner: Inner<'a>,
    matches: Matches,
    printer: Printer<'a>,
}

impl<'a> Printer<'a> {
    /// A printer of what a page shows. `query` is what is marked; `level` is the path of the objects that are the hits.
    #[must_use]
    pub fn new(corpus: &'a Corpus<'a>, page: &'a Page, query: Option<&'a Node>, level: Option<&'a str>) -> Self {
        let scored = page.is_scored();
        Self { corpus, page, query, level, terms: HashMap::new(), inner: Vec::new(), scored, term: None }
    }

    /// The same, with scores shown whatever decides on the order.
    #[must_use]
    pub fn with_scores(self) -> Self {
        Self { scored: true, ..self }
    }

    /// The same, with the inner hits that the query and another filter ask for.
    pub fn with_inner_hits(mut self, filter: Option<&'a Node>) -> Result<Self> {
        let inner = inner::of([self.query, filter].into_iter().flatten())
            .map_err(|cause| self.corpus.failed(cause))?
            .into_iter()
            .map(|inner| InnerPrinter::new(self.corpus, inner));
        self.inner = inner.collect::<Result<_>>()?;
        Ok(self)
    }

    /// The same, with one more term to mark.
    #[must_use]
    pub fn with_term(self, field: &'a str, term: Option<String>) -> Self {
        Self { term: term.map(|term| (field, term)), ..self }
    }

    /// Whether hits have inner hits.
    #[must_use]
    pub fn has_inner_hits(&self) -> bool {
        !self.inner.is_empty()
    }

    /// The hits among what was found: `max_score` and `hits`. `size` counts if the page does not say.
    pub fn hits(&mut self, found: &Matches, size: usize, selection: &Selection<'_>) -> Result<Map<String, Value>> {
        let default = Sort::default();
        let sort = self.page.sort.as_ref().unwrap_or(&default);
        let size = self.page.size.unwrap_or(size);
        let scored = size > 0 && (self.page.track_scores || sort.begins_with_score());
        let best = found.iter().map(|(_, score)| score).reduce(f32::max).filter(|_| scored);
        // Sorting is also what finds out that a field can't be sorted by, so that it is not left out with a size of 0.
        let sorted = sort.order(self.corpus, self.level, found.iter().collect(), selection.after)?;
        let sorted = match selection.collapse.filter(|_| size > 0) {
            Some(collapse) => collapse.firsts(self.corpus, sorted)?,
            None => sorted,
        };
        let page = sorted.into_iter().skip(self.page.from.unwrap_or(0)).take(size);
        let hits = page.map(|sorted| self.hit_of_group(&sorted, found, selection).map(Value::from));
        let hits = hits.collect::<Result<Vec<_>>>()?;
        Ok(Map::from_iter([("max_score".to_owned(), best.map(shortest).into()), ("hits".to_owned(), hits.into())]))
    }

    /// The hit of a document, with the others that it stands for, if the search shows them.
    fn hit_of_group(
        &mut self,
        sorted: &Sorted,
        found: &Matches,
        selection: &Selection<'_>,
    ) -> Result<Map<String, Value>> {
        let mut hit = self.hit(sorted, selection.collapse)?;
        let Some(collapse) = selection.collapse else { return Ok(hit) };
        let group = collapse.inner_hits(self.corpus, [self.query, selection.filter], found, sorted.document)?;
        if !group.is_empty() {
            let all = hit.entry("inner_hits").or_insert_with(|| Map::new().into());
            all.as_object_mut().into_iter().for_each(|all| all.extend(group.clone()));
        }
        Ok(hit)
    }

    /// The hit of a document or nested object. Of one that stands for a value of a field, that is shown.
    pub fn hit(&mut self, sorted: &Sorted, collapse: Option<&Collapse>) -> Result<Map<String, Value>> {
        let Some((place, shard, number)) = self.corpus.locate(sorted.document) else { return Ok(Map::new()) };
        let slots = shard.index.slots();
        let nested = slots.nested(number);
        let Some(document) = slots.document(nested.map_or(number, |nested| nested.root)) else { return Ok(Map::new()) };
        let mut hit = Map::new();
        hit.insert("_index".into(), shard.index.name().into());
        if !self.page.metadata.without_stored {
            hit.insert("_id".into(), document.id.as_str().into());
        }
        hit.extend(nested.map(|nested| ("_nested".to_owned(), identity(&shard, nested))));
        hit.extend(self.page.metadata.version.then(|| ("_version".to_owned(), document.version.into())));
        if self.page.metadata.seq_no {
            hit.extend([("_seq_no".to_owned(), document.seq_no.into()), ("_primary_term".to_owned(), 1.into())]);
        }
        hit.insert("_score".into(), if self.scored { shortest(sorted.score) } else { Value::Null });
        if nested.is_none() && !document.ignored.is_empty() {
            hit.insert("_ignored".into(), json!(document.ignored));
        }
        hit.extend(self.source(&shard, document, nested).map(|source| ("_source".to_owned(), source)));
        let mut fields = self.fields(&shard, document, number)?;
        if let Some(collapse) = collapse {
            collapse.show(self.corpus, sorted.document, &mut fields);
        }
        if !fields.is_empty() {
            hit.insert("fields".into(), fields.into());
        }
        if let Some(highlight) = &self.page.highlight {
            self.find_terms(place, shard)?;
            let own = nested.and_then(|nested| part(&shard, nested, &document.source));
            let source = own.as_ref().unwrap_or(&document.source);
            let prefix = nested.map(|nested| nested.path.as_str());
            let marked = self.terms.get(&place).and_then(|terms| highlight.of(shard.index, source, prefix, terms));
            hit.extend(marked.map(|marked| ("highlight".to_owned(), marked)));
        }
        if !sorted.shown.is_empty() {
            hit.insert("sort".into(), json!(sorted.shown));
        }
        if !self.inner.is_empty() {
            let level = self.level;
            let inner = self.inner.iter_mut().map(|inner| inner.hits(level, sorted.document));
            hit.insert("inner_hits".into(), inner.collect::<Result<Map<_, _>>>()?.into());
        }
        Ok(hit)
    }

    fn fields(&self, shard: &Shard<'_>, document: &Document, number: u32) -> Result<Map<String, Value>> {
        let mut fields = Map::new();
        if let Some(list) = &self.page.docvalue_fields {
            fields.extend(list.of_columns(shard, number)?);
        }
        if let Some(list) = &self.page.fields {
            if shard.index.slots().nested(number).is_some() {
                return Err(EsError::unsupported("[fields] of nested objects as hits"));
            }
            fields.extend(list.of_source(shard, document));
        }
        Ok(fields)
    }

    /// What is shown of the source. The patterns are full paths also for a nested object, whose source is only a part.
    fn source(&self, shard: &Shard<'_>, document: &Document, nested: Option<&NestedObject>) -> Option<Value> {
        let default = SourceFilter::default();
        if self.page.metadata.without_stored {
            return None;
        }
        let source = self.page.source.as_ref().unwrap_or(&default).apply(&document.source)?;
        match nested {
            None => Some(source),
            Some(nested) => part(shard, nested, source.as_object()?).map(Value::from),
        }
    }

    fn find_terms(&mut self, place: usize, shard: Shard<'_>) -> Result<()> {
        let shard = Shard { level: self.level, ..shard };
        if !self.terms.contains_key(&place) {
            let mut terms = HighlightTerms::default();
            if let Some(query) = self.query {
                query.highlight(&shard, &mut terms)?;
            }
            if let Some((field, term)) = &self.term {
                terms.add_term(field, term.clone());
            }
            self.terms.insert(place, terms);
        }
        Ok(())
    }
}

impl<'a> InnerPrinter<'a> {
    fn new(corpus: &'a Corpus<'a>, inner: Inner<'a>) -> Result<Self> {
        let matches = corpus.evaluate(inner.query, Some(inner.path))?;
        let printer =
            Printer::new(corpus, &inner.hits.page, Some(inner.query), Some(inner.path)).with_inner_hits(None)?;
        Ok(Self { inner, matches, printer })
    }

    /// The name and the inner hits of one hit.
    fn hits(&mut self, level: Option<&str>, document: u32) -> Result<(String, Value)> {
        let below = self.printer.corpus.below(level, document, self.inner.path);
        let found = below.into_iter().filter_map(|object| Some((object, self.matches.score(object)?)));
        let found = Matches::from_unsorted(found.collect());
        let hits = self.printer.hits(&found, inner::DEFAULT_SIZE, &Selection::default())?;
        Ok((self.inner.hits.name.clone(), counted(found.len(), hits)))
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
fn part(shard: &Shard<'_>, nested: &NestedObject, source: &Map<String, Value>) -> Option<Map<String, Value>> {
    let found = chain(shard, nested).into_iter().try_fold(source, |at, (field, offset)| {
        source_values::values_at(at, &field).into_iter().filter_map(Value::as_object).nth(offset)
    });
    found.cloned()
}
