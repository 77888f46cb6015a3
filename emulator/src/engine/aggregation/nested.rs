//! `nested`, which goes from documents to the nested objects in them, and `reverse_nested`, which goes back.

use serde_json::{Map, Value};

use super::{Aggregation, Aggregations, Scope};
use crate::{
    engine::members::Members,
    error::{EsError, Result},
};

#[derive(Debug)]
struct Nested {
    path: String,
}

/// Reads `nested`.
pub(super) fn read(name: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    let mut members = Members::new("nested", body)?;
    let path = members.text("path")?;
    members.finish_strictly()?;
    let missing = || EsError::parsing(format!("Missing [path] field for nested aggregation [{name}]"));
    Ok(Box::new(Nested { path: path.ok_or_else(missing)? }))
}

impl Aggregation for Nested {
    fn collect(&self, scope: &Scope<'_>, documents: &[u32], below: &Aggregations) -> Result<Map<String, Value>> {
        let inside = documents.iter().flat_map(|document| scope.corpus.below(scope.level, *document, &self.path));
        below.bucket(&scope.at(Some(&self.path)), Map::new(), &inside.collect::<Vec<_>>())
    }

    fn level_below<'a>(&'a self, _: Option<&'a str>) -> Option<&'a str> {
        Some(&self.path)
    }
}

#[derive(Debug)]
struct ReverseNested {
    name: String,
    path: Option<String>,
}

/// Reads `reverse_nested`.
pub(super) fn read_reverse(name: &str, body: &Value) -> Result<Box<dyn Aggregation>> {
    let mut members = Members::new("reverse_nested", body)?;
    let path = members.text("path")?;
    members.finish_strictly()?;
    Ok(Box::new(ReverseNested { name: name.to_owned(), path }))
}

impl Aggregation for ReverseNested {
    fn collect(&self, scope: &Scope<'_>, documents: &[u32], below: &Aggregations) -> Result<Map<String, Value>> {
        if scope.level.is_none() {
            let name = &self.name;
            return Err(scope.failed(EsError::illegal_argument(format!(
                "Reverse nested aggregation [{name}] can not be used outside a [nested] context"
            ))));
        }
        let level = self.path.as_deref();
        let mut outside: Vec<u32> =
            documents.iter().filter_map(|document| scope.corpus.ancestor(level, *document)).collect();
        outside.dedup();
        below.bucket(&scope.at(level), Map::new(), &outside)
    }

    fn level_below<'a>(&'a self, _: Option<&'a str>) -> Option<&'a str> {
        self.path.as_deref()
    }
}
