//! Each keyword's value, and what the server makes of it.

use super::compile::{Compiler, Here};
use super::error::DictionaryError;
use super::format;
use super::keyword::Keyword;
use super::number;
use super::order;
use super::pattern::Extent;
use super::schema::Rule;
use crate::json::{Kind, Node, sorted};

/// The types by their place in [`Kind`]: a set of them has a bit for each.
pub(super) const TYPES: [&str; 7] = ["object", "array", "string", "number", "integer", "boolean", "null"];
const ALL: i32 = 127;

impl<'a> Compiler<'a, '_> {
    /// The rule that a keyword sets up under the name that it goes by here.
    pub(super) fn rule(&mut self, keyword: Keyword, name: Node<'a>, here: &Here<'a, '_>) -> Rule {
        let value = name.value();
        let mut rule = Rule::new(keyword, value.at);
        let kind = value.kind();
        match keyword {
            Keyword::Properties | Keyword::PatternProperties | Keyword::PropertyNames | Keyword::Dependencies => {
                self.members(&mut rule, name, here);
            }
            Keyword::AdditionalProperties => self.additional_properties(&mut rule, value, here),
            Keyword::Items => self.items(&mut rule, value, here),
            Keyword::AllOf | Keyword::AnyOf | Keyword::OneOf => self.list(&mut rule, value, &[name.text()], here),
            Keyword::Contains | Keyword::Not => rule.ids.push(self.schema(value, here.place(&[name.text()]))),
            Keyword::If => self.conditional(&mut rule, here),
            Keyword::Reference => rule.ids.push(self.reference(value, here.place)),
            Keyword::Pattern if kind == Kind::String => rule.ids.push(self.pattern(value.text(), Extent::Part)),
            Keyword::Format => self.format(&mut rule, value),
            Keyword::Unsuitable => {
                let class = "java.lang.UnsupportedOperationException";
                let reason = ["No suitable validator for ", name.text()].concat();
                self.fail_by(DictionaryError::caused(class, "unsupported_operation_exception", reason));
            }
            // 1 where the server compares integers, cutting off a fraction first.
            Keyword::Minimum | Keyword::Maximum | Keyword::ExclusiveMinimum | Keyword::ExclusiveMaximum => {
                if !order::is_number(value) {
                    self.fail(&[name.text(), " value is not a number"]);
                }
                let is_integer = here.object.get("type").is(Kind::String, "integer");
                rule.number = i32::from(is_integer && kind == Kind::Integer);
            }
            Keyword::Type | Keyword::UnionType => self.types(&mut rule, value, here),
            Keyword::Enum => listed(&mut rule, value, here.object),
            Keyword::Required | Keyword::NotAllowed | Keyword::Const | Keyword::False => {}
            Keyword::UniqueItems if value.is(Kind::Boolean, "true") => {}
            Keyword::MultipleOf if order::is_number(value) => {}
            Keyword::UniqueItems | Keyword::MultipleOf | Keyword::Pattern => rule.keyword = Keyword::Annotation,
            // The others bound a length or a count.
            _ if kind == Kind::Integer => rule.number = number::integer(value.text().as_bytes()),
            // To the server, what is no integer bounds nothing, but here, where it is 0.
            Keyword::MaxItems | Keyword::MaxProperties => {}
            _ => rule.keyword = Keyword::Annotation,
        }
        rule.coded = here.has_codes && is_coded(&rule, name, here.object);
        rule
    }

    /// A rule with its pattern, where there is one.
    fn format(&mut self, rule: &mut Rule, value: Node<'a>) {
        match format::pattern(value.text()) {
            Some(pattern) => rule.ids.push(self.pattern(pattern, Extent::Whole)),
            None => rule.keyword = Keyword::Annotation,
        }
        rule.number = i32::from(self.engine.is_exact());
    }

    /// `type`: one name, or a list of them. The set is in the rule's number.
    fn types(&mut self, rule: &mut Rule, value: Node<'a>, here: &Here<'a, '_>) {
        if value.kind() == Kind::Array {
            for name in value.nodes() {
                rule.number |= set_of(name).1;
            }
            rule.keyword = Keyword::UnionType;
        } else if rule.keyword == Keyword::UnionType {
            self.fail(&["Expected array for type property on Union Type Definition."]);
        } else {
            rule.number |= set_of(value).1;
            // The server takes any value for an object with an `enum` behind a `$ref`.
            let has_enum = here.object.get("enum").kind() == Kind::Array;
            if value.text() == "object" && has_enum && here.place.parent_refers {
                rule.number = ALL;
            }
        }
        rule.number |= i32::from(is_nullable(here.object)) << Kind::Null as i32;
    }
}

/// `enum`: its values in order, and 1 if null is one of them in any case.
fn listed(rule: &mut Rule, value: Node, object: Node) {
    let values = if value.kind() == Kind::Array { value.children() } else { &[] };
    let at = |place: u32| value.sibling(values.get(place as usize).copied().unwrap_or_default());
    for place in sorted(values.len(), &|a, b| order::compare_loosely(at(a), at(b))) {
        rule.ids.push(at(place).at);
    }
    rule.number = i32::from(is_nullable(object));
}

/// Whether the dictionary has an error code of its own for the keyword's message.
fn is_coded(rule: &Rule, name: Node, object: Node) -> bool {
    let name = match (rule.keyword, name.value().text()) {
        (Keyword::Format, "date" | "date-time") => "date-time",
        (Keyword::Format, "uuid") => "uuid",
        _ => name.text(),
    };
    let code = object.get(&[name, "ErrorCode"].concat());
    rule.keyword.may_be_coded() && code.kind() == Kind::String && !trimmed(code.text()).is_empty()
}

/// Without the blanks and control characters around it.
fn trimmed(text: &str) -> &[u8] {
    let mut text = text.as_bytes();
    while let [..=b' ', rest @ ..] | [rest @ .., ..=b' '] = text {
        text = rest;
    }
    text
}

/// Whether `nullable` beside the keyword is what Jackson takes for true.
pub(super) fn is_nullable(object: Node) -> bool {
    let value = object.get("nullable");
    match value.kind() {
        Kind::Boolean => value.text() == "true",
        Kind::String => trimmed(value.text()) == b"true",
        Kind::Integer => value.text() != "0",
        _ => false,
    }
}

/// A type's name as messages have it, and the types of the values that it fits.
fn set_of(name: Node) -> (&'static str, i32) {
    for (known, place) in TYPES.into_iter().zip(0..) {
        if name.is(Kind::String, known) {
            // An integer is a number.
            return (known, if place == 3 { 3 << 3 } else { 1 << place });
        }
    }
    if name.is(Kind::String, "any") { ("any", ALL) } else { ("unknown", 0) }
}

/// Whether a set of types has that of the value.
pub(super) fn has_type(types: i32, value: Node) -> bool {
    types >> value.kind() as i32 & 1 == 1
}

/// Appends what a message says of the types that `type` names.
pub(super) fn push_expected(value: Node, out: &mut String) {
    if value.kind() != Kind::Array {
        return out.push_str(set_of(value).0);
    }
    let mut separator = "but [";
    for name in value.nodes() {
        out.push_str(separator);
        out.push_str(set_of(name).0);
        separator = ", ";
    }
    out.push_str(if separator == ", " { "]" } else { "but []" });
}
