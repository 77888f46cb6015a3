//! The keywords for the members of an object.

use super::keyword::Keyword;
use super::schema::NONE;
use super::text;
use super::validate::{Branch, Run, Site};
use crate::json::{Kind, Node};

pub(super) fn apply<'a>(run: &mut Run<'a>, site: Site<'a>, object: Node<'a>) {
    if object.kind() != Kind::Object {
        return;
    }
    let own = run.dictionary.node(site.rule.value);
    match site.rule.keyword {
        Keyword::Properties => properties(run, site, object),
        Keyword::Required | Keyword::NotAllowed => listed(run, site, object),
        Keyword::PropertyNames if own.kind() == Kind::Boolean => {
            if !object.children().is_empty() {
                run.report(site, object, own);
            }
        }
        Keyword::PropertyNames => property_names(run, site, object),
        // Most params are in order, which is told without putting them into the server's.
        Keyword::AdditionalProperties if are_named(own, object) => {}
        _ => {
            for name in run.visit.children(object) {
                match site.rule.keyword {
                    Keyword::PatternProperties => pattern_properties(run, site, name),
                    Keyword::AdditionalProperties if is_named(own, name) => {}
                    Keyword::AdditionalProperties => additional_property(run, site, object, name),
                    _ => dependency(run, site, object, name),
                }
            }
        }
    }
}

/// `required`, whose names must be there, and `notAllowed`, whose names must not.
fn listed<'a>(run: &mut Run<'a>, site: Site<'a>, object: Node<'a>) {
    for name in run.dictionary.node(site.rule.value).nodes() {
        if object.get(name.text()).exists() == (site.rule.keyword == Keyword::NotAllowed) {
            run.report(site, object, name);
        }
    }
}

/// `properties`, which in the server's validator looks at `required` too, once a listed property is absent: then the
/// missing ones are reported here, or, directly in a branch of `oneOf`, nothing is and the branch does not count.
fn properties<'a>(run: &mut Run<'a>, site: Site<'a>, object: Node<'a>) {
    let state = run.branch_state();
    let count = run.count();
    let mut looked_at_required = false;
    let (names, schemas) = site.rule.halves();
    for (&name, &schema) in names.iter().zip(schemas) {
        let member = object.get(run.dictionary.node(name).text());
        if member.exists() {
            let Branch { in_branch, is_matched } = run.branch(state);
            run.set_branch(state, false, is_matched);
            run.schema(schema, member);
            run.set_branch(state, in_branch, in_branch || run.branch(state).is_matched);
        } else if !looked_at_required {
            looked_at_required = true;
            let before = run.count();
            for rule in run.rules(site.schema).iter().filter(|rule| rule.keyword == Keyword::Required) {
                listed(run, Site { rule, ..site }, object);
            }
            if run.count() > before && run.branch(state).in_branch {
                run.set_branch(state, true, false);
                return run.forget(count);
            }
        }
    }
}

fn pattern_properties<'a>(run: &mut Run<'a>, site: Site<'a>, name: Node<'a>) {
    let (patterns, schemas) = site.rule.halves();
    for (&pattern, &schema) in patterns.iter().zip(schemas) {
        if run.finds(pattern, name.text()) == Some(true) {
            run.schema(schema, name.value());
        }
    }
}

/// The rule has the schema for all that are not named or matched, and behind it the patterns.
fn additional_property<'a>(run: &mut Run<'a>, site: Site<'a>, object: Node<'a>, name: Node<'a>) {
    let mut may_match = false;
    for &pattern in site.rule.ids.iter().skip(1) {
        match run.finds(pattern, name.text()) {
            Some(true) => return,
            found => may_match |= found.is_none(),
        }
    }
    match site.rule.id(0) {
        _ if may_match => {}
        NONE => run.report(site, object, name),
        schema => run.schema(schema, name.value()),
    }
}

/// Whether `additionalProperties` says nothing about a name: the server passes over those with a `#`.
fn is_named(properties: Node, name: Node) -> bool {
    name.text().starts_with('#') || properties.get(name.text()).exists()
}

fn are_named(properties: Node, object: Node) -> bool {
    for name in object.nodes() {
        if !is_named(properties, name) {
            return false;
        }
    }
    true
}

/// The rule has the keywords that the server knows here, each with its limit or pattern.
fn property_names<'a>(run: &mut Run<'a>, site: Site<'a>, object: Node<'a>) {
    let (keywords, limits) = site.rule.halves();
    for (&keyword, &limit) in keywords.iter().zip(limits) {
        let keyword = run.dictionary.node(keyword);
        for name in run.visit.children(object) {
            // In UTF-16 units, unlike the length of a value.
            let length = i32::try_from(text::utf16_length(name.text())).unwrap_or(i32::MAX);
            let fits = match keyword.text() {
                "maxLength" => length <= limit.cast_signed(),
                "minLength" => length >= limit.cast_signed(),
                _ => run.finds(limit, name.text()) != Some(false),
            };
            if !fits {
                run.report(site, name, keyword);
            }
        }
    }
}

/// What a member asks for in turn: other members, or that the whole object fits a schema.
fn dependency<'a>(run: &mut Run<'a>, site: Site<'a>, object: Node<'a>, name: Node<'a>) {
    let wanted = run.dictionary.node(site.rule.value).find(name.text().as_bytes());
    let (names, schemas) = site.rule.halves();
    let schema = names.binary_search(&wanted.at).ok().and_then(|place| schemas.get(place).copied());
    if wanted.value().kind() == Kind::Array {
        for name in wanted.value().nodes() {
            if !object.get(name.text()).exists() {
                run.report(site, object, object);
            }
        }
    } else {
        run.schema(schema.unwrap_or(NONE), object);
    }
}
