//! The values of one field for every document, by document number: sorted within a document, as Elasticsearch's doc
//! values are. A column only grows; a document that is replaced or deleted keeps its values until the index is rebuilt.

use super::scalar::Scalar;

/// The values of one field. The values of document `n` are `values[starts[n]..starts[n + 1]]`; documents after the
/// last one written have none.
#[derive(Debug, Clone, Default)]
pub struct Column {
    starts: Vec<usize>,
    values: Vec<Scalar>,
}

impl Column {
    /// Appends the values of a document. Documents come in ascending order, each at most once.
    pub fn push(&mut self, document: u32, mut values: Vec<Scalar>) {
        values.sort();
        if matches!(values.first(), Some(Scalar::Keyword(_))) {
            values.dedup();
        }
        self.starts.resize(document as usize + 1, self.values.len());
        self.values.extend(values);
    }

    /// The values of a document.
    #[must_use]
    pub fn get(&self, document: u32) -> &[Scalar] {
        let document = document as usize;
        let Some(start) = self.starts.get(document) else { return &[] };
        let end = self.starts.get(document + 1).copied().unwrap_or(self.values.len());
        self.values.get(*start..end).unwrap_or_default()
    }
}
