//! The indices of one search as one sequence of documents, which sorting and aggregations work on.

use super::{
    budget::Budget,
    index::Index,
    mapping::{Field, FieldKind},
    matches::Matches,
    query::{self, Node},
    scalar::Scalar,
    shard::Shard,
};
use crate::error::{EsError, Result};

/// Several indices, whose documents are numbered through.
pub struct Corpus<'a> {
    shards: Vec<(u32, Shard<'a>)>,
    budget: &'a Budget,
}

impl<'a> Corpus<'a> {
    /// The indices in the order in which their documents are numbered. `now` is the time of the search, and the budget
    /// the work that it may be.
    pub fn new(indices: impl Iterator<Item = &'a Index>, now: i64, budget: &'a Budget) -> Self {
        let mut first = 0;
        let shards = indices.map(|index| {
            let start = first;
            first += index.slots().end();
            (start, Shard { index, now, level: None, budget })
        });
        Self { shards: shards.collect(), budget }
    }

    /// Counts work; an error, if it is too much.
    pub fn spend(&self, steps: usize) -> Result<()> {
        self.budget.spend(steps)
    }

    /// The time of the search.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.shards.first().map_or(0, |(_, shard)| shard.now)
    }

    /// The indices, each with the number of its first document.
    pub fn numbered(&self) -> impl Iterator<Item = (u32, Shard<'a>)> {
        self.shards.iter().copied()
    }

    /// The indices.
    pub fn shards(&self) -> impl Iterator<Item = Shard<'a>> {
        self.shards.iter().map(|(_, shard)| *shard)
    }

    /// The documents that a query matches in any index; at a level, the nested objects.
    pub fn evaluate(&self, query: &Node, level: Option<&str>) -> Result<Matches> {
        self.evaluate_by(query, level, |error| error)
    }

    fn evaluate_by(&self, query: &Node, level: Option<&str>, report: fn(EsError) -> EsError) -> Result<Matches> {
        let mut all = Matches::none();
        for (first, shard) in &self.shards {
            let shard = Shard { level, ..*shard };
            let failed = |cause| EsError::all_shards_failed(shard.index.name(), report(cause));
            let found = shard.evaluate(query).map_err(failed)?;
            all.append(&found, *first);
        }
        Ok(all)
    }

    /// As `evaluate`, for a filter that is not the search's query: what is wrong with it is not wrapped once more.
    pub fn filter(&self, filter: &Node, level: Option<&str>) -> Result<Matches> {
        self.evaluate_by(filter, level, query::cause_of_failure)
    }

    /// All documents, or all nested objects of a level, with a score of 1.
    #[must_use]
    pub fn all(&self, level: Option<&str>) -> Matches {
        let mut all = Matches::none();
        for (first, shard) in &self.shards {
            all.append(&Shard { level, ..*shard }.all(), *first);
        }
        all
    }

    /// The nested objects of a path that lie in a document, or in a nested object of a level.
    #[must_use]
    pub fn below(&self, level: Option<&str>, document: u32, path: &str) -> Vec<u32> {
        let Some((_, shard, number)) = self.locate(document) else { return Vec::new() };
        let first = document - number;
        shard.index.slots().below(level, number, path).map(|number| number + first).collect()
    }

    /// The document, or nested object of a level, that another lies in.
    #[must_use]
    pub fn ancestor(&self, level: Option<&str>, document: u32) -> Option<u32> {
        let (_, shard, number) = self.locate(document)?;
        shard.index.slots().ancestor(level, number).map(|ancestor| ancestor + document - number)
    }

    /// Whether any index has nested objects of a path.
    #[must_use]
    pub fn has_nested(&self, path: &str) -> bool {
        self.shards.iter().any(|(_, shard)| shard.index.mapping().nested(path).is_some())
    }

    /// The index of a document, the place of the index, and the document's number in it.
    #[must_use]
    pub fn locate(&self, document: u32) -> Option<(usize, Shard<'a>, u32)> {
        let place = self.shards.partition_point(|(first, _)| *first <= document).checked_sub(1)?;
        let (first, shard) = self.shards.get(place)?;
        Some((place, *shard, document - first))
    }

    /// A document's values of a field that is not text.
    #[must_use]
    pub fn values(&self, field: &str, document: u32) -> &'a [Scalar] {
        self.locate(document).map_or(&[], |(_, shard, number)| shard.index.values(field, number))
    }

    /// The path of the nested objects that a field belongs to.
    #[must_use]
    pub fn nested_above<'b>(&self, field: &'b str) -> Option<&'b str> {
        self.shards.iter().find_map(|(_, shard)| shard.index.mapping().nested_above(field))
    }

    /// An error that shows only with the indices at hand, as a search reports it.
    #[must_use]
    pub fn failed(&self, cause: EsError) -> EsError {
        let index = self.shards.first().map_or("", |(_, shard)| shard.index.name());
        EsError::all_shards_failed(index, cause)
    }

    /// The field of that name, in the first index that has it.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'a Field> {
        self.shards.iter().find_map(|(_, shard)| shard.index.mapping().field(name))
    }

    /// The field of that name, to sort or aggregate by. A text field can't be used so, in Elasticsearch's words.
    pub fn column(&self, name: &str) -> Result<Option<&'a Field>> {
        for (_, shard) in &self.shards {
            let field = shard.index.mapping().field(name);
            let index = shard.index.name();
            if field.is_some_and(|field| matches!(field.kind, FieldKind::Completion(_))) {
                let reason = format!("Fielddata is not supported on field [{name}] of type [completion]");
                return Err(EsError::all_shards_failed(index, EsError::illegal_argument(reason)));
            }
            if field.is_some_and(|field| matches!(field.kind, FieldKind::Text { .. })) {
                return Err(EsError::all_shards_failed(index, no_fielddata(name, index)));
            }
        }
        Ok(self.field(name))
    }
}

/// The error for a text field that is used as one with exact values.
pub fn no_fielddata(field: &str, index: &str) -> EsError {
    EsError::illegal_argument(format!(
        "Fielddata is disabled on [{field}] in [{index}]. Text fields are not optimised for operations that require \
         per-document field data like aggregations and sorting, so these operations are disabled by default. Please \
         use a keyword field instead. Alternatively, set fielddata=true on [{field}] in order to load field data by \
         uninverting the inverted index. Note that this can use significant memory."
    ))
}
