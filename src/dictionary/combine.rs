//! The keywords that apply schemas to the same value.

use super::keyword::Keyword;
use super::rule::has_type;
use super::schema::Id;
use super::validate::{Run, Site};
use crate::json::Value;

/// What became of a schema that was tried.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Fits,
    /// It fits as far as can be told.
    MayFit,
    Fails,
}

pub(super) fn apply<'a>(run: &mut Run<'a>, site: Site<'a>, value: &Value) {
    let ids = &site.rule.ids;
    match (site.rule.keyword, ids.as_slice()) {
        (Keyword::AnyOf, _) => any(run, site, value),
        (Keyword::OneOf, _) => one(run, site, value),
        (Keyword::Not, [schema]) => not(run, site, *schema, value),
        (Keyword::If, &[condition, then, otherwise]) => conditional(run, condition, (then, otherwise), value),
        _ => ids.iter().for_each(|schema| run.schema(*schema, value)),
    }
}

/// Applies a schema. Its violations stay; what it was unsure of is in the outcome.
fn attempt(run: &mut Run<'_>, schema: Id, value: &Value) -> Outcome {
    let (count, was_unsure) = (run.count(), run.unsure);
    run.unsure = false;
    run.schema(schema, value);
    let is_unsure = std::mem::replace(&mut run.unsure, was_unsure);
    match (run.count() > count, is_unsure) {
        (true, _) => Outcome::Fails,
        (false, true) => Outcome::MayFit,
        (false, false) => Outcome::Fits,
    }
}

fn conditional(run: &mut Run<'_>, condition: Id, (then, otherwise): (Id, Id), value: &Value) {
    let count = run.count();
    let outcome = attempt(run, condition, value);
    run.forget(count);
    match outcome {
        Outcome::Fits => run.schema(then, value),
        Outcome::Fails => run.schema(otherwise, value),
        Outcome::MayFit => run.unsure = true,
    }
}

fn any<'a>(run: &mut Run<'a>, site: Site<'a>, value: &Value) {
    let count = run.count();
    let mut may_fit = false;
    for schema in &site.rule.ids {
        let mut types = run.rules(*schema).iter().filter(|rule| rule.keyword == Keyword::Type);
        if let Some(lacked) = types.find(|rule| !has_type(rule.number, value)) {
            // Of a branch that asks for one type, the server says no more than that.
            run.report(site, lacked.text.as_str());
            continue;
        }
        match attempt(run, *schema, value) {
            Outcome::Fits => return run.forget(count),
            outcome => may_fit |= outcome == Outcome::MayFit,
        }
    }
    if may_fit {
        run.unsure = true;
        run.forget(count);
    }
}

fn one<'a>(run: &mut Run<'a>, site: Site<'a>, value: &Value) {
    let state = run.branch_state();
    state.in_branch.set(true);
    let count = run.count();
    let (mut fitting, mut may_fit) = (0_usize, false);
    for schema in &site.rule.ids {
        state.matched.set(true);
        match attempt(run, *schema, value) {
            Outcome::Fits => fitting += usize::from(state.matched.get()),
            outcome => may_fit |= outcome == Outcome::MayFit,
        }
    }
    run.leave_branches();
    if fitting > 0 || may_fit {
        run.forget(count);
    }
    if fitting > 1 {
        run.report(site, &site.rule.text);
    } else {
        run.unsure |= may_fit;
    }
}

fn not<'a>(run: &mut Run<'a>, site: Site<'a>, schema: Id, value: &Value) {
    let count = run.count();
    let outcome = attempt(run, schema, value);
    run.forget(count);
    match outcome {
        Outcome::Fits => run.report(site, &site.rule.text),
        Outcome::MayFit => run.unsure = true,
        Outcome::Fails => {}
    }
}
