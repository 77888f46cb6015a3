//! The documents that a query matches, with their scores, and the set operations that queries combine them by.

use crate::error::Result;

/// Documents by ascending number, each with its score.
#[derive(Debug, Clone, Default)]
pub struct Matches(Vec<(u32, f32)>);

impl Matches {
    /// No document.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// These documents, in ascending order, all with the same score.
    pub fn with_score(documents: impl Iterator<Item = u32>, score: f32) -> Self {
        Self(documents.map(|document| (document, score)).collect())
    }

    /// These documents, in any order but each once.
    #[must_use]
    pub fn from_unsorted(mut found: Vec<(u32, f32)>) -> Self {
        found.sort_unstable_by_key(|(document, _)| *document);
        Self(found)
    }

    /// The documents and scores, ascending by document.
    pub fn iter(&self) -> impl Iterator<Item = (u32, f32)> {
        self.0.iter().copied()
    }

    /// The documents, ascending.
    pub fn documents(&self) -> impl Iterator<Item = u32> {
        self.0.iter().map(|(document, _)| *document)
    }

    /// How many documents match.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no document matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a document matches.
    #[must_use]
    pub fn contains(&self, document: u32) -> bool {
        self.0.binary_search_by_key(&document, |(number, _)| *number).is_ok()
    }

    /// The score of a document, if it matches.
    #[must_use]
    pub fn score(&self, document: u32) -> Option<f32> {
        let at = self.0.binary_search_by_key(&document, |(number, _)| *number).ok()?;
        self.0.get(at).map(|(_, score)| *score)
    }

    /// The same documents, with every score changed.
    #[must_use]
    pub fn map_scores(mut self, change: impl Fn(f32) -> f32) -> Self {
        for (_, score) in &mut self.0 {
            *score = change(*score);
        }
        self
    }

    /// The same documents, with every score changed by document.
    #[must_use]
    pub fn map_each(mut self, change: impl Fn(u32, f32) -> f32) -> Self {
        for (document, score) in &mut self.0 {
            *score = change(*document, *score);
        }
        self
    }

    /// The same documents, all with one score.
    #[must_use]
    pub fn constant(self, score: f32) -> Self {
        self.map_scores(|_| score)
    }

    /// The documents of which the test holds, by number and score.
    #[must_use]
    pub fn filtered(mut self, test: impl Fn(u32, f32) -> bool) -> Self {
        self.0.retain(|(document, score)| test(*document, *score));
        self
    }

    /// The documents of either; where both match, the scores are combined.
    #[must_use]
    pub fn or(self, other: Self, combine: impl Fn(f32, f32) -> f32) -> Self {
        if self.is_empty() {
            return other;
        }
        let mut merged = Vec::with_capacity(self.len() + other.len());
        let mut right = other.0.into_iter().peekable();
        for (document, score) in self.0 {
            while let Some(before) = right.next_if(|(number, _)| *number < document) {
                merged.push(before);
            }
            let both = right.next_if(|(number, _)| *number == document);
            merged.push((document, both.map_or(score, |(_, other)| combine(score, other))));
        }
        merged.extend(right);
        Self(merged)
    }

    /// The documents of both; scores are added.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        let mut right = other.0.iter().peekable();
        let mut both = Vec::new();
        for (document, score) in self.0 {
            while right.next_if(|(number, _)| *number < document).is_some() {}
            if let Some((_, other)) = right.next_if(|(number, _)| *number == document) {
                both.push((document, score + other));
            }
        }
        Self(both)
    }

    /// The documents of this one that the other does not have.
    #[must_use]
    pub fn without(self, other: &Self) -> Self {
        let mut right = other.0.iter().peekable();
        self.filtered_in_order(|document| {
            while right.next_if(|(number, _)| *number < document).is_some() {}
            right.peek().is_none_or(|(number, _)| *number != document)
        })
    }

    fn filtered_in_order(mut self, mut test: impl FnMut(u32) -> bool) -> Self {
        self.0.retain(|(document, _)| test(*document));
        self
    }

    /// The documents that at least `least` of the clauses match, with the sum of their scores. Clauses are evaluated one
    /// after the other, so that many need no more memory than few.
    pub fn at_least(least: usize, clauses: impl Iterator<Item = Result<Self>>) -> Result<Self> {
        let mut sums: Vec<(u32, f32, usize)> = Vec::new();
        for clause in clauses {
            sums = added(sums, clause?);
        }
        let enough = sums.into_iter().filter(|(.., times)| *times >= least);
        Ok(Self(enough.map(|(document, score, _)| (document, score)).collect()))
    }

    /// The documents that any of the clauses match, with the best score and `tie_breaker` times the others.
    #[must_use]
    pub fn best_of(clauses: Vec<Self>, tie_breaker: f32) -> Self {
        let best = clauses.iter().cloned().fold(Self::none(), |all, one| all.or(one, f32::max));
        if tie_breaker == 0.0 {
            return best;
        }
        let sum = clauses.into_iter().fold(Self::none(), |all, one| all.or(one, |left, right| left + right));
        Self(
            best.0.into_iter().zip(sum.0).map(|((n, best), (_, sum))| (n, best + tie_breaker * (sum - best))).collect(),
        )
    }

    /// These documents and then the others, whose numbers are all greater by `first`.
    pub fn append(&mut self, other: &Self, first: u32) {
        self.0.extend(other.iter().map(|(document, score)| (document + first, score)));
    }
}

/// The documents of both, with the sum of their scores and how often they matched.
fn added(sums: Vec<(u32, f32, usize)>, clause: Matches) -> Vec<(u32, f32, usize)> {
    let mut merged = Vec::with_capacity(sums.len().max(clause.len()));
    let mut next = clause.0.into_iter().peekable();
    for (document, sum, times) in sums {
        while let Some((before, score)) = next.next_if(|(number, _)| *number < document) {
            merged.push((before, score, 1));
        }
        let both = next.next_if(|(number, _)| *number == document);
        merged.push(both.map_or((document, sum, times), |(_, score)| (document, sum + score, times + 1)));
    }
    merged.extend(next.map(|(document, score)| (document, score, 1)));
    merged
}
