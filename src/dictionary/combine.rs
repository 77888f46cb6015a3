//! The keywords that apply schemas to the same value.

use super::keyword::Keyword;
use super::rule::has_type;
use super::validate::{Outcome, Run, Site};
use crate::json::At;

pub(super) fn apply<'a>(run: &mut Run<'a>, site: Site<'a>, value: At) {
    match site.rule.keyword {
        Keyword::AnyOf => any(run, site, value),
        Keyword::OneOf => one(run, site, value),
        Keyword::Not => not(run, site, value),
        Keyword::If => conditional(run, site, value),
        _ => site.rule.schemas().for_each(|schema| run.schema(schema, value)),
    }
}

fn conditional<'a>(run: &mut Run<'a>, site: Site<'a>, value: At) {
    match run.outcome(site.rule.first, value) {
        Outcome::Fits => run.schema(site.rule.first + 1, value),
        Outcome::Fails => run.schema(site.rule.first + 2, value),
        Outcome::MayFit => run.unsure = true,
    }
}

fn any<'a>(run: &mut Run<'a>, site: Site<'a>, value: At) {
    let count = run.count();
    let mut may_fit = false;
    for schema in site.rule.schemas() {
        let mut types = run.dictionary.rules(schema).filter(|rule| rule.keyword == Keyword::Type);
        if let Some(lacked) = types.find(|rule| !has_type(rule.number, run.nodes, value)) {
            // Of a branch that asks for one type, the server says no more than that.
            run.report(site, value, lacked.value());
            continue;
        }
        match run.attempt(schema, value) {
            Outcome::Fits => return run.forget(count),
            outcome => may_fit |= outcome == Outcome::MayFit,
        }
    }
    if may_fit {
        run.unsure = true;
        run.forget(count);
    }
}

fn one<'a>(run: &mut Run<'a>, site: Site<'a>, value: At) {
    let state = run.branch_state();
    let count = run.count();
    let (mut fitting, mut may_fit) = (0, false);
    for schema in site.rule.schemas() {
        run.set_branch(state, true, true);
        match run.attempt(schema, value) {
            Outcome::Fits => fitting += u32::from(run.branch(state).is_matched),
            outcome => may_fit |= outcome == Outcome::MayFit,
        }
    }
    run.leave_branches();
    if fitting > 0 || may_fit {
        run.forget(count);
    }
    if fitting > 1 {
        run.report(site, value, value);
    } else {
        run.unsure |= may_fit;
    }
}

fn not<'a>(run: &mut Run<'a>, site: Site<'a>, value: At) {
    match run.outcome(site.rule.first, value) {
        Outcome::Fits => run.report(site, value, value),
        Outcome::MayFit => run.unsure = true,
        Outcome::Fails => {}
    }
}
