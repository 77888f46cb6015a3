//! The keywords for the elements of an array.

use super::keyword::Keyword;
use super::order;
use super::schema::NONE;
use super::validate::{Outcome, Run, Site};
use crate::json::{Kind, Node, sorted};

pub(super) fn apply<'a>(run: &mut Run<'a>, site: Site<'a>, value: Node<'a>) {
    match (site.rule.keyword, value.kind()) {
        (Keyword::Items, Kind::Array) => items(run, site, value),
        (Keyword::Contains, Kind::Array) => contains(run, site, value),
        // The server looks at the values of an object as well.
        (Keyword::UniqueItems, Kind::Array | Kind::Object) => unique(run, site, value),
        _ => {}
    }
}

/// Applies the schemas of a list each to its element, and what holds behind the list to the others.
fn items<'a>(run: &mut Run<'a>, site: Site<'a>, value: Node<'a>) {
    let mut listed = site.rule.ids.iter().skip(1);
    for element in value.nodes() {
        let schema = listed.next().copied().unwrap_or(site.rule.id(0));
        if schema != NONE {
            run.schema(schema, element);
        } else if site.rule.number == 1 {
            run.report(site, value, element);
        }
    }
}

fn contains<'a>(run: &mut Run<'a>, site: Site<'a>, value: Node<'a>) {
    let mut may_fit = false;
    for element in value.nodes() {
        let count = run.count();
        let outcome = run.attempt(site.rule.id(0), element);
        run.forget(count);
        match outcome {
            Outcome::Fits => return,
            outcome => may_fit |= outcome == Outcome::MayFit,
        }
    }
    run.unsure |= may_fit;
    if !may_fit {
        run.report(site, value, value);
    }
}

fn unique<'a>(run: &mut Run<'a>, site: Site<'a>, value: Node<'a>) {
    let children = value.children();
    let is_object = value.kind() == Kind::Object;
    let at = |place: u32| {
        let child = value.sibling(children.get(place as usize).copied().unwrap_or_default());
        if is_object { child.value() } else { child }
    };
    let sorted = sorted(children.len(), &|a, b| order::compare(at(a), at(b)));
    if sorted.windows(2).any(|pair| matches!(*pair, [a, b] if order::compare(at(a), at(b)).is_eq())) {
        run.report(site, value, value);
    }
}
