//! The keywords for the elements of an array.

use super::order;
use super::schema::{Check, Rest, SchemaId};
use super::validate::{Run, Site};
use crate::json::Value;

pub(super) fn apply<'a>(run: &mut Run<'a>, site: Site<'a>, value: &Value) {
    match (&site.rule.check, value) {
        (Check::Items(schema), Value::Array(elements)) => {
            for (position, element) in elements.iter().enumerate() {
                at(run, position, *schema, element);
            }
        }
        (Check::Tuple { items, rest }, Value::Array(elements)) => tuple(run, site, (items, *rest), elements),
        (Check::Contains { schema, text }, Value::Array(elements)) => {
            if !contains(run, *schema, elements) {
                run.report(site, &[": does not contain an element that passes these validations: ", text]);
            }
        }
        (Check::Unique, Value::Array(elements)) => unique(run, site, &elements.iter().collect::<Vec<_>>()),
        // The server looks at the values of an object as well.
        (Check::Unique, Value::Object(object)) => {
            unique(run, site, &object.iter().map(|(_, member)| member).collect::<Vec<_>>());
        }
        _ => {}
    }
}

fn at(run: &mut Run<'_>, position: usize, schema: SchemaId, element: &Value) {
    if !run.is_stopped() {
        run.inside(&["[", &position.to_string(), "]"], schema, element);
    }
}

fn tuple<'a>(run: &mut Run<'a>, site: Site<'a>, (items, rest): (&[SchemaId], Rest), elements: &[Value]) {
    for (position, element) in elements.iter().enumerate() {
        match (items.get(position), rest) {
            (Some(schema), _) => at(run, position, *schema, element),
            (None, Rest::Schema(schema)) => at(run, position, schema, element),
            (None, Rest::Refused) => {
                run.report(site, &["[", &position.to_string(), "]: no validator found at this index"]);
            }
            (None, Rest::Allowed) => {}
        }
    }
}

/// Whether an element fits, or may fit.
fn contains(run: &mut Run<'_>, schema: SchemaId, elements: &[Value]) -> bool {
    let (count, was_unsure) = (run.count(), run.unsure);
    let mut may_fit = false;
    for (position, element) in elements.iter().enumerate() {
        run.unsure = false;
        at(run, position, schema, element);
        let fits = run.count() == count;
        run.forget(count);
        if fits && !run.unsure {
            run.unsure = was_unsure;
            return true;
        }
        may_fit |= fits;
    }
    run.unsure = was_unsure || may_fit;
    may_fit
}

fn unique<'a>(run: &mut Run<'a>, site: Site<'a>, elements: &[&Value]) {
    let at = |place: u32| elements.get(place as usize).copied().unwrap_or(&Value::Null);
    let sorted = order::sorted(elements.len(), &|a, b| order::compare(at(a), at(b)));
    if sorted.windows(2).any(|pair| matches!(*pair, [a, b] if order::compare(at(a), at(b)).is_eq())) {
        run.report(site, &[": the items in the array must be unique"]);
    }
}
