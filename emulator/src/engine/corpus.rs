//! The indices of one search as one sequence of documents, which sorting and aggregations work on.

use super::{
    index::Index,
    mapping::{Field, FieldKind},
    matches::Matches,
    query::Node,
    scalar::Scalar,
    shard::Shard,
};
use crate::error::{EsError, Result};

/// Several indices, whose documents are numbered through.
pub struct Corpus<'a> {
    shards: Vec<(u32, Shard<'a>)>,
}

impl<'a> Corpus<'a> {
    /// The indices in the order in which their documents are numbered. `now` is the time of the search.
    pub fn new(indices: impl Iterator<Item = &'a Index>, now: i64) -> Self {
        let mut first = 0;
        let shards = indices.map(|index| {
            let start = first;
            first += index.end();
            (start, Shard { index, now })
        });
        Self { shards: shards.collect() }
    }

    /// The time of the search.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.shards.first().map_or(0, |(_, shard)| shard.now)
    }

    /// The indices.
    pub fn shards(&self) -> impl Iterator<Item = Shard<'a>> {
        self.shards.iter().map(|(_, shard)| *shard)
    }

    /// The documents that a query matches in any index.
    pub fn evaluate(&self, query: &Node) -> Result<Matches> {
        let mut all = Matches::none();
        for (first, shard) in &self.shards {
            let found = query.evaluate(shard).map_err(|cause| EsError::all_shards_failed(shard.index.name(), cause))?;
            all.append(&found, *first);
        }
        Ok(all)
    }

    /// All documents, with a score of 1.
    #[must_use]
    pub fn all(&self) -> Matches {
        let mut all = Matches::none();
        for (first, shard) in &self.shards {
            all.append(&shard.all(), *first);
        }
        all
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

    /// The field of that name, in the first index that has it.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'a Field> {
        self.shards.iter().find_map(|(_, shard)| shard.index.mapping().field(name))
    }

    /// The field of that name, to sort or aggregate by. A text field can't be used so, in Elasticsearch's words.
    pub fn column(&self, name: &str) -> Result<Option<&'a Field>> {
        for (_, shard) in &self.shards {
            let field = shard.index.mapping().field(name);
            if field.is_some_and(|field| matches!(field.kind, FieldKind::Text { .. })) {
                let index = shard.index.name();
                return Err(EsError::all_shards_failed(index, no_fielddata(name, index)));
            }
        }
        Ok(self.field(name))
    }
}

fn no_fielddata(field: &str, index: &str) -> EsError {
    EsError::illegal_argument(format!(
        "Fielddata is disabled on [{field}] in [{index}]. Text fields are not optimised for operations that require \
         per-document field data like aggregations and sorting, so these operations are disabled by default. Please \
         use a keyword field instead. Alternatively, set fielddata=true on [{field}] in order to load field data by \
         uninverting the inverted index. Note that this can use significant memory."
    ))
}
