//! The server's messages, in the form that its library gives them (networknt json-schema-validator 1.0.48).

use super::Dictionary;
use super::error::Violation;
use super::keyword::Keyword;
use super::number;
use super::order::Visit;
use super::text;
use super::validate::Finding;
use super::{format, rule};
use crate::json::{Kind, Node, Step, decimal};

/// What is told of a finding.
pub(super) fn violation(dictionary: &Dictionary, finding: Finding, params: Node, visit: Visit) -> Violation {
    let Finding { site, value, detail } = finding;
    let keyword = site.rule.keyword;
    let (before, behind) = keyword.message();
    let in_params = |inner| path("$", params, inner, [".", "[", "]"]);
    let mut path = in_params(value);
    let mut message = match keyword {
        Keyword::False => String::new(),
        Keyword::PropertyNames => {
            if detail.kind() == Kind::Boolean {
                path.push('.');
                text::write_json(value, visit, &mut path);
            }
            ["Property name ", &path].concat()
        }
        Keyword::AdditionalProperties | Keyword::Items => in_params(detail),
        _ => path.clone(),
    };
    message.push_str(before);
    particular(dictionary, finding, &mut message);
    message.push_str(behind);
    let mut schema_path = dictionary.pointer(site.schema);
    schema_path.push('/');
    schema_path.push_str(keyword.name());
    Violation { path, keyword: keyword.name(), message, schema_path }
}

/// Where a value stands in another one.
pub(super) fn path(start: &str, outer: Node, inner: Node, [before_name, before, behind]: [&str; 3]) -> String {
    let mut path = start.to_owned();
    outer.steps_to(inner, &mut |step| {
        let place;
        let parts = match step {
            Step::Name(name) => [before_name, name, ""],
            Step::Element(element) => {
                place = decimal(element);
                [before, &place, behind]
            }
        };
        for part in parts {
            path.push_str(part);
        }
    });
    path
}

/// Appends what is particular in a message.
fn particular(dictionary: &Dictionary, Finding { site, value, detail }: Finding, out: &mut String) {
    let rule = site.rule;
    let own = dictionary.node(rule.value);
    match rule.keyword {
        Keyword::Type | Keyword::UnionType => {
            out.push_str(rule::TYPES.get(value.kind() as usize).unwrap_or(&""));
            out.push_str(" found, ");
            rule::push_expected(own, out);
        }
        Keyword::AnyOf => rule::push_expected(detail, out),
        Keyword::Required | Keyword::NotAllowed => text::push_bare(detail, out),
        Keyword::PropertyNames => out.push_str(detail.text()),
        Keyword::Enum => push_enumeration(own, rule.number == 1, out),
        Keyword::MultipleOf => number::push_java(own.text(), out),
        Keyword::Dependencies => push_dependencies(own, out),
        Keyword::Not | Keyword::Contains => text::write_json(own, Visit::Written, out),
        Keyword::OneOf => {
            for schema in own.nodes() {
                text::write_json(schema, Visit::Written, out);
            }
        }
        Keyword::Format => format::push_message(own.text(), value.text(), out),
        Keyword::Const
        | Keyword::Pattern
        | Keyword::Minimum
        | Keyword::Maximum
        | Keyword::ExclusiveMinimum
        | Keyword::ExclusiveMaximum => text::push_bare(own, out),
        Keyword::UniqueItems | Keyword::False | Keyword::AdditionalProperties | Keyword::Items => {}
        _ => out.push_str(&number::signed(rule.number)),
    }
}

fn push_enumeration(values: Node, and_null: bool, out: &mut String) {
    if values.kind() != Kind::Array {
        return out.push_str("[none]");
    }
    let mut separator = "[";
    text::push_elements(values, &mut separator, out);
    if and_null {
        out.push_str(separator);
        out.push_str("null");
        separator = "";
    }
    out.push_str(if separator == "[" { "[]" } else { "]" });
}

/// The lists of names as Java prints a map: `{a=[b, c]}`.
fn push_dependencies(own: Node, out: &mut String) {
    let mut separator = "{";
    for name in Visit::Hashed.children(own) {
        if name.value().kind() == Kind::Array {
            for part in [separator, name.text(), "="] {
                out.push_str(part);
            }
            push_enumeration(name.value(), false, out);
            separator = ", ";
        }
    }
    out.push_str(if separator == "{" { "{}" } else { "}" });
}
