//! The server's messages, in the form that its library gives them (networknt json-schema-validator 1.0.48).

use super::Dictionary;
use super::error::Violation;
use super::keyword::Keyword;
use super::number;
use super::order::Visit;
use super::text::{self, List};
use super::validate::Finding;
use super::{format, rule};
use crate::json::{Kind, Node, Step, decimal};

/// What is told of a finding.
pub(super) fn violation(dictionary: &Dictionary, finding: Finding, params: Node, visit: Visit) -> Violation {
    let Finding { site, value, detail } = finding;
    let keyword = site.rule.keyword;
    let mut path = path("$", params, value, [".", "[", "]"]);
    let message = match keyword {
        Keyword::False => String::from("Boolean schema false is not valid"),
        Keyword::PropertyNames => {
            if detail.kind() == Kind::Boolean {
                path.push('.');
                text::write_json(value, visit, &mut path);
            }
            ["Property name ", &path, " is not valid for validation: ", detail.text()].concat()
        }
        Keyword::AdditionalProperties | Keyword::Items => {
            let inner = self::path("$", params, detail, [".", "[", "]"]);
            [&inner, keyword.message().0].concat()
        }
        _ => {
            let (before, behind) = keyword.message();
            [&path, before, &particular(dictionary, finding), behind].concat()
        }
    };
    let schema_path = [&dictionary.pointer(site.schema), "/", keyword.name()].concat();
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

/// What is particular in a message.
fn particular(dictionary: &Dictionary, Finding { site, value, detail }: Finding) -> String {
    let rule = site.rule;
    let own = dictionary.node(rule.value);
    match rule.keyword {
        Keyword::Type | Keyword::UnionType => {
            let found = rule::TYPES.get(value.kind() as usize).unwrap_or(&"");
            [found, " found, ", &rule::expected(own)].concat()
        }
        Keyword::AnyOf => rule::expected(detail),
        Keyword::Required | Keyword::NotAllowed => text::bare(detail).into_owned(),
        Keyword::Enum => enumeration(own, rule.number == 1),
        Keyword::MultipleOf => number::java_text(own.text()),
        Keyword::Dependencies => dependencies(own),
        Keyword::Not | Keyword::Contains => json(own),
        Keyword::OneOf => {
            let mut schemas = String::new();
            for schema in own.nodes() {
                text::write_json(schema, Visit::Written, &mut schemas);
            }
            schemas
        }
        Keyword::Format => format::message(own.text(), value.text()),
        Keyword::Const
        | Keyword::Pattern
        | Keyword::Minimum
        | Keyword::Maximum
        | Keyword::ExclusiveMinimum
        | Keyword::ExclusiveMaximum => text::bare(own).into_owned(),
        Keyword::UniqueItems => String::new(),
        _ => number::signed(rule.number),
    }
}

fn json(value: Node) -> String {
    let mut text = String::new();
    text::write_json(value, Visit::Written, &mut text);
    text
}

fn enumeration(values: Node, and_null: bool) -> String {
    if values.kind() != Kind::Array {
        return String::from("[none]");
    }
    let mut list = text::listed(values);
    if and_null {
        list.push(&["null"]);
    }
    list.close("]")
}

/// The lists of names as Java prints a map: `{a=[b, c]}`.
fn dependencies(own: Node) -> String {
    let mut map = List::open("{");
    for name in Visit::Hashed.children(own) {
        if name.value().kind() == Kind::Array {
            map.push(&[name.text(), "=", &text::listed(name.value()).close("]")]);
        }
    }
    map.close("}")
}
