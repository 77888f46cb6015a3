//! The search body as a template: its parts in the order in which an operator reads them.

use super::{
    conjuncts::Conjunct,
    facets,
    field::{Field, Sortable},
    filters, query,
    template::{Item, Node, constant, member, object, text, unless, when},
};
use crate::{
    params::{Limits, Paging, typed::AUTOCOMPLETE_SIZE},
    search_ui::{QueryConfig, RequestState},
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
    pub fn template(&mut self, autocomplete: Option<&QueryConfig>, limits: Limits) -> Node {
        let search = self.search(limits);
        let Some(autocomplete) = autocomplete else { return Node::Object(search) };
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

    fn autocomplete(&mut self, config: &QueryConfig) -> Vec<Item> {
        let must = Node::Array(vec![query::prefix_clauses(config)]);
        let filter = Node::Array(self.fixed_filters(config));
        let mut body = vec![
            member("size", number("autocomplete.size", AUTOCOMPLETE_SIZE)),
            member("_source", query::source(config)),
            member("query", object([("bool", object([("must", must), ("filter", filter)]))])),
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
