//! Running a search over a corpus: from the request to the response body.

use std::time::Instant;

use serde_json::{Map, Value, json};

use super::{
    corpus::Corpus,
    hits::{Printer, Selection},
    matches::Matches,
    request::{DEFAULT_SIZE, SearchRequest, Tracking},
};
use crate::error::{EsError, Result};

/// How far hits can be paged.
const RESULT_WINDOW: usize = 10_000;

/// Runs a search and returns the response body.
pub fn run(corpus: &Corpus<'_>, request: &SearchRequest) -> Result<Value> {
    let started = Instant::now();
    check_page(corpus, request)?;
    if let Some(sort) = &request.page.sort {
        sort.check(corpus)?;
    }
    if let Some(collapse) = &request.collapse {
        collapse.check(corpus)?;
    }
    let matches = matching(corpus, request)?;
    let aggregations = match &request.aggregations {
        Some(aggregations) => Some(aggregations.results(corpus, request, &matches)?),
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
    if let Some(suggest) = &request.suggest {
        let printer = Printer::new(corpus, &request.page, request.query.as_ref(), None).with_scores();
        let printer = printer.with_inner_hits(request.post_filter.as_ref())?;
        response.insert("suggest".into(), suggest.run(corpus, printer, request.collapse.as_ref())?);
    }
    Ok(response.into())
}

fn check_page(corpus: &Corpus<'_>, request: &SearchRequest) -> Result<()> {
    if request.search_after.is_some() {
        let reason = match (request.page.from.unwrap_or(0), &request.page.sort) {
            (1.., _) => Some("`from` parameter must be set to 0 when `search_after` is used."),
            (_, None) => Some("Sort must contain at least one field."),
            _ if request.collapse.is_some() => {
                return Err(EsError::unsupported("[search_after] beside [collapse]"));
            }
            _ => None,
        };
        if let Some(reason) = reason {
            return Err(corpus.failed(EsError::illegal_argument(reason)));
        }
    }
    let window = request.page.from.unwrap_or(0).saturating_add(request.page.size.unwrap_or(DEFAULT_SIZE));
    if window <= RESULT_WINDOW {
        return Ok(());
    }
    Err(corpus.failed(EsError::illegal_argument(format!(
        "Result window is too large, from + size must be less than or equal to: [{RESULT_WINDOW}] but was \
             [{window}]. See the scroll api for a more efficient way to request large data sets. This limit can be set \
             by changing the [index.max_result_window] index level setting."
    ))))
}

fn matching(corpus: &Corpus<'_>, request: &SearchRequest) -> Result<Matches> {
    if request.is_suggest_only() {
        return Ok(Matches::none());
    }
    let matches = match &request.query {
        Some(query) => corpus.evaluate(query, None)?,
        None => corpus.all(None),
    };
    Ok(match request.min_score {
        Some(least) => matches.filtered(|_, score| f64::from(score) >= least),
        None => matches,
    })
}

fn hits(corpus: &Corpus<'_>, request: &SearchRequest, matches: Matches) -> Result<Value> {
    let kept = match &request.post_filter {
        Some(filter) => {
            let passed = corpus.evaluate(filter, None)?;
            matches.filtered(|document, _| passed.contains(document))
        }
        None => matches,
    };
    let mut hits = Map::new();
    hits.extend(total(request.tracking(), kept.len()).map(|total| ("total".to_owned(), total)));
    let query = request.query.as_ref();
    let selection = Selection {
        after: request.search_after.as_deref(),
        collapse: request.collapse.as_ref(),
        filter: request.post_filter.as_ref(),
    };
    hits.extend(request.page.hits(corpus, &kept, query, DEFAULT_SIZE, &selection)?);
    Ok(hits.into())
}

fn total(tracking: Tracking, count: usize) -> Option<Value> {
    match tracking {
        Tracking::None => None,
        Tracking::UpTo(limit) if count > limit => Some(json!({ "value": limit, "relation": "gte" })),
        _ => Some(json!({ "value": count, "relation": "eq" })),
    }
}
