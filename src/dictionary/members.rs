//! The keywords for the members of an object.

use super::keyword::Keyword;
use super::pattern::Verdict;
use super::schema::{NONE, Rule};
use super::text;
use super::validate::{Run, Site};
use crate::json::{Object, Value};

pub(super) fn apply<'a>(run: &mut Run<'a>, site: Site<'a>, value: &Value) {
    let Value::Object(object) = value else { return };
    let rule = site.rule;
    match rule.keyword {
        Keyword::Properties => properties(run, site, object),
        Keyword::Required | Keyword::NotAllowed => listed(run, site, object),
        Keyword::PropertyNames if matches!(rule.value, Value::Bool(false)) => {
            if !object.is_empty() {
                let mut name = String::new();
                text::write_json(value, run.visit, &mut name);
                report_name(run, site, &name, "false");
            }
        }
        Keyword::PropertyNames => property_names(run, site, object),
        // Most params are in order, which is told without putting them into the server's.
        Keyword::AdditionalProperties if object.iter().all(|(name, _)| is_named(rule, name)) => {}
        _ => {
            for (name, member) in run.visit.members(object) {
                match rule.keyword {
                    Keyword::PatternProperties => pattern_properties(run, rule, name, member),
                    Keyword::AdditionalProperties => additional_property(run, site, name, member),
                    _ => dependency(run, site, name, value, object),
                }
            }
        }
    }
}

/// `required`, whose names must be there, and `notAllowed`, whose names must not.
fn listed<'a>(run: &mut Run<'a>, site: Site<'a>, object: &Object) {
    for name in &site.rule.names {
        if object.contains(name) == (site.rule.keyword == Keyword::NotAllowed) {
            run.report(site, name);
        }
    }
}

/// `properties`, which in the server's validator looks at `required` too, once a listed property is absent: then the
/// missing ones are reported here, or, directly in a branch of `oneOf`, nothing is and the branch does not count.
fn properties<'a>(run: &mut Run<'a>, site: Site<'a>, object: &Object) {
    let state = run.branch_state();
    let count = run.count();
    let mut looked_at_required = false;
    for (name, schema) in site.rule.names.iter().zip(&site.rule.ids) {
        if let Some(member) = object.get(name) {
            let in_branch = state.in_branch.replace(false);
            run.member(name, *schema, member);
            state.in_branch.set(in_branch);
            state.matched.set(state.matched.get() || in_branch);
        } else if !looked_at_required {
            looked_at_required = true;
            let before = run.count();
            for rule in run.rules(site.schema).iter().filter(|rule| rule.keyword == Keyword::Required) {
                listed(run, Site { rule, ..site }, object);
            }
            if run.count() > before && state.in_branch.get() {
                state.matched.set(false);
                return run.forget(count);
            }
        }
    }
}

/// The rule has the patterns, each with its schema behind it.
fn pattern_properties(run: &mut Run<'_>, rule: &Rule, name: &str, member: &Value) {
    for place in (0..rule.ids.len()).step_by(2) {
        let verdict = run.pattern(rule, place, name);
        if verdict == Verdict::Fits {
            run.member(name, rule.ids.get(place + 1).copied().unwrap_or(NONE), member);
        } else {
            run.settle(verdict);
        }
    }
}

/// The rule has the schema for all that are not named or matched, and behind it the patterns.
fn additional_property<'a>(run: &mut Run<'a>, site: Site<'a>, name: &str, member: &Value) {
    let rule = site.rule;
    if is_named(rule, name) {
        return;
    }
    let mut may_match = false;
    for place in 1..rule.ids.len() {
        let verdict = run.pattern(rule, place, name);
        if verdict == Verdict::Fits {
            return;
        }
        may_match |= run.settle(verdict);
    }
    match rule.ids.first() {
        _ if may_match => {}
        Some(&NONE) => run.report(site, name),
        Some(schema) => run.member(name, *schema, member),
        None => {}
    }
}

/// Whether `additionalProperties` says nothing about a name: the server passes over those with a `#`.
fn is_named(rule: &Rule, name: &str) -> bool {
    name.starts_with('#') || rule.names.binary_search_by(|known| known.as_str().cmp(name)).is_ok()
}

/// The rule has the keywords that the server knows here, each with its limit or pattern.
fn property_names<'a>(run: &mut Run<'a>, site: Site<'a>, object: &Object) {
    for (place, (keyword, limit)) in site.rule.names.iter().zip(&site.rule.ids).enumerate() {
        for (name, _) in run.visit.members(object) {
            // In UTF-16 units, unlike the length of a value.
            let length = i32::try_from(name.encode_utf16().count()).unwrap_or(i32::MAX);
            let fits = match keyword.as_str() {
                "maxLength" => length <= limit.cast_signed(),
                "minLength" => length >= limit.cast_signed(),
                _ => {
                    let verdict = run.pattern(site.rule, place, name);
                    run.settle(verdict)
                }
            };
            if !fits {
                report_name(run, site, name, keyword);
            }
        }
    }
}

fn report_name<'a>(run: &mut Run<'a>, site: Site<'a>, name: &str, keyword: &str) {
    let path = [&run.path, ".", name].concat();
    let message = ["Property name ", &path, " is not valid for validation: ", keyword].concat();
    run.report_at(site, path, message);
}

/// What a member asks for in turn: other members, or that the whole object fits a schema.
fn dependency<'a>(run: &mut Run<'a>, site: Site<'a>, name: &str, value: &Value, object: &Object) {
    let wanted = site.rule.value.get(name);
    match wanted {
        Some(Value::Array(names)) if names.iter().any(|name| !object.contains(&text::bare(name))) => {
            run.report(site, &site.rule.text);
        }
        Some(Value::Number(schema)) => run.schema(super::compile::number_of(schema), value),
        _ => {}
    }
}
