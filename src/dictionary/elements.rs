//! The keywords for the elements of an array.

use super::keyword::Keyword;
use super::order;
use super::validate::{Outcome, Run, Site};
use crate::json::{ABSENT, At, Kind, sort};

pub(super) fn apply<'a>(run: &mut Run<'a>, site: Site<'a>, value: At) {
    match (site.rule.keyword, run.nodes.kind(value)) {
        (Keyword::Items, Kind::Array) => items(run, site, value),
        (Keyword::Contains, Kind::Array) => contains(run, site, value),
        // The server looks at the values of an object as well.
        (Keyword::UniqueItems, Kind::Array | Kind::Object) => unique(run, site, value),
        _ => {}
    }
}

/// Applies the schemas of a list each to its element, and what holds behind the list to the others.
fn items<'a>(run: &mut Run<'a>, site: Site<'a>, value: At) {
    let rest = site.rule.first + site.rule.count.saturating_sub(1);
    let mut listed = site.rule.first..rest;
    for element in run.nodes.children(value) {
        let schema = listed.next().unwrap_or(rest);
        if run.dictionary.schema(schema).node != ABSENT {
            run.schema(schema, element);
        } else if site.rule.number == 1 {
            run.report(site, value, element);
        }
    }
}

fn contains<'a>(run: &mut Run<'a>, site: Site<'a>, value: At) {
    let mut may_fit = false;
    for element in run.nodes.children(value) {
        match run.outcome(site.rule.first, element) {
            Outcome::Fits => return,
            outcome => may_fit |= outcome == Outcome::MayFit,
        }
    }
    run.unsure |= may_fit;
    if !may_fit {
        run.report(site, value, value);
    }
}

fn unique<'a>(run: &mut Run<'a>, site: Site<'a>, of: At) {
    let nodes = run.nodes;
    let mut values = Vec::new();
    for child in nodes.children(of) {
        values.push(nodes.content(child));
    }
    sort(&mut values, &|a, b| order::compare(nodes, a, b));
    if values.windows(2).any(|pair| matches!(*pair, [a, b] if order::compare(nodes, a, b).is_eq())) {
        run.report(site, of, of);
    }
}
