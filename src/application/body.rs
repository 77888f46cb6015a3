//! The search body as a template: its parts in the order in which an operator reads them.

use super::{
    completion,
    conjuncts::Conjunct,
    facets,
    field::{Field, Sortable},
    filters, query,
    template::{Item, Node, constant, member, object, text, unless, when},
};
use crate::{
    params::{Limits, Paging},
    search_ui::{AutocompleteQueryConfig, QueryConfig, RequestState},
};

/// What the body is made from.
pub struct Body<'a> {
    /// Search UI's `searchQuery`.
    pub config: &'a QueryConfig,
    /// What may be filtered by; the facets come first.
    pub fields: &'a [Field],
    /// How their filters combine.
    pub conjuncts: &'a [Conjunct<'a>],
    /// What may be sorted by.
    pub sortable: &'a [Sortable<'a>],
    /// What is wrong with the config.
    pub problems: &'a mut Vec<String>,
}

impl Body<'_> {
    /// The whole template.
    pub fn template(&mut self, autocomplete: &AutocompleteQueryConfig, limits: Limits) -> Node {
        let search = self.search(limits);
        if !completion::is_any(autocomplete) {
            return Node::Object(search);
        }
        let prefix = self.autocomplete(autocomplete);
        Node::Object(vec![when("autocomplete", prefix), unless("autocomplete", search)])
    }

    fn search(&mut self, limits: Limits) -> Vec<Item> {
        let size = Paging::of(&RequestState::default(), self.config, limits).size;
        let mut body = vec![
            member("from", number("from", 0)),
            member("size", number("size", size)),
            member("track_total_hits", constant(true)),
            member("_source", query::source(self.config)),
            member("query", self.query()),
            member("sort", self.sort()),
        ];
        let disjunctive = self.filters(true);
        if !disjunctive.is_empty() {
            body.push(member("post_filter", filter(disjunctive)));
        }
        if !self.config.facets.is_empty() {
            let aggregations = facets::aggregations(self.config, self.fields, self.conjuncts, self.problems);
            body.push(member("aggs", Node::Object(vec![aggregations])));
        }
        body.extend(query::highlight(self.config).map(|highlight| member("highlight", highlight)));
        body
    }

    /// One body for each kind of suggestion that is made of results, and one for all else.
    fn autocomplete(&mut self, config: &AutocompleteQueryConfig) -> Vec<Item> {
        let mut bodies: Vec<_> = completion::of_results(config)
            .map(|(name, config)| when(completion::type_path(name), self.prefix(config)))
            .collect();
        let mut others = self.prefix(config.results.as_ref().unwrap_or(&QueryConfig::default()));
        others.extend(completion::suggesters(config));
        if bodies.is_empty() {
            return others;
        }
        bodies.push(unless("autocomplete.type", others));
        bodies
    }

    fn prefix(&mut self, config: &QueryConfig) -> Vec<Item> {
        let must = Node::Array(vec![query::prefix_clauses(config)]);
        let mut clauses = self.fixed_filters(config);
        clauses.extend(self.conjuncts.iter().flat_map(Conjunct::clauses));
        let query = object([("bool", object([("must", must), ("filter", Node::Array(clauses))]))]);
        let mut body = vec![
            member("size", number("autocomplete.size", 0)),
            member("_source", query::source(config)),
            member("query", query),
        ];
        body.extend(query::highlight(config).map(|highlight| member("highlight", highlight)));
        body
    }

    fn query(&mut self) -> Node {
        let must = Node::Array(vec![query::search_clauses(self.config)]);
        let mut clauses = self.fixed_filters(self.config);
        clauses.extend(self.filters(false));
        object([("bool", object([("must", must), ("filter", Node::Array(clauses))]))])
    }

    fn fixed_filters(&mut self, config: &QueryConfig) -> Vec<Item> {
        let each = config.filters.iter();
        each.map(|filter| Item::Element(filters::fixed(filter, config, self.fields, self.problems))).collect()
    }

    /// The page's filters: those on disjunctive facets narrow the results after counting, all others before.
    fn filters(&self, disjunctive: bool) -> Vec<Item> {
        let conjuncts = self.conjuncts.iter().filter(|conjunct| conjunct.is_disjunctive(self.config) == disjunctive);
        conjuncts.flat_map(Conjunct::clauses).collect()
    }

    /// By what the param `sort` says; else by relevance.
    fn sort(&self) -> Node {
        let criteria = self.sortable.iter().map(criterion);
        let by_score = unless("sort", [Item::Element(constant("_score"))]);
        Node::Array(vec![when("sort", criteria.collect::<Vec<_>>()), by_score])
    }
}

/// Of several nested objects, the first in the order counts, which is the server's default.
fn criterion(sortable: &Sortable) -> Item {
    let path = ["by.", &sortable.param].concat();
    let mut options = vec![member("order", text(format!("\"{{{{{path}}}}}\"")))];
    let nested = sortable.nested.map(|path| object([("path", constant(path))]));
    options.extend(nested.map(|nested| member("nested", nested)));
    when(path, [Item::Element(object([(&sortable.field, Node::Object(options))]))])
}

fn filter(clauses: Vec<Item>) -> Node {
    object([("bool", object([("filter", Node::Array(clauses))]))])
}

/// A whole number that the dictionary guarantees, or its default.
fn number(param: &str, default: u32) -> Node {
    text(format!("{{{{{param}}}}}{{{{^{param}}}}}{default}{{{{/{param}}}}}"))
}
