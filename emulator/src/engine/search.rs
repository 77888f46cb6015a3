//! Running a search over a corpus: from the request to the response body.

use std::{collections::HashMap, time::Instant};

use serde_json::{Map, Value, json};

use super::{
    corpus::Corpus,
    highlight::HighlightTerms,
    matches::Matches,
    request::{DEFAULT_SIZE, SearchRequest, Tracking},
    scalar::shortest,
    sort::Sort,
    source_filter::SourceFilter,
};
use crate::error::{EsError, Result};

/// How far hits can be paged.
const RESULT_WINDOW: usize = 10_000;

/// Runs a search and returns the response body.
pub fn run(corpus: &Corpus<'_>, request: &SearchRequest) -> Result<Value> {
    let started = Instant::now();
    check_window(corpus, request)?;
    let matches = matching(corpus, request)?;
    let aggregations = match &request.aggregations {
        Some(aggregations) => Some(aggregations.results(corpus, &matches.documents().collect::<Vec<_>>())?),
        None => None,
    };
    let hits = hits(corpus, request, matches)?;
    let shards = corpus.shards().count();
    let mut response = Map::new();
    response.insert("took".into(), u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX).into());
    response.insert("timed_out".into(), false.into());
    response.insert("_shards".into(), json!({ "total": shards, "successful": shards, "skipped": 0, "failed": 0 }));
    response.insert("hits".into(), hits);
    response.extend(aggregations.map(|results| ("aggregations".into(), results)));
    Ok(response.into())
}

fn check_window(corpus: &Corpus<'_>, request: &SearchRequest) -> Result<()> {
    let window = request.from.unwrap_or(0).saturating_add(request.size.unwrap_or(DEFAULT_SIZE));
    if window <= RESULT_WINDOW {
        return Ok(());
    }
    let index = corpus.shards().next().map_or("", |shard| shard.index.name());
    Err(EsError::all_shards_failed(
        index,
        EsError::illegal_argument(format!(
            "Result window is too large, from + size must be less than or equal to: [{RESULT_WINDOW}] but was \
             [{window}]. See the scroll api for a more efficient way to request large data sets. This limit can be set \
             by changing the [index.max_result_window] index level setting."
        )),
    ))
}

fn matching(corpus: &Corpus<'_>, request: &SearchRequest) -> Result<Matches> {
    let matches = match &request.query {
        Some(query) => corpus.evaluate(query)?,
        None => corpus.all(),
    };
    Ok(match request.min_score {
        Some(least) => matches.filtered(|_, score| f64::from(score) >= least),
        None => matches,
    })
}

fn hits(corpus: &Corpus<'_>, request: &SearchRequest, matches: Matches) -> Result<Value> {
    let kept = match &request.post_filter {
        Some(filter) => {
            let passed = corpus.evaluate(filter)?;
            matches.filtered(|document, _| passed.contains(document))
        }
        None => matches,
    };
    let mut hits = Map::new();
    hits.extend(total(request.tracking(), kept.len()).map(|total| ("total".to_owned(), total)));
    let size = request.size.unwrap_or(DEFAULT_SIZE);
    let default = Sort::default();
    let sort = request.sort.as_ref().unwrap_or(&default);
    let scored = sort.is_by_score() || sort.needs_score() || request.track_scores;
    let best = kept.iter().map(|(_, score)| score).reduce(f32::max).filter(|_| scored && size > 0);
    hits.insert("max_score".into(), best.map(shortest).into());
    // Sorting is also what finds out that a field can't be sorted by, so that it is not left out with a size of 0.
    let sorted = sort.order(corpus, kept.iter().collect())?;
    let page = sorted.into_iter().skip(request.from.unwrap_or(0)).take(size);
    let mut printer = Printer { corpus, request, scored, terms: HashMap::new() };
    let shown = page.map(|(document, score, keys)| printer.hit(document, score, keys)).collect::<Result<Vec<_>>>()?;
    hits.insert("hits".into(), shown.into());
    Ok(hits.into())
}

fn total(tracking: Tracking, count: usize) -> Option<Value> {
    match tracking {
        Tracking::None => None,
        Tracking::UpTo(limit) if count > limit => Some(json!({ "value": limit, "relation": "gte" })),
        _ => Some(json!({ "value": count, "relation": "eq" })),
    }
}

/// Prints hits; the terms to highlight are found once for each index.
struct Printer<'a> {
    corpus: &'a Corpus<'a>,
    request: &'a SearchRequest,
    scored: bool,
    terms: HashMap<usize, HighlightTerms>,
}

impl Printer<'_> {
    fn hit(&mut self, document: u32, score: f32, keys: Vec<Value>) -> Result<Value> {
        let located = self.corpus.locate(document);
        let Some((place, shard, number)) = located else { return Ok(Value::Null) };
        let Some(found) = shard.index.document(number) else { return Ok(Value::Null) };
        let mut hit = Map::new();
        hit.insert("_index".into(), shard.index.name().into());
        hit.insert("_id".into(), found.id.as_str().into());
        hit.insert("_score".into(), if self.scored { shortest(score) } else { Value::Null });
        if !found.ignored.is_empty() {
            hit.insert("_ignored".into(), json!(found.ignored));
        }
        let default = SourceFilter::default();
        let source = self.request.source.as_ref().unwrap_or(&default).apply(&found.source);
        hit.extend(source.map(|source| ("_source".to_owned(), source)));
        if let Some(highlight) = &self.request.highlight {
            self.find_terms(place, shard)?;
            let marked = self.terms.get(&place).and_then(|terms| highlight.of(shard.index, number, terms));
            hit.extend(marked.map(|marked| ("highlight".to_owned(), marked)));
        }
        if !keys.is_empty() {
            hit.insert("sort".into(), keys.into());
        }
        Ok(hit.into())
    }

    fn find_terms(&mut self, place: usize, shard: super::shard::Shard<'_>) -> Result<()> {
        if !self.terms.contains_key(&place) {
            let mut terms = HighlightTerms::default();
            if let Some(query) = &self.request.query {
                query.highlight(&shard, &mut terms)?;
            }
            self.terms.insert(place, terms);
        }
        Ok(())
    }
}
