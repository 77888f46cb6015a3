//! `top_hits`: the hits of each bucket.

use serde_json::{Map, Value};

use super::{Aggregation, Aggregations, Scope};
use crate::{
    engine::{
        hits::{Page, Printer, Selection, counted},
        matches::Matches,
        members::Members,
        request::SearchRequest,
    },
    error::{EsError, Result},
};

/// The number of hits, if the request does not say.
const DEFAULT_SIZE: usize = 3;

#[derive(Debug)]
struct TopHits(Page);

/// Reads `top_hits`.
pub(super) fn read(_: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    let mut members = Members::new("top_hits", body)?;
    let mut page = Page::default();
    while let Some((member, value)) = members.take_any() {
        if !page.read_member(member, value)? {
            return Err(EsError::unsupported(&format!("[{member}] in the aggregation [top_hits]")));
        }
    }
    Ok(Box::new(TopHits(page)))
}

impl Aggregation for TopHits {
    fn collect(&self, scope: &Scope<'_>, documents: &[u32], below: &Aggregations) -> Result<Map<String, Value>> {
        below.refuse_below("top_hits")?;
        // Only documents have been scored; a nested object has the score of nothing in particular.
        let score_of = |document: u32| scope.found.score(document).unwrap_or(1.0);
        let found = Matches::from_unsorted(documents.iter().map(|document| (*document, score_of(*document))).collect());
        let SearchRequest { query, post_filter, .. } = scope.request;
        let printer = Printer::new(scope.corpus, &self.0, query.as_ref(), scope.level);
        let mut printer = printer.with_inner_hits(post_filter.as_ref())?;
        if scope.level.is_some() && printer.has_inner_hits() {
            return Err(EsError::unsupported("the aggregation [top_hits] of nested objects beside [inner_hits]"));
        }
        let hits = counted(found.len(), printer.hits(&found, DEFAULT_SIZE, &Selection::default())?);
        Ok(hits.as_object().cloned().unwrap_or_default())
    }
}
