//! The keywords that apply schemas to the same value.

use super::members::new_state;
use super::schema::{Check, SchemaId};
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
    match &site.rule.check {
        Check::Reference(schema) => run.schema(*schema, value),
        Check::All(schemas) => schemas.iter().for_each(|schema| run.schema(*schema, value)),
        Check::Any(schemas) => any(run, site, schemas, value),
        Check::One { schemas, text } => one(run, site, schemas, text, value),
        Check::Not { schema, text } => not(run, site, *schema, text, value),
        Check::If { condition, then, otherwise } => {
            let count = run.count();
            let outcome = attempt(run, *condition, value);
            run.forget(count);
            let branch = match outcome {
                Outcome::Fits => *then,
                Outcome::Fails => *otherwise,
                Outcome::MayFit => {
                    run.unsure |= then.is_some() || otherwise.is_some();
                    None
                }
            };
            if let Some(schema) = branch {
                run.schema(schema, value);
            }
        }
        _ => {}
    }
}

/// Applies a schema. Its violations stay; what it was unsure of is in the outcome.
fn attempt(run: &mut Run<'_>, schema: SchemaId, value: &Value) -> Outcome {
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

fn any<'a>(run: &mut Run<'a>, site: Site<'a>, schemas: &[SchemaId], value: &Value) {
    let count = run.count();
    let mut may_fit = false;
    for schema in schemas {
        if let Some(expected) = lacks_type(run, *schema, value) {
            run.report(site, &[": should be valid to any of the schemas ", expected]);
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

/// The one type that a branch asks for, if the value is of another.
fn lacks_type(run: &Run<'_>, schema: SchemaId, value: &Value) -> Option<&'static str> {
    run.rules(schema).iter().find_map(|rule| match &rule.check {
        Check::Type(types) if rule.keyword == "type" && !types.is_list && !types.fit(value) => {
            types.kinds.first().map(|kind| kind.name())
        }
        _ => None,
    })
}

fn one<'a>(run: &mut Run<'a>, site: Site<'a>, schemas: &[SchemaId], text: &str, value: &Value) {
    let state = run.branches.get_or_insert_with(new_state).clone();
    state.in_branch.set(true);
    let count = run.count();
    let (mut fitting, mut may_fit) = (0_usize, 0_usize);
    for schema in schemas {
        state.matched.set(true);
        match attempt(run, *schema, value) {
            Outcome::Fits => fitting += usize::from(state.matched.get()),
            Outcome::MayFit => may_fit += 1,
            Outcome::Fails => {}
        }
    }
    run.branches = None;
    if may_fit > 0 && fitting < 2 {
        run.unsure = true;
        return run.forget(count);
    }
    if fitting > 0 {
        run.forget(count);
    }
    if fitting > 1 {
        run.report(
            site,
            &[": should be valid to one and only one of the schemas but more than one schemas {", text, "} are valid "],
        );
    }
}

fn not<'a>(run: &mut Run<'a>, site: Site<'a>, schema: SchemaId, text: &str, value: &Value) {
    let count = run.count();
    let outcome = attempt(run, schema, value);
    run.forget(count);
    match outcome {
        Outcome::Fits => run.report(site, &[": should not be valid to the schema \"not\" : ", text]),
        Outcome::MayFit => run.unsure = true,
        Outcome::Fails => {}
    }
}
