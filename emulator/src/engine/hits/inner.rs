//! Inner hits: the nested objects that made a document match, shown below its hit.

use serde_json::{Map, Value};

use super::{Page, Printer, Selection, counted};
use crate::{
    engine::{corpus::Corpus, matches::Matches, members::Members, query::Node},
    error::{EsError, Result},
};

/// The number of inner hits, if the request does not say, and at most.
pub(super) const DEFAULT_SIZE: usize = 3;
const WINDOW: usize = 100;

/// What a `nested` query shows of its objects.
#[derive(Debug)]
pub struct InnerHits {
    /// The name that they have in the hit.
    pub name: String,
    /// Which are shown, and what of each.
    pub page: Page,
}

/// The inner hits of one `nested` query.
pub struct Inner<'a> {
    /// The path of the objects.
    pub path: &'a str,
    /// What they have to match.
    pub query: &'a Node,
    /// What is shown of them.
    pub hits: &'a InnerHits,
}

impl InnerHits {
    /// Reads `inner_hits` of a query on a path, which is their name if they have no other.
    pub fn read(body: &Value, path: &str) -> Result<Self> {
        let mut members = Members::new("inner_hits", body)?;
        let name = members.text("name")?.unwrap_or_else(|| path.to_owned());
        members.boolean("ignore_unmapped")?;
        let mut page = Page::default();
        while let Some((member, value)) = members.take_any() {
            if !page.read_member(member, value)? {
                return Err(EsError::unsupported(&format!("[{member}] in [inner_hits]")));
            }
        }
        let window = page.from.unwrap_or(0).saturating_add(page.size.unwrap_or(DEFAULT_SIZE));
        if window > WINDOW {
            return Err(EsError::illegal_argument(format!(
                "Inner result window is too large, the inner hit definition's [{name}]'s from + size must be less than or \
                 equal to: [{WINDOW}] but was [{window}]."
            )));
        }
        Ok(Self { name, page })
    }

    /// The inner hits among documents that are alike, as a search for them would have them.
    /// `filter` is what has been filtered by beside the query, and the text is what they have in a field.
    pub fn of(
        &self,
        corpus: &Corpus<'_>,
        [query, filter]: [Option<&Node>; 2],
        (field, value): (&str, Option<String>),
        found: &Matches,
    ) -> Result<Value> {
        let printer = Printer::new(corpus, &self.page, query, None).with_inner_hits(filter)?;
        let mut printer = printer.with_term(field, value);
        Ok(counted(found.len(), printer.hits(found, DEFAULT_SIZE, &Selection::default())?))
    }

    /// The options written out.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut members = Map::from_iter([("name".to_owned(), self.name.as_str().into())]);
        members.extend(self.page.to_json());
        members.into()
    }
}

/// The inner hits of queries, each with a name of its own.
pub fn of<'a>(queries: impl Iterator<Item = &'a Node>) -> Result<Vec<Inner<'a>>> {
    let mut found = Vec::new();
    queries.for_each(|query| query.inner_hits(&mut found));
    let names = found.iter().enumerate().map(|(at, inner): (usize, &Inner<'_>)| (at, &inner.hits.name));
    let twice = names.clone().find(|(at, name)| names.clone().take(*at).any(|(_, before)| before == *name));
    match twice {
        None => Ok(found),
        Some((_, name)) => {
            Err(EsError::illegal_argument(format!("[inner_hits] already contains an entry for key [{name}]")))
        }
    }
}
