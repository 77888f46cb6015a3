//! The keywords for the members of an object.

use std::cell::Cell;
use std::rc::Rc;

use super::order::Names;
use super::pattern::Verdict;
use super::schema::{Check, NameCheck, PatternId, Rest, Schema, SchemaId};
use super::text;
use super::validate::{BranchState, Run, Site};
use crate::json::{Object, Value};

pub(super) fn apply<'a>(run: &mut Run<'a>, site: Site<'a>, value: &Value) {
    let Value::Object(object) = value else { return };
    match &site.rule.check {
        Check::Required(names) => required(run, site, names, object),
        Check::PatternProperties(schemas) => pattern_properties(run, schemas, object),
        Check::AdditionalProperties { named, matched, rest } => {
            additional_properties(run, site, (named, matched, *rest), object);
        }
        Check::PropertyNames(checks) => checks.iter().for_each(|check| property_names(run, site, check, object)),
        Check::NoProperties if !object.is_empty() => {
            let mut path = [&run.path, "."].concat();
            text::write_json(value, run.visit, &mut path);
            report_name(run, site, path, "false");
        }
        Check::NotAllowed(names) => {
            for name in names.iter().filter(|name| object.contains(name)) {
                run.report(site, &[".", name, ": is not allowed but it is in the data"]);
            }
        }
        Check::Dependencies { required, schemas, text } => dependencies(run, site, (required, schemas, text), value),
        _ => {}
    }
}

fn required<'a>(run: &mut Run<'a>, site: Site<'a>, names: &[String], object: &Object) {
    for name in names.iter().filter(|name| !object.contains(name)) {
        run.report(site, &[".", name, ": is missing but it is required"]);
    }
}

/// `properties`, which in the server's validator looks at `required` too, once a listed property is absent: then the
/// missing ones are reported here, or, directly in a branch of `oneOf`, nothing is and the branch does not count.
pub(super) fn properties<'a>(
    run: &mut Run<'a>,
    schema: &'a Schema,
    id: SchemaId,
    properties: &'a [(String, SchemaId)],
    value: &Value,
) {
    let state = run.branches.get_or_insert_with(new_state).clone();
    let count = run.count();
    let mut looked_at_required = false;
    for (name, property) in properties {
        if let Some(member) = value.get(name) {
            let in_branch = state.in_branch.replace(false);
            run.inside(&[".", name], *property, member);
            state.in_branch.set(in_branch);
            if in_branch {
                state.matched.set(true);
            }
        } else if !looked_at_required {
            looked_at_required = true;
            let before = run.count();
            for rule in schema.rules.iter().filter(|rule| matches!(rule.check, Check::Required(_))) {
                apply(run, Site { schema: id, rule }, value);
            }
            if run.count() > before && state.in_branch.get() {
                state.matched.set(false);
                return run.forget(count);
            }
        }
    }
}

/// The state of a part that stands in no branch.
pub(super) fn new_state() -> Rc<BranchState> {
    Rc::new(BranchState { in_branch: Cell::new(false), matched: Cell::new(true) })
}

fn pattern_properties(run: &mut Run<'_>, schemas: &[(PatternId, SchemaId)], object: &Object) {
    for (name, member) in run.visit.members(object) {
        for (pattern, schema) in schemas {
            match run.pattern(*pattern, name) {
                Verdict::Fits => run.inside(&[".", name], *schema, member),
                verdict => {
                    run.settle(verdict);
                }
            }
        }
    }
}

fn additional_properties<'a>(
    run: &mut Run<'a>,
    site: Site<'a>,
    (named, matched, rest): (&Names, &[PatternId], Rest),
    object: &Object,
) {
    for (name, member) in run.visit.members(object) {
        if name.starts_with('#') || named.contains(name) || is_matched(run, matched, name) {
            continue;
        }
        match rest {
            Rest::Schema(schema) => run.inside(&[".", name], schema, member),
            _ => run.report(
                site,
                &[".", name, ": is not defined in the schema and the schema does not allow additional properties"],
            ),
        }
    }
}

/// Whether a name is, or may be, one of `patternProperties`.
fn is_matched(run: &mut Run<'_>, patterns: &[PatternId], name: &str) -> bool {
    let mut may_match = false;
    for pattern in patterns {
        match run.pattern(*pattern, name) {
            Verdict::Fits => return true,
            verdict => may_match |= run.settle(verdict),
        }
    }
    may_match
}

fn property_names<'a>(run: &mut Run<'a>, site: Site<'a>, check: &NameCheck, object: &Object) {
    let length = |name: &str| i32::try_from(name.encode_utf16().count()).unwrap_or(i32::MAX);
    for (name, _) in run.visit.members(object) {
        let (fits, keyword) = match check {
            NameCheck::MaxLength(limit) => (length(name) <= *limit, "maxLength"),
            NameCheck::MinLength(limit) => (length(name) >= *limit, "minLength"),
            NameCheck::Pattern(pattern) => {
                let verdict = run.pattern(*pattern, name);
                (run.settle(verdict), "pattern")
            }
        };
        if !fits {
            let path = [&run.path, ".", name].concat();
            report_name(run, site, path, keyword);
        }
    }
}

fn report_name<'a>(run: &mut Run<'a>, site: Site<'a>, path: String, keyword: &str) {
    let message = ["Property name ", &path, " is not valid for validation: ", keyword].concat();
    run.report_at(site, path, message);
}

/// What is listed under each name, sorted by name.
type Listed<'a, T> = &'a [(String, T)];

fn dependencies<'a>(
    run: &mut Run<'a>,
    site: Site<'a>,
    (required, schemas, text): (Listed<'a, Vec<String>>, Listed<'a, SchemaId>, &str),
    value: &Value,
) {
    let Value::Object(object) = value else { return };
    for (name, _) in run.visit.members(object) {
        if let Some(names) = listed(required, name)
            && names.iter().any(|name| !object.contains(name))
        {
            run.report(site, &[": has an error with dependencies ", text]);
        }
        if let Some(schema) = listed(schemas, name) {
            run.schema(*schema, value);
        }
    }
}

fn listed<'a, T>(listed: Listed<'a, T>, name: &str) -> Option<&'a T> {
    let place = listed.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()?;
    listed.get(place).map(|(_, value)| value)
}
