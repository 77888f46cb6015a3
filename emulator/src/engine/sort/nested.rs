//! Sorting by a field of nested objects: which objects of a document count.

use serde_json::{Map, Value, json};

use crate::{
    engine::{
        corpus::Corpus,
        matches::Matches,
        members::Members,
        query::{self, Node},
    },
    error::{EsError, Result},
};

/// The objects of a path that a filter matches, or those further inside.
#[derive(Debug)]
pub(super) struct NestedSort {
    path: String,
    filter: Option<Node>,
    inside: Option<Box<NestedSort>>,
}

/// One level on the way inside, with what its filter matches.
pub(super) type Level<'a> = (&'a str, Option<Matches>);

impl NestedSort {
    /// Reads `nested` of a sort key.
    pub(super) fn read(body: &Value) -> Result<Self> {
        let mut members = Members::new("nested_sort", body)?;
        let path = members.text("path")?;
        let filter = members.take("filter").map(query::read).transpose()?;
        let inside = members.take("nested").map(Self::read).transpose()?.map(Box::new);
        members.refuse(&["max_children"])?;
        members.finish_strictly()?;
        let missing = || EsError::illegal_argument("[nested_sort] requires a [path]");
        Ok(Self { path: path.ok_or_else(missing)?, filter, inside })
    }

    pub(super) fn to_json(&self) -> Value {
        let mut members = Map::new();
        members.insert("path".into(), json!(self.path));
        members.extend(self.filter.as_ref().map(|filter| ("filter".to_owned(), filter.to_json())));
        members.extend(self.inside.as_ref().map(|inside| ("nested".to_owned(), inside.to_json())));
        members.into()
    }

    /// The way inside, level by level.
    pub(super) fn levels<'a>(&'a self, corpus: &Corpus<'_>) -> Result<Vec<Level<'a>>> {
        let mut levels = Vec::new();
        let mut next = Some(self);
        while let Some(at) = next {
            if !corpus.has_nested(&at.path) {
                let reason = format!("[nested] failed to find nested object under path [{}]", at.path);
                return Err(corpus.failed(EsError::new(400, "query_shard_exception", reason)));
            }
            let matched = at.filter.as_ref().map(|filter| corpus.filter(filter, Some(&at.path))).transpose()?;
            levels.push((at.path.as_str(), matched));
            next = at.inside.as_deref();
        }
        Ok(levels)
    }
}

/// The objects of the last level in a document, or in a nested object of the level `above`; itself without levels.
pub(super) fn objects<'a>(
    corpus: &Corpus<'_>,
    mut above: Option<&'a str>,
    levels: &[Level<'a>],
    document: u32,
) -> Vec<u32> {
    let mut found = vec![document];
    for (path, matched) in levels {
        let inside = found.iter().flat_map(|at| corpus.below(above, *at, path));
        let passes = |at: &u32| matched.as_ref().is_none_or(|matched| matched.contains(*at));
        found = inside.filter(passes).collect();
        above = Some(*path);
    }
    found
}
