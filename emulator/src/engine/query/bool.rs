//! Compound queries: `bool`, `constant_score` and `dis_max`.

use serde_json::{Value, json};

use super::{Node, Printed, Query, minimum_should_match, take_boost};
use crate::{
    engine::{
        highlight::HighlightTerms, hits::Inner, matches::Matches, members::Members, scalar::shortest, shard::Shard,
    },
    error::{EsError, Result},
};

#[derive(Debug, Default)]
pub(super) struct Bool {
    pub(super) must: Vec<Node>,
    pub(super) filter: Vec<Node>,
    pub(super) should: Vec<Node>,
    pub(super) must_not: Vec<Node>,
    pub(super) minimum_should_match: Option<String>,
    /// Whether it is a text in a query language, where a part without words says nothing.
    pub(super) of_text: bool,
}

/// Reads `bool`.
pub(super) fn read(body: &Value) -> Result<Node> {
    let mut members = Members::new("bool", body)?;
    let query = Bool {
        must: declared(&mut members, "must")?,
        filter: declared(&mut members, "filter")?,
        should: declared(&mut members, "should")?,
        must_not: [declared(&mut members, "must_not")?, declared(&mut members, "mustNot")?]
            .into_iter()
            .flatten()
            .collect(),
        minimum_should_match: members.text("minimum_should_match")?,
        of_text: false,
    };
    members.boolean("adjust_pure_negative")?;
    let boost = take_boost(&mut members)?;
    members.finish_strictly()?;
    Ok(Node::new(boost, query))
}

fn clauses(members: &mut Members<'_>, name: &str) -> Result<Vec<Node>> {
    match members.take(name) {
        None => Ok(Vec::new()),
        Some(Value::Array(clauses)) => clauses.iter().map(super::read).collect(),
        Some(clause) => Ok(vec![super::read(clause)?]),
    }
}

/// The clauses of a `bool`, whose reader wraps what is wrong with them. What the engine does not have stays as it is.
fn declared(members: &mut Members<'_>, name: &str) -> Result<Vec<Node>> {
    clauses(members, name).map_err(|cause| {
        if cause.is_unsupported() {
            return cause;
        }
        EsError::content(format!("[bool] failed to parse field [{name}]")).caused_by(cause)
    })
}

/// The clauses that say something.
struct Live<'a> {
    must: Vec<&'a Node>,
    filter: Vec<&'a Node>,
    should: Vec<&'a Node>,
    must_not: Vec<&'a Node>,
}

impl Bool {
    fn live(&self, shard: &Shard<'_>) -> Live<'_> {
        let [must, filter, should, must_not] = [&self.must, &self.filter, &self.should, &self.must_not]
            .map(|clauses| clauses.iter().filter(|clause| !clause.query.is_void(shard)).collect());
        Live { must, filter, should, must_not }
    }

    /// How many of the `should` clauses must match: as the query says, but one at least if nothing else is required.
    fn least(&self, live: &Live<'_>) -> Result<usize> {
        let nothing_required = live.must.is_empty() && live.filter.is_empty();
        if nothing_required && live.should.is_empty() && !self.of_text {
            return Ok(0);
        }
        let floor = usize::from(nothing_required && !live.should.is_empty());
        match &self.minimum_should_match {
            Some(specification) => Ok(minimum_should_match::required(specification, live.should.len())?.max(floor)),
            None => Ok(floor),
        }
    }
}

impl Live<'_> {
    fn required(&self, shard: &Shard<'_>) -> Result<Option<Matches>> {
        let mut required: Option<Matches> = None;
        let filters = self.filter.iter().map(|clause| Ok(clause.evaluate(shard)?.constant(0.0)));
        for matches in self.must.iter().map(|clause| clause.evaluate(shard)).chain(filters) {
            let matches = matches?;
            required = Some(match required {
                None => matches,
                Some(found) => found.and(&matches),
            });
        }
        Ok(required)
    }
}

impl Query for Bool {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        if self.is_never(shard) || self.is_void(shard) {
            return Ok(Matches::none());
        }
        let live = self.live(shard);
        let least = self.least(&live)?;
        let optional = Matches::at_least(least, live.should.iter().map(|clause| clause.evaluate(shard)))?;
        let positive = match (live.required(shard)?, least) {
            (Some(required), 0) => {
                let scored = required.clone().and(&optional);
                required.or(scored, |_, both| both)
            }
            (Some(required), _) => required.and(&optional),
            // Only `must_not`, or nothing at all, is left: everything else matches, without a score.
            (None, 0) => shard.all().constant(if live.must_not.is_empty() { 1.0 } else { 0.0 }).or(optional, f32::max),
            (None, _) => optional,
        };
        let excluded = live.must_not.iter().map(|clause| clause.evaluate(shard));
        excluded.into_iter().try_fold(positive, |kept, excluded| Ok(kept.without(&excluded?)))
    }

    fn is_void(&self, shard: &Shard<'_>) -> bool {
        let mut clauses = self.must.iter().chain(&self.filter).chain(&self.should).chain(&self.must_not);
        self.of_text && clauses.all(|clause| clause.query.is_void(shard))
    }

    fn is_never(&self, shard: &Shard<'_>) -> bool {
        self.must.iter().chain(&self.filter).any(|clause| clause.query.is_never(shard))
    }

    fn print(&self) -> Printed {
        let list = |clauses: &[Node]| match clauses {
            [] => Value::Null,
            _ => clauses.iter().map(Node::to_json).collect(),
        };
        Printed::new(
            "bool",
            json!({
                "must": list(&self.must),
                "filter": list(&self.filter),
                "must_not": list(&self.must_not),
                "should": list(&self.should),
                "minimum_should_match": self.minimum_should_match,
            }),
        )
    }

    fn highlight(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        if self.is_never(shard) {
            return Ok(());
        }
        let positive = self.must.iter().chain(&self.filter).chain(&self.should);
        positive.into_iter().try_for_each(|clause| clause.highlight(shard, terms))
    }

    fn inner_hits<'a>(&'a self, found: &mut Vec<Inner<'a>>) {
        let positive = self.must.iter().chain(&self.filter).chain(&self.should);
        positive.for_each(|clause| clause.inner_hits(found));
    }
}

#[derive(Debug)]
struct ConstantScore(Node);

/// Reads `constant_score`.
pub(super) fn read_constant_score(body: &Value) -> Result<Node> {
    let mut members = Members::new("constant_score", body)?;
    let filter =
        members.take("filter").ok_or_else(|| EsError::parsing("[constant_score] requires a 'filter' element"))?;
    let query = ConstantScore(super::read(filter)?);
    let boost = take_boost(&mut members)?;
    members.finish()?;
    Ok(Node::new(boost, query))
}

impl Query for ConstantScore {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        Ok(self.0.evaluate(shard)?.constant(1.0))
    }

    fn is_never(&self, shard: &Shard<'_>) -> bool {
        self.0.query.is_never(shard)
    }

    fn print(&self) -> Printed {
        Printed::new("constant_score", json!({ "filter": self.0.to_json() }))
    }

    fn highlight(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        self.0.highlight(shard, terms)
    }

    fn inner_hits<'a>(&'a self, found: &mut Vec<Inner<'a>>) {
        self.0.inner_hits(found);
    }
}

#[derive(Debug)]
pub(super) struct DisMax {
    pub(super) queries: Vec<Node>,
    pub(super) tie_breaker: f32,
}

/// Reads `dis_max`.
pub(super) fn read_dis_max(body: &Value) -> Result<Node> {
    let mut members = Members::new("dis_max", body)?;
    let queries = clauses(&mut members, "queries")?;
    let tie_breaker = members.float("tie_breaker")?.unwrap_or(0.0);
    let boost = take_boost(&mut members)?;
    members.finish()?;
    if queries.is_empty() {
        return Err(EsError::parsing("[dis_max] requires 'queries' field with at least one clause"));
    }
    Ok(Node::new(boost, DisMax { queries, tie_breaker }))
}

impl Query for DisMax {
    fn evaluate(&self, shard: &Shard<'_>) -> Result<Matches> {
        let clauses = self.queries.iter().map(|query| query.evaluate(shard)).collect::<Result<_>>()?;
        Ok(Matches::best_of(clauses, self.tie_breaker))
    }

    fn print(&self) -> Printed {
        let queries = self.queries.iter().map(Node::to_json).collect::<Vec<_>>();
        Printed::new("dis_max", json!({ "tie_breaker": shortest(self.tie_breaker), "queries": queries }))
    }

    fn highlight(&self, shard: &Shard<'_>, terms: &mut HighlightTerms) -> Result<()> {
        self.queries.iter().try_for_each(|query| query.highlight(shard, terms))
    }

    fn inner_hits<'a>(&'a self, found: &mut Vec<Inner<'a>>) {
        self.queries.iter().for_each(|query| query.inner_hits(found));
    }
}
