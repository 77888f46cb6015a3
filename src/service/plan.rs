//! What is to be asked of the server for what Search UI asks: params, and what their answer is for.

use super::{Service, Target, list, object};
use crate::{
    gather::Gather,
    json::{Object, Value},
    params::{Hits, Paging, Question, aggregation_paths},
    search_ui::{AutocompleteQueryConfig, Bound, Facet, FacetKind, QueryConfig, Range, RequestState},
};

impl Service {
    /// `{ state, config, params? }` → `{ params, searchTerm, page, facets, warnings }`. `params` are what the page's own
    /// function has made; without them, they are null where such a function has to.
    pub(super) fn search(&self, given: &Value) -> Value {
        let mut warnings = Vec::new();
        let state = RequestState::read(part(given, "state"), &mut warnings);
        let config = QueryConfig::read(part(given, "config"), &mut warnings);
        let made = self.own.convention.search(&self.own.known, &state, &config, &mut warnings);
        let params = made.map_or_else(|| part(given, "params").clone(), Value::from);
        let page = self.own.page(&params, &state, &config, self.options.own.dictionary().is_some());
        object([
            ("params", params),
            ("searchTerm", state.search_term.into()),
            (
                "page",
                object([("current", page.current.into()), ("size", page.size.into()), ("last", page.last.into())]),
            ),
            ("facets", config.facets.iter().map(|facet| counted(facet, self.options.own.aggregation(&facet.field))).gather().into()),
            ("warnings", list(&warnings)),
        ])
    }

    /// `{ state, config, apart }` → `{ questions, warnings }`, a question being `{ application, kind, name, completions,
    /// params }`. `apart` keeps completions out of the results' request.
    pub(super) fn autocomplete(&self, given: &Value) -> Value {
        let mut warnings = Vec::new();
        let state = RequestState::read(part(given, "state"), &mut warnings);
        let config = AutocompleteQueryConfig::read(part(given, "config"), &mut warnings);
        let is_apart = *part(given, "apart") == Value::Bool(true);
        let mut questions = Vec::new();
        for question in Question::each(&state.search_term, &config, is_apart) {
            let target = self.target(question.application);
            let made = target.convention.ask(&target.known, &state.search_term, &question, &mut warnings);
            if made.is_some() || target.is_custom() {
                questions.push(asked(&question, made.map_or(Value::Null, Value::from)));
            }
        }
        object([("questions", questions.into()), ("warnings", list(&warnings))])
    }
}

impl Target {
    /// The page of results that the params ask for. `has_limits`: a dictionary tells the bounds of the params.
    fn page(&self, params: &Value, state: &RequestState, config: &QueryConfig, has_limits: bool) -> Paging {
        if self.is_custom() {
            return Paging::sent(params, state, config, has_limits.then_some(self.known.limits));
        }
        self.known.paging(state, config)
    }
}

fn part<'a>(given: &'a Value, name: &str) -> &'a Value {
    given.get(name).unwrap_or(&Value::Null)
}

fn asked(question: &Question, params: Value) -> Value {
    let (kind, name) = match question.hits {
        Hits::Results(_) => ("results", Value::Null),
        Hits::Suggestions(name, _) => ("suggestions", name.into()),
        Hits::Unwanted => ("suggestions", Value::Null),
    };
    object([
        ("application", question.application.map_or(Value::Null, Value::from)),
        ("kind", kind.into()),
        ("name", name),
        ("completions", question.completions.iter().map(|&name| Value::from(name)).gather().into()),
        ("params", params),
    ])
}

/// What an answer counts for a facet: `{ field, type, ranges, paths }`. `mapped` says where a template of the user's own
/// has a field's aggregation.
fn counted(facet: &Facet, mapped: Option<&str>) -> Value {
    let paths = aggregation_paths(&facet.field, mapped);
    object([
        ("field", facet.field.as_str().into()),
        ("type", if facet.kind == FacetKind::Stats { "stats" } else { "buckets" }.into()),
        ("ranges", facet.ranges().iter().map(range).gather().into()),
        ("paths", paths.iter().map(|path| list(path)).gather().into()),
    ])
}

/// A range as Search UI's filters have it: `{ name, from?, to? }`.
fn range(range: &Range) -> Value {
    let bound = |bound: &Bound| match bound {
        Bound::Number(number) => Value::Number(number.clone()),
        Bound::Text(text) => Value::String(text.clone()),
    };
    let mut value = Object::new();
    if let Some(name) = &range.name {
        value.insert("name", name.as_str());
    }
    for (name, end) in [("from", &range.from), ("to", &range.to)] {
        if let Some(end) = end {
            value.insert(name, bound(end));
        }
    }
    value.into()
}
