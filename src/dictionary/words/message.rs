//! The server's messages, in the form that its library gives them (networknt json-schema-validator 1.0.48).

use std::sync::LazyLock;

use super::super::keyword::Keyword;
use super::super::order::Visit;
use super::super::refusal::Finding;
use super::super::schema::Id;
use super::super::validate::Run;
use super::super::{format, rule};
use super::{Violation, text};
use crate::json::{ABSENT, At, Kind, Nodes, Value, decimal, read, value};

/// What is told of a finding in these params.
pub(super) fn violation(run: &Run, finding: Finding, params: At) -> Violation {
    let Finding { site, value, detail } = finding;
    let nodes = run.nodes;
    let keyword = site.rule.keyword;
    let name = if site.rule.name == ABSENT { "false" } else { nodes.text(site.rule.name) };
    let (before, behind) = template(keyword, name).split_once('@').unwrap_or_default();
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
    push_particular(nodes, finding, &mut message);
    message.push_str(behind);
    let mut schema_path = pointer(run, site.schema);
    schema_path.push('/');
    schema_path.push_str(name);
    Violation { path, keyword: name.to_owned(), message, schema_path }
}

/// What a message says behind the path. `@` is where it tells what is particular.
fn template(keyword: Keyword, name: &str) -> &'static str {
    static TEMPLATES: LazyLock<Value> = LazyLock::new(|| read(include_str!("messages.json")).unwrap_or_default());
    let name = if keyword == Keyword::UnionType { "unionType" } else { name };
    TEMPLATES.get(name).and_then(Value::as_str).unwrap_or("@")
}

/// Where a schema stands in the dictionary, as the server counts: from the last `$ref` on.
fn pointer(run: &Run, schema: Id) -> String {
    let base = run.dictionary.base(schema);
    let mut pointer = String::new();
    let reference = run.nodes.text(base.reference);
    let start = if reference.is_empty() { "#" } else { reference };
    push_path(run.nodes, [base.node, run.dictionary.schema(schema).node], [start, "/", "/", ""], &mut pointer);
    pointer
}

/// Appends where a node stands in another one: what stands for that one, before a name, and around a place in an array.
fn push_path(nodes: &Nodes, [outer, inner]: [At; 2], signs: [&str; 4], out: &mut String) {
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
fn push_particular(nodes: &Nodes, Finding { site, value, detail }: Finding, out: &mut String) {
    let (rule, own) = (site.rule, site.rule.value());
    match rule.keyword {
        Keyword::Type | Keyword::UnionType => {
            out.push_str(rule::TYPES.get(nodes.kind(value) as usize).unwrap_or(&""));
            out.push_str(" found, ");
            push_expected(nodes, own, out);
        }
        Keyword::AnyOf => push_expected(nodes, detail, out),
        Keyword::Required | Keyword::NotAllowed => text::push_bare(nodes, detail, out),
        Keyword::PropertyNames => out.push_str(nodes.text(detail)),
        Keyword::Enum => push_enumeration(nodes, own, rule.number == 1, out),
        Keyword::MultipleOf => out.push_str(&text::java_double(nodes.text(own))),
        Keyword::Dependencies => push_dependencies(nodes, own, out),
        Keyword::Not | Keyword::Contains => text::write_json(nodes, own, Visit::Written, out),
        Keyword::OneOf => {
            for schema in nodes.children(own) {
                text::write_json(nodes, schema, Visit::Written, out);
            }
        }
        Keyword::Format => push_format(nodes.text(own), nodes.text(value), out),
        Keyword::Const
        | Keyword::Pattern
        | Keyword::Minimum
        | Keyword::Maximum
        | Keyword::ExclusiveMinimum
        | Keyword::ExclusiveMaximum => text::push_bare(nodes, own, out),
        Keyword::UniqueItems | Keyword::False | Keyword::AdditionalProperties | Keyword::Items => {}
        _ => out.push_str(&rule.number.to_string()),
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

/// Appends what a message says of the types that `type` names.
fn push_expected(nodes: &Nodes, value: At, out: &mut String) {
    if nodes.kind(value) != Kind::Array {
        return out.push_str(type_name(nodes, value));
    }
    let mut separator = "but [";
    for name in nodes.children(value) {
        out.push_str(separator);
        out.push_str(type_name(nodes, name));
        separator = ", ";
    }
    out.push_str(if separator == ", " { "]" } else { "but []" });
}

/// A type as messages have it.
fn type_name<'a>(nodes: &Nodes<'a>, name: At) -> &'a str {
    let text = nodes.text(name);
    let is_known = nodes.kind(name) == Kind::String && (text == "any" || rule::TYPES.contains(&text));
    if is_known { text } else { "unknown" }
}

/// Appends what a message says of a text that is not of a format.
fn push_format(name: &str, text: &str, out: &mut String) {
    let parts = match name {
        // The server swaps the value and the name of the format.
        "email" => ["does not match the ", text, " pattern ", name],
        "date" | "date-time" | "uuid" => ["", text, " is an invalid ", name],
        _ => ["does not match the ", name, " pattern ", format::pattern(name).unwrap_or_default()],
    };
    out.push_str(&parts.concat());
}

/// Whether the dictionary has an error code of its own for a keyword, which makes the server's message `null`.
pub(super) fn is_coded(run: &Run, finding: &Finding) -> bool {
    let (nodes, rule) = (run.nodes, finding.site.rule);
    let name = match (rule.keyword, nodes.text(rule.value())) {
        (Keyword::AnyOf | Keyword::Const | Keyword::False | Keyword::OneOf, _)
        | (Keyword::PropertyNames | Keyword::UnionType, _) => return false,
        (Keyword::Format, "date" | "date-time") => "date-time",
        (Keyword::Format, "uuid") => "uuid",
        _ => nodes.text(rule.name),
    };
    let code = nodes.get(nodes.parent(rule.name), &[name, "ErrorCode"].concat());
    nodes.kind(code) == Kind::String && !rule::trimmed(nodes.text(code)).is_empty()
}
