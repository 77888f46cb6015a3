//! The keywords for the members of an object.

use super::keyword::Keyword;
use super::order::utf16_length;
use super::validate::{Branch, Run, Site};
use crate::json::{ABSENT, At, Kind, Nodes, value};

pub(super) fn apply<'a>(run: &mut Run<'a>, site: Site<'a>, object: At) {
    let (nodes, own) = (run.nodes, site.rule.value());
    if nodes.kind(object) != Kind::Object {
        return;
    }
    match site.rule.keyword {
        Keyword::Properties => properties(run, site, object),
        Keyword::Required | Keyword::NotAllowed => listed(run, site, object),
        Keyword::PropertyNames if nodes.kind(own) == Kind::Boolean => {
            if nodes.count(object) > 0 {
                run.report(site, object, own);
            }
        }
        Keyword::PropertyNames => property_names(run, site, object),
        // Most params are in order, which is told without putting them into the server's.
        Keyword::AdditionalProperties if !has_additional(run, site, object) => {}
        // An order needs more than one.
        _ if nodes.count(object) == 1 => member(run, site, object, nodes.first(object)),
        _ => {
            for &name in &run.visit.children(nodes, object) {
                member(run, site, object, name);
            }
        }
    }
}

fn member<'a>(run: &mut Run<'a>, site: Site<'a>, object: At, name: At) {
    match site.rule.keyword {
        Keyword::PatternProperties => pattern_properties(run, site, name),
        Keyword::AdditionalProperties => additional_property(run, site, object, name),
        _ => dependency(run, site, object, name),
    }
}

/// Whether an object has a member of the same name.
fn has(nodes: &Nodes, object: At, name: At) -> bool {
    nodes.find_same(object, name) != ABSENT
}

/// `required`, whose names must be there, and `notAllowed`, whose names must not.
fn listed<'a>(run: &mut Run<'a>, site: Site<'a>, object: At) {
    for name in run.nodes.children(site.rule.value()) {
        if has(run.nodes, object, name) == (site.rule.keyword == Keyword::NotAllowed) {
            run.report(site, object, name);
        }
    }
}

/// `properties`, which in the server's validator looks at `required` too, once a listed property is absent: then the
/// missing ones are reported here, or, directly in a branch of `oneOf`, nothing is and the branch does not count.
fn properties<'a>(run: &mut Run<'a>, site: Site<'a>, object: At) {
    let state = run.branch_state();
    let count = run.count();
    let mut looked_at_required = false;
    for &name in run.list(site.rule) {
        let member = value(run.nodes.find_same(object, name));
        if member != ABSENT {
            let Branch { in_branch, is_matched } = run.branch(state);
            run.set_branch(state, false, is_matched);
            run.schema(site.rule.first + run.nodes.place(name), member);
            run.set_branch(state, in_branch, in_branch || run.branch(state).is_matched);
        } else if !looked_at_required {
            looked_at_required = true;
            let before = run.count();
            for rule in run.dictionary.rules(site.schema).filter(|rule| rule.keyword == Keyword::Required) {
                listed(run, Site { rule, ..site }, object);
            }
            if run.count() > before && run.branch(state).in_branch {
                run.set_branch(state, true, false);
                return run.forget(count);
            }
        }
    }
}

fn pattern_properties<'a>(run: &mut Run<'a>, site: Site<'a>, name: At) {
    for (schema, &pattern) in (site.rule.first..).zip(run.list(site.rule)) {
        if run.finds(pattern, run.nodes.text(name)) == Some(true) {
            run.schema(schema, value(name));
        }
    }
}

fn additional_property<'a>(run: &mut Run<'a>, site: Site<'a>, object: At, name: At) {
    if !is_additional(run, site, name) {
        return;
    }
    if site.rule.count > 0 {
        run.schema(site.rule.first, value(name));
    } else {
        run.report(site, object, name);
    }
}

/// Whether a name is neither among the properties nor found by a pattern. The server passes over those with a `#`.
fn is_additional(run: &mut Run, site: Site, name: At) -> bool {
    let text = run.nodes.text(name);
    if text.starts_with('#') || has(run.nodes, site.rule.number.cast_unsigned(), name) {
        return false;
    }
    let mut may_match = false;
    for &pattern in run.list(site.rule) {
        match run.finds(pattern, text) {
            Some(true) => return false,
            found => may_match |= found.is_none(),
        }
    }
    !may_match
}

fn has_additional(run: &mut Run, site: Site, object: At) -> bool {
    let mut name = run.nodes.first(object);
    while name != ABSENT && !is_additional(run, site, name) {
        name = run.nodes.next(name);
    }
    name != ABSENT
}

/// The rule has one schema, whose rules are those that the server knows here.
fn property_names<'a>(run: &mut Run<'a>, site: Site<'a>, object: At) {
    for limit in run.dictionary.rules(site.rule.first) {
        for &name in &run.visit.children(run.nodes, object) {
            let text = run.nodes.text(name);
            // In UTF-16 units, unlike the length of a value.
            let length = i32::try_from(utf16_length(text)).unwrap_or(i32::MAX);
            let fits = match limit.keyword {
                Keyword::MaxLength => length <= limit.number,
                Keyword::MinLength => length >= limit.number,
                _ => run.finds(limit.number.cast_unsigned(), text) != Some(false),
            };
            if !fits {
                run.report(site, name, limit.name);
            }
        }
    }
}

/// What a member asks for in turn: other members, or that the whole object fits a schema.
fn dependency<'a>(run: &mut Run<'a>, site: Site<'a>, object: At, name: At) {
    let nodes = run.nodes;
    let wanted = nodes.find_same(site.rule.value(), name);
    if nodes.kind(value(wanted)) == Kind::Array {
        for name in nodes.children(value(wanted)) {
            if !has(nodes, object, name) {
                run.report(site, object, object);
            }
        }
    } else if wanted != ABSENT {
        run.schema(site.rule.first + nodes.place(wanted), object);
    }
}
