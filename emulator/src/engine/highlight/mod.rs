//! Highlighting, as Elasticsearch's default (`unified`) highlighter does it: the passages of a field in which terms of
//! the query stand, with the terms between tags.

mod boundaries;
mod markup;
mod options;
mod passage;
mod terms;

use serde_json::{Map, Value, json};

pub use options::Highlight;
pub use terms::HighlightTerms;

use super::{
    analysis::Analyzer,
    fields,
    index::Index,
    mapping::{Field, FieldKind},
    wildcard,
};
use options::FieldOptions;
use passage::Passages;
use terms::FieldTerms;

impl Highlight {
    /// The `highlight` member of a hit: the fragments by field; `None` if nothing is marked. The source may be that of a
    /// nested object, whose fields then begin with `prefix`.
    #[must_use]
    pub fn of(
        &self,
        index: &Index,
        source: &Map<String, Value>,
        prefix: Option<&str>,
        terms: &HighlightTerms,
    ) -> Option<Value> {
        let mut found = Map::new();
        for (pattern, options) in self.fields() {
            for name in index.mapping().expand(pattern) {
                let Some(field) = index.mapping().field(name) else { continue };
                let Some(analyzer) = analyzer(field, wildcard::is_pattern(pattern)) else { continue };
                let terms = terms.of(name, options.require_field_match);
                let path = field.parent.as_deref().unwrap_or(name);
                let Some(path) = below(path, prefix) else { continue };
                let values = fields::texts(field, path, source);
                let fragments = self.fragments(&values, analyzer, &terms, options);
                // Of several that mean a field, the last counts.
                found.insert(name.to_owned(), fragments.into());
            }
        }
        found.retain(|_, fragments| fragments != &json!([]));
        (!found.is_empty()).then(|| found.into())
    }

    fn fragments(
        &self,
        values: &[String],
        analyzer: Analyzer,
        terms: &FieldTerms,
        options: &FieldOptions,
    ) -> Vec<String> {
        let whole = options.number_of_fragments == 0 || analyzer == Analyzer::Keyword;
        let mut passages = Passages::new(if whole { None } else { Some(options.fragment_size) });
        for value in values {
            passages.add(value, &terms.matches(&analyzer.tokens(value)));
        }
        let most = if options.number_of_fragments == 0 { usize::MAX } else { options.number_of_fragments };
        let best = passages.best(most, options.by_score);
        if best.is_empty() {
            let first = values.iter().find(|value| !value.is_empty());
            let opening = first.and_then(|value| passage::opening(value, options.no_match_size));
            return opening.map(|text| self.encode(text).trim().to_owned()).into_iter().collect();
        }
        best.iter().map(|passage| self.mark(passage, options)).collect()
    }
}

/// A field's path within the source of a nested object.
fn below<'a>(path: &'a str, prefix: Option<&str>) -> Option<&'a str> {
    match prefix {
        None => Some(path),
        Some(prefix) => path.strip_prefix(prefix)?.strip_prefix('.'),
    }
}

/// The analyzer of a field's documents; `None` for a field without texts. A pattern means text and keyword fields only;
/// a field of another type that is named has its terms found in the text of its values.
fn analyzer(field: &Field, by_pattern: bool) -> Option<Analyzer> {
    match field.kind {
        FieldKind::Text { analyzer, .. } => Some(analyzer),
        FieldKind::Keyword { .. } => Some(Analyzer::Keyword),
        _ => (!by_pattern).then_some(Analyzer::Keyword),
    }
}
