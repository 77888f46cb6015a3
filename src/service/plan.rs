//! What is to be asked of the server for what Search UI asks: params, and what their answer is for.

use super::{
    Service, Target,
    answer::{Answer, List},
};
use crate::{
    json::Value,
    params::{Hits, Paging, Question, aggregation_paths},
    search_ui::{AutocompleteQueryConfig, Facet, FacetKind, QueryConfig, RequestState},
};

impl Service {
    /// `{ state, config, params? }` → `{ params, searchTerm, page, facets, warnings }`. `params` are what the page's own
    /// function has made; without them, they are null where such a function has to.
    pub(super) fn search(&self, given: &Value) -> String {
        let mut warnings = Vec::new();
        let state = RequestState::read(part(given, "state"), &mut warnings);
        let config = QueryConfig::read(part(given, "config"), &mut warnings);
        let made = self.own.convention.search(&self.own.known, &state, &config, &mut warnings);
        let params = made.map_or_else(|| part(given, "params").clone(), Value::from);
        let has_limits = self.options.own.dictionary().is_some();
        let mut facets = List::default();
        for facet in &config.facets {
            facets.push(&counted(facet, self.options.own.aggregation(&facet.field)));
        }
        let mut answer = Answer::default();
        answer.value("params", &params);
        answer.text("searchTerm", Some(&state.search_term));
        answer.json("page", &page(self.own.paging(&params, &state, &config, has_limits)));
        answer.json("facets", &facets.done());
        answer.texts("warnings", &warnings);
        answer.done()
    }

    /// `{ state, config, apart }` → `{ questions, warnings }`, a question being `{ application, kind, name, completions,
    /// params }`. `apart` keeps completions out of the results' request.
    pub(super) fn autocomplete(&self, given: &Value) -> String {
        let mut warnings = Vec::new();
        let state = RequestState::read(part(given, "state"), &mut warnings);
        let config = AutocompleteQueryConfig::read(part(given, "config"), &mut warnings);
        let is_apart = *part(given, "apart") == Value::Bool(true);
        let mut questions = List::default();
        for question in Question::each(&state.search_term, &config, is_apart) {
            let target = self.target(question.application);
            let made = target.convention.ask(&target.known, &state.search_term, &question, &mut warnings);
            if made.is_some() || target.is_custom() {
                questions.push(&asked(&question, &made.map_or(Value::Null, Value::from)));
            }
        }
        let mut answer = Answer::default();
        answer.json("questions", &questions.done());
        answer.texts("warnings", &warnings);
        answer.done()
    }
}

impl Target {
    /// The page of results that the params ask for. `has_limits`: a dictionary tells the bounds of the params.
    fn paging(&self, params: &Value, state: &RequestState, config: &QueryConfig, has_limits: bool) -> Paging {
        if self.is_custom() {
            return Paging::sent(params, state, config, has_limits.then_some(self.known.limits));
        }
        self.known.paging(state, config)
    }
}

fn part<'a>(given: &'a Value, name: &str) -> &'a Value {
    given.get(name).unwrap_or(&Value::Null)
}

fn page(paging: Paging) -> String {
    let mut page = Answer::default();
    page.number("current", paging.current);
    page.number("size", paging.size);
    page.number("last", paging.last);
    page.done()
}

fn asked(question: &Question, params: &Value) -> String {
    let (kind, name) = match question.hits {
        Hits::Results(_) => ("results", None),
        Hits::Suggestions(name, _) => ("suggestions", Some(name)),
        Hits::Unwanted => ("suggestions", None),
    };
    let mut asked = Answer::default();
    asked.text("application", question.application);
    asked.text("kind", Some(kind));
    asked.text("name", name);
    asked.texts("completions", &question.completions);
    asked.value("params", params);
    asked.done()
}

/// What an answer counts for a facet: `{ field, type, ranges, paths }`. `mapped` says where a template of the user's own
/// has a field's aggregation.
fn counted(facet: &Facet, mapped: Option<&str>) -> String {
    let (mut ranges, mut paths) = (List::default(), List::default());
    for range in facet.ranges() {
        ranges.push(&range.to_value().to_json());
    }
    for path in aggregation_paths(&facet.field, mapped) {
        paths.push(&List::of(&path).done());
    }
    let mut counted = Answer::default();
    counted.text("field", Some(&facet.field));
    counted.text("type", Some(if facet.kind == FacetKind::Stats { "stats" } else { "buckets" }));
    counted.json("ranges", &ranges.done());
    counted.json("paths", &paths.done());
    counted.done()
}
