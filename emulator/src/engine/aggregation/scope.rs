//! The search that aggregations count in: what was found, and what they share.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
    sync::Arc,
};

use serde_json::Value;

use super::too_many_buckets;
use crate::{
    engine::{
        corpus::Corpus,
        date::{DateFormats, Rounding, Zone},
        mapping::{Field, FieldKind, scalar_text, truncated},
        matches::Matches,
        query::Node,
        request::SearchRequest,
        scalar::Scalar,
    },
    error::{EsError, Result},
};

/// The number of filters whose matches are kept while a search counts.
const KEPT_FILTERS: usize = 256;

/// The search that aggregations count in.
pub struct Scope<'a> {
    pub(super) corpus: &'a Corpus<'a>,
    /// What was found, with its scores.
    pub(super) found: &'a Matches,
    pub(super) request: &'a SearchRequest,
    /// The path of the nested objects that are counted; `None` for the documents.
    pub(super) level: Option<&'a str>,
    /// What each filter matches. A filter below a `terms` aggregation is asked once for each bucket.
    pub(super) filters: Rc<RefCell<HashMap<*const Node, Rc<Matches>>>>,
    /// How many buckets there are so far, at all levels.
    pub(super) buckets: Rc<Cell<usize>>,
}

impl Scope<'_> {
    /// The same search, counting at another level.
    pub(super) fn at<'b>(&'b self, level: Option<&'b str>) -> Scope<'b> {
        Scope {
            corpus: self.corpus,
            found: self.found,
            request: self.request,
            level,
            filters: Rc::clone(&self.filters),
            buckets: Rc::clone(&self.buckets),
        }
    }

    /// Counts a bucket of so many documents; an error, if there are too many.
    pub(super) fn open_bucket(&self, documents: usize) -> Result<()> {
        self.corpus.spend(documents)?;
        self.buckets.set(self.buckets.get() + 1);
        if self.buckets.get() > super::BUCKET_LIMIT { Err(too_many_buckets()) } else { Ok(()) }
    }

    /// Those of the documents that a filter matches.
    pub(super) fn filtered(&self, filter: &Node, documents: &[u32]) -> Result<Vec<u32>> {
        let known = self.filters.borrow().get(&std::ptr::from_ref(filter)).cloned();
        let matches = if let Some(matches) = known {
            matches
        } else {
            let matches = Rc::new(self.corpus.filter(filter, self.level)?);
            let mut known = self.filters.borrow_mut();
            // Many filters are not many times below a bucket as well; to keep them all would only cost memory.
            if known.len() < KEPT_FILTERS {
                known.insert(filter, Rc::clone(&matches));
            }
            matches
        };
        Ok(documents.iter().copied().filter(|document| matches.contains(*document)).collect())
    }

    /// The field of an aggregation; `None` if no index has it.
    pub(super) fn field(&self, name: &str) -> Result<Option<&Field>> {
        self.corpus.column(name)
    }

    /// What stands in for a missing value of a field: of any size for numbers, and date math for dates, in these formats
    /// instead of the field's, and this zone.
    pub(super) fn missing(
        &self,
        kind: &FieldKind,
        value: Option<&Value>,
        dates: (Option<&DateFormats>, &Zone),
    ) -> Result<Option<Scalar>> {
        let Some(value) = value else { return Ok(None) };
        stand_in(kind, &scalar_text(value)?, dates, self.corpus.now()).map(Some).map_err(|cause| self.failed(cause))
    }

    /// An error that shows only with the indices at hand.
    pub(super) fn failed(&self, cause: EsError) -> EsError {
        self.corpus.failed(cause)
    }
}

fn stand_in(kind: &FieldKind, text: &str, dates: (Option<&DateFormats>, &Zone), now: i64) -> Result<Scalar> {
    let number = || {
        let cause = || EsError::new(400, "number_format_exception", format!("For input string: \"{text}\""));
        text.parse::<f64>().ok().filter(|number| number.is_finite()).ok_or_else(cause)
    };
    Ok(match kind {
        FieldKind::Integer { .. } => match text.parse().ok().or(truncated(number()?).filter(|_| is_whole(text))) {
            Some(whole) => Scalar::Long(whole),
            None => Scalar::Double(number()?),
        },
        FieldKind::Float | FieldKind::Double | FieldKind::Scaled(_) => Scalar::Double(number()?),
        FieldKind::Date(own) => {
            let (formats, zone) = dates;
            Scalar::Date(formats.unwrap_or(own).read_math(text, Rounding::Down, now, zone)?)
        }
        FieldKind::Boolean => match text {
            "true" => Scalar::Boolean(true),
            "false" => Scalar::Boolean(false),
            _ => {
                let reason = format!("Cannot parse boolean [{text}], expected either [true] or [false]");
                return Err(EsError::illegal_argument(reason));
            }
        },
        _ => Scalar::Keyword(Arc::from(text)),
    })
}

fn is_whole(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(|number| number.fract() == 0.0)
}
