//! Ranges in a query string, of a field or of all that are searched.

use serde_json::{Map, Value, json};

use crate::{
    engine::{
        matches::Matches,
        query::{Printed, Query, fields::Fields, range},
        shard::Shard,
    },
    error::Result,
};

/// A range as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Range {
    pub(super) from: Option<String>,
    pub(super) from_included: bool,
    pub(super) to: Option<String>,
    pub(super) to_included: bool,
}

impl Range {
    /// A range with one end, as in `year:>=1980`; `None` for a word that is none.
    pub(super) fn one_sided(word: &str) -> Option<Self> {
        let sign = word.chars().next()?;
        let rest = word.strip_prefix(['<', '>'])?;
        let (included, bound) = rest.strip_prefix('=').map_or((false, rest), |bound| (true, bound));
        let (from, to) = if sign == '>' { (Some(bound), None) } else { (None, Some(bound)) };
        let own = |end: Option<&str>| end.map(String::from);
        (!bound.is_empty()).then(|| Self {
            from: own(from),
            from_included: included,
            to: own(to),
            to_included: included,
        })
    }

    fn body(&self) -> Value {
        let mut body = Map::new();
        let ends = [(&self.from, self.from_included, ["gt", "gte"]), (&self.to, self.to_included, ["lt", "lte"])];
        for (end, included, [without, with]) in ends {
            body.extend(end.as_ref().map(|end| (if included { with } else { without }.to_owned(), json!(end))));
        }
        body.into()
    }
}

/// A range in any of several fields.
#[derive(Debug)]
pub(super) struct AnyRange {
    pub(super) range: Range,
    pub(super) fields: Fields,
    /// Whether a field that can't read the ends just does not match.
    pub(super) lenient: bool,
}

impl Query for AnyRange {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        let mut found = Vec::new();
        for (field, boost) in self.fields.resolve(shard) {
            match range::read(&json!({ &field: self.range.body() }))?.evaluate(shard) {
                Ok(matches) => found.push(matches.constant(boost)),
                Err(_) if self.lenient => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Matches::best_of(found, 0.0))
    }

    fn print(&self) -> Printed {
        Printed::new("range", self.range.body())
    }
}
