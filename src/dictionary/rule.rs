//! Each keyword's value, and what the server makes of it.

use super::compile::{Compiler, Here};
use super::error::DictionaryError;
use super::keyword::Keyword;
use super::number;
use super::order::{Visit, compare_loosely, is_number};
use super::pattern::Check;
use super::schema::Rule;
use crate::json::{At, Kind, Nodes, sort};

/// The types by their place in [`Kind`]: a set of them has a bit for each.
pub(super) const TYPES: [&str; 7] = ["object", "array", "string", "number", "integer", "boolean", "null"];
const ALL: i32 = 127;

impl Compiler<'_> {
    /// The rule that a keyword sets up under the name that it goes by here.
    pub(super) fn rule(&mut self, keyword: Keyword, name: At, here: &Here) -> Rule {
        let nodes = self.nodes;
        let mut rule = Rule::new(keyword, name);
        let (value, text) = (rule.value(), nodes.text(rule.value()));
        let kind = nodes.kind(value);
        match keyword {
            Keyword::Properties | Keyword::PropertyNames | Keyword::Dependencies | Keyword::PatternProperties
                if kind != Kind::Object =>
            {
                self.without_members(&mut rule);
            }
            Keyword::AdditionalProperties if nodes.is(value, Kind::Boolean, "true") => {
                rule.keyword = Keyword::Annotation;
            }
            Keyword::Properties
            | Keyword::PatternProperties
            | Keyword::PropertyNames
            | Keyword::Dependencies
            | Keyword::AdditionalProperties
            | Keyword::Items
            | Keyword::AllOf
            | Keyword::AnyOf
            | Keyword::OneOf
            | Keyword::Contains
            | Keyword::Not
            | Keyword::If => self.subschemas(&mut rule, here),
            Keyword::Reference => (rule.first, rule.count) = (self.reference(value, here.place), 1),
            Keyword::Pattern if kind == Kind::String => self.text_pattern(&mut rule, text, Check::Part),
            Keyword::Format => self.text_pattern(&mut rule, text, Check::Format),
            Keyword::Unsuitable => {
                let class = "java.lang.UnsupportedOperationException";
                let reason = ["No suitable validator for ", nodes.text(name)].concat();
                self.fail_by(DictionaryError::caused(class, "unsupported_operation_exception", reason));
            }
            // 1 where the server compares integers, cutting off a fraction first.
            Keyword::Minimum | Keyword::Maximum | Keyword::ExclusiveMinimum | Keyword::ExclusiveMaximum => {
                if !is_number(nodes, value) {
                    self.fail(&[nodes.text(name), " value is not a number"]);
                }
                let is_integer = nodes.is(nodes.get(here.object, "type"), Kind::String, "integer");
                rule.number = i32::from(is_integer && kind == Kind::Integer);
            }
            Keyword::Type | Keyword::UnionType => self.types(&mut rule, here),
            Keyword::Enum => self.enumerated(&mut rule, here),
            Keyword::Required | Keyword::NotAllowed | Keyword::Const | Keyword::False => {}
            Keyword::UniqueItems if nodes.is(value, Kind::Boolean, "true") => {}
            Keyword::MultipleOf if is_number(nodes, value) => {}
            Keyword::UniqueItems | Keyword::MultipleOf | Keyword::Pattern => rule.keyword = Keyword::Annotation,
            // The others bound a length or a count.
            _ if kind == Kind::Integer => rule.number = number::integer(text.as_bytes()),
            // To the server, what is no integer bounds nothing, but here, where it is 0.
            Keyword::MaxItems | Keyword::MaxProperties => {}
            _ => rule.keyword = Keyword::Annotation,
        }
        rule
    }

    /// Keywords that should hold an object, and do not.
    fn without_members(&mut self, rule: &mut Rule) {
        if rule.keyword == Keyword::PatternProperties {
            self.fail(&["patternProperties must be an object node"]);
        } else if rule.keyword != Keyword::PropertyNames || !self.nodes.is(rule.value(), Kind::Boolean, "false") {
            rule.keyword = Keyword::Annotation;
        }
    }

    /// `type`: one name, or a list of them. The set is in the rule's number.
    fn types(&mut self, rule: &mut Rule, here: &Here) {
        let (nodes, value) = (self.nodes, rule.value());
        if nodes.kind(value) == Kind::Array {
            for name in nodes.children(value) {
                rule.number |= set_of(nodes, name);
            }
            rule.keyword = Keyword::UnionType;
        } else if rule.keyword == Keyword::UnionType {
            self.fail(&["Expected array for type property on Union Type Definition."]);
        } else {
            rule.number |= set_of(nodes, value);
            // The server takes any value for an object with an `enum` behind a `$ref`.
            let has_enum = nodes.kind(nodes.get(here.object, "enum")) == Kind::Array;
            if nodes.text(value) == "object" && has_enum && here.place.parent_refers {
                rule.number = ALL;
            }
        }
        rule.number |= i32::from(is_nullable(nodes, here.object)) << Kind::Null as i32;
    }

    /// `enum`: its values in order, and 1 if null is one of them in any case.
    fn enumerated(&mut self, rule: &mut Rule, here: &Here) {
        let nodes = self.nodes;
        let is_list = nodes.kind(rule.value()) == Kind::Array;
        let mut values = if is_list { Visit::Written.children(nodes, rule.value()) } else { Vec::new() };
        sort(&mut values, &|a, b| compare_loosely(nodes, a, b));
        rule.list = self.list(&values);
        rule.number = i32::from(is_nullable(nodes, here.object));
    }
}

/// Without the blanks and control characters around it.
pub(super) fn trimmed(text: &str) -> &[u8] {
    let mut text = text.as_bytes();
    while let [..=b' ', rest @ ..] | [rest @ .., ..=b' '] = text {
        text = rest;
    }
    text
}

/// Whether `nullable` beside the keyword is what Jackson takes for true.
pub(super) fn is_nullable(nodes: &Nodes, object: At) -> bool {
    let value = nodes.get(object, "nullable");
    let text = nodes.text(value);
    match nodes.kind(value) {
        Kind::Boolean => text == "true",
        Kind::String => trimmed(text) == b"true",
        Kind::Integer => text != "0",
        _ => false,
    }
}

/// The types of the values that a type's name fits.
fn set_of(nodes: &Nodes, name: At) -> i32 {
    for (known, place) in TYPES.into_iter().zip(0..) {
        if nodes.is(name, Kind::String, known) {
            // An integer is a number.
            return if place == 3 { 3 << 3 } else { 1 << place };
        }
    }
    if nodes.is(name, Kind::String, "any") { ALL } else { 0 }
}

/// Whether a set of types has that of the value.
pub(super) fn has_type(types: i32, nodes: &Nodes, value: At) -> bool {
    types >> nodes.kind(value) as i32 & 1 == 1
}
