//! The keywords for the elements of an array.

use super::keyword::Keyword;
use super::order;
use super::schema::{Id, NONE, Rule};
use super::validate::{Run, Site};
use crate::json::{Value, decimal};

pub(super) fn apply<'a>(run: &mut Run<'a>, site: Site<'a>, value: &Value) {
    let rule = site.rule;
    match (rule.keyword, value) {
        (Keyword::Items, Value::Array(elements)) => items(run, site, elements),
        (Keyword::Contains, Value::Array(elements)) => contains(run, site, elements),
        (Keyword::UniqueItems, Value::Array(elements)) => unique(run, site, &elements.iter().collect::<Vec<_>>()),
        // The server looks at the values of an object as well.
        (Keyword::UniqueItems, Value::Object(object)) => {
            unique(run, site, &object.iter().map(|(_, member)| member).collect::<Vec<_>>());
        }
        _ => {}
    }
}

fn at(run: &mut Run<'_>, position: u32, schema: Id, element: &Value) {
    if !run.is_stopped() {
        run.inside(&["[", &decimal(position), "]"], schema, element);
    }
}

/// Applies the schemas of a list each to its element, and what holds behind the list to the others.
fn items<'a>(run: &mut Run<'a>, site: Site<'a>, elements: &[Value]) {
    let Rule { ids, value, .. } = site.rule;
    let Some((&rest, listed)) = ids.split_first() else { return };
    for (position, element) in (0..).zip(elements) {
        let schema = listed.get(position as usize).copied().unwrap_or(rest);
        if schema != NONE {
            at(run, position, schema, element);
        } else if matches!(value, Value::Bool(false)) {
            run.report(site, &decimal(position));
        }
    }
}

fn contains<'a>(run: &mut Run<'a>, site: Site<'a>, elements: &[Value]) {
    let (count, was_unsure) = (run.count(), run.unsure);
    let mut may_fit = false;
    for (position, element) in (0..).zip(elements) {
        run.unsure = false;
        for schema in &site.rule.ids {
            at(run, position, *schema, element);
        }
        let fits = run.count() == count;
        run.forget(count);
        if fits && !run.unsure {
            run.unsure = was_unsure;
            return;
        }
        may_fit |= fits;
    }
    run.unsure = was_unsure || may_fit;
    if !may_fit {
        run.report(site, &site.rule.text);
    }
}

fn unique<'a>(run: &mut Run<'a>, site: Site<'a>, elements: &[&Value]) {
    let is_repeated = |pair: &[u32]| match *pair {
        [a, b] => order::compare(order::at(elements, a), order::at(elements, b)).is_eq(),
        _ => false,
    };
    if order::sorted_values(elements).windows(2).any(is_repeated) {
        run.report(site, "");
    }
}
