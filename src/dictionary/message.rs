//! The server's messages, in the form that its library gives them (networknt json-schema-validator 1.0.48).

use super::error::Violation;
use super::keyword::Keyword;
use super::number;
use super::order::Visit;
use super::rule;
use super::schema::Rule;
use super::text;
use super::validate::{Finding, Run};
use crate::json::{ABSENT, At, Kind, Nodes, decimal, value};

/// What is told of a finding in these params.
pub(super) fn violation(run: &Run, finding: Finding, params: At) -> Violation {
    let Finding { site, value, detail } = finding;
    let nodes = run.nodes;
    let keyword = site.rule.keyword;
    let (before, behind) = keyword.message().split_once('@').unwrap_or_default();
    let in_params = |inner| {
        let mut path = String::new();
        push_path(nodes, [params, inner], ["$", ".", "[", "]"], &mut path);
        path
    };
    let mut path = in_params(value);
    let mut message = match keyword {
        Keyword::False => String::new(),
        Keyword::PropertyNames => {
            if nodes.kind(detail) == Kind::Boolean {
                path.push('.');
                text::write_json(nodes, value, run.visit, &mut path);
            }
            ["Property name ", &path].concat()
        }
        Keyword::AdditionalProperties | Keyword::Items => in_params(detail),
        _ => path.clone(),
    };
    message.push_str(before);
    push_particular(run, finding, &mut message);
    message.push_str(behind);
    let mut schema_path = run.dictionary.pointer(nodes, site.schema);
    schema_path.push('/');
    schema_path.push_str(keyword.name());
    Violation { path, keyword: keyword.name(), message, schema_path }
}

/// Appends where a node stands in another one: what stands for that one, before a name, and around a place in an array.
pub(super) fn push_path(nodes: &Nodes, [outer, inner]: [At; 2], signs: [&str; 4], out: &mut String) {
    let [start, before_name, before, behind] = signs;
    let parent = nodes.parent(inner);
    if inner == outer || parent == ABSENT {
        return out.push_str(start);
    }
    push_path(nodes, [outer, parent], signs, out);
    let place;
    let name = if nodes.kind(inner) == Kind::Name { inner } else { inner - 1 };
    let parts = if nodes.kind(parent) == Kind::Object {
        [before_name, nodes.text(name), ""]
    } else {
        place = decimal(nodes.place(inner));
        [before, &place, behind]
    };
    for part in parts {
        out.push_str(part);
    }
}

/// Appends what is particular in a message.
fn push_particular(run: &Run, Finding { site, value, detail }: Finding, out: &mut String) {
    let nodes = run.nodes;
    let (rule, own) = (site.rule, site.rule.value());
    match rule.keyword {
        Keyword::Type | Keyword::UnionType => {
            out.push_str(rule::TYPES.get(nodes.kind(value) as usize).unwrap_or(&""));
            out.push_str(" found, ");
            rule::push_expected(nodes, own, out);
        }
        Keyword::AnyOf => rule::push_expected(nodes, detail, out),
        Keyword::Required | Keyword::NotAllowed => text::push_bare(nodes, detail, out),
        Keyword::PropertyNames => out.push_str(nodes.text(detail)),
        Keyword::Enum => push_enumeration(nodes, own, rule.number == 1, out),
        Keyword::MultipleOf => number::push_java(nodes.text(own), out),
        Keyword::Dependencies => push_dependencies(nodes, own, out),
        Keyword::Not | Keyword::Contains => text::write_json(nodes, own, Visit::Written, out),
        Keyword::OneOf => {
            for schema in nodes.children(own) {
                text::write_json(nodes, schema, Visit::Written, out);
            }
        }
        Keyword::Format => push_format(run, rule, nodes.text(value), out),
        Keyword::Const
        | Keyword::Pattern
        | Keyword::Minimum
        | Keyword::Maximum
        | Keyword::ExclusiveMinimum
        | Keyword::ExclusiveMaximum => text::push_bare(nodes, own, out),
        Keyword::UniqueItems | Keyword::False | Keyword::AdditionalProperties | Keyword::Items => {}
        _ => out.push_str(&number::signed(rule.number)),
    }
}

/// What is said of a text that is not of a format.
fn push_format(run: &Run, rule: &Rule, text: &str, out: &mut String) {
    let (name, source) = (run.nodes.text(rule.value()), run.source(rule));
    let parts = match name {
        // The server swaps the value and the name of the format.
        "email" => ["does not match the ", text, " pattern ", name],
        "date" | "date-time" | "uuid" => ["", text, " is an invalid ", name],
        _ => ["does not match the ", name, " pattern ", &source],
    };
    for part in parts {
        out.push_str(part);
    }
}

fn push_enumeration(nodes: &Nodes, values: At, and_null: bool, out: &mut String) {
    if nodes.kind(values) != Kind::Array {
        return out.push_str("[none]");
    }
    let mut separator = "[";
    text::push_elements(nodes, values, &mut separator, out);
    if and_null {
        out.push_str(separator);
        out.push_str("null");
        separator = "";
    }
    out.push_str(if separator == "[" { "[]" } else { "]" });
}

/// The lists of names as Java prints a map: `{a=[b, c]}`.
fn push_dependencies(nodes: &Nodes, own: At, out: &mut String) {
    let mut separator = "{";
    for name in Visit::Hashed.children(nodes, own) {
        if nodes.kind(value(name)) == Kind::Array {
            for part in [separator, nodes.text(name), "="] {
                out.push_str(part);
            }
            push_enumeration(nodes, value(name), false, out);
            separator = ", ";
        }
    }
    out.push_str(if separator == "{" { "{}" } else { "}" });
}
