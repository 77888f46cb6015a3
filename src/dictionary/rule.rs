//! Each keyword's value, and what the server makes of it.

use super::compile::{Compiler, Here};
use super::error::DictionaryError;
use super::format;
use super::keyword::Keyword;
use super::number;
use super::order::{self, rank};
use super::pattern::Extent;
use super::schema::Rule;
use super::text;
use crate::json::{Object, Value};

/// The types by the rank of their values: a set of them has a bit for each.
pub(super) const TYPES: [&str; 7] = ["object", "array", "string", "number", "integer", "boolean", "null"];
const NUMBER: i32 = 3;
const INTEGER: i32 = 4;
const NULL: i32 = 6;
const ALL: i32 = 127;

impl<'a> Compiler<'a> {
    /// The rule that a keyword sets up under the name that it goes by here.
    pub(super) fn rule(&mut self, keyword: Keyword, name: &str, value: &'a Value, here: &Here<'a, '_>) -> Rule {
        let mut rule = Rule::new(keyword);
        match keyword {
            Keyword::Properties | Keyword::PatternProperties | Keyword::PropertyNames | Keyword::Dependencies => {
                self.members(&mut rule, name, value, here);
            }
            Keyword::AdditionalProperties => self.additional_properties(&mut rule, value, here),
            Keyword::Items => self.items(&mut rule, value, here),
            Keyword::AllOf | Keyword::AnyOf | Keyword::OneOf | Keyword::Contains | Keyword::Not | Keyword::If => {
                self.combination(&mut rule, name, value, here);
            }
            Keyword::Reference => rule.ids.push(self.reference(&text::bare(value), here.place)),
            Keyword::Pattern => {
                if let Value::String(text) = value {
                    rule.ids.push(self.pattern(text, Extent::Part));
                    rule.text.clone_from(text);
                }
            }
            Keyword::Format => self.format(&mut rule, value),
            Keyword::Unsuitable => {
                let class = "java.lang.UnsupportedOperationException";
                let reason = ["No suitable validator for ", name].concat();
                self.fail_by(DictionaryError::caused(class, "unsupported_operation_exception", reason));
            }
            Keyword::Minimum | Keyword::Maximum | Keyword::ExclusiveMinimum | Keyword::ExclusiveMaximum => {
                self.bound(&mut rule, name, value, here.object);
            }
            Keyword::Type | Keyword::UnionType => self.types(&mut rule, value, here),
            _ => plain(&mut rule, value, here.object),
        }
        rule.coded = is_coded(&rule, name, here.object);
        rule
    }

    fn format(&mut self, rule: &mut Rule, value: &Value) {
        let name = value.as_str().unwrap_or_default();
        for (known, pattern) in format::PATTERNS {
            if known == name {
                rule.ids.push(self.pattern(pattern, Extent::Whole));
                rule.text = [known, " pattern ", pattern].concat();
            }
        }
        if rule.ids.is_empty() && !matches!(name, "date" | "date-time") {
            rule.keyword = Keyword::Annotation;
        }
        rule.number = i32::from(self.engine.is_exact());
        rule.value = value.clone();
    }

    /// `type`: one name, or a list of them. The set is in the rule's number, what is expected in its text.
    fn types(&mut self, rule: &mut Rule, value: &Value, here: &Here<'_, '_>) {
        let mut known = Vec::new();
        for name in value.as_array().unwrap_or(std::slice::from_ref(value)) {
            let (name, types) = set_of(name.as_str().unwrap_or_default());
            rule.number |= types;
            known.push(Value::from(name));
        }
        let list = text::list(&known);
        if value.as_array().is_some() {
            rule.keyword = Keyword::UnionType;
            rule.text = ["but ", &list].concat();
        } else if rule.keyword == Keyword::UnionType {
            self.fail(&["Expected array for type property on Union Type Definition."]);
        } else {
            list.get(1..list.len() - 1).unwrap_or_default().clone_into(&mut rule.text);
            // The server takes any value for an object with an `enum` behind a `$ref`.
            let has_enum = here.object.get("enum").is_some_and(|values| values.as_array().is_some());
            if rule.text == "object" && has_enum && here.place.parent_refers {
                rule.number = ALL;
            }
        }
        rule.number |= i32::from(is_nullable(here.object)) << NULL;
    }

    /// `minimum` and its relatives. The number is 1 where the server compares integers, cutting off a fraction first.
    fn bound(&mut self, rule: &mut Rule, name: &str, value: &Value, object: &Object) {
        let Value::Number(limit) = value else { return self.fail(&[name, " value is not a number"]) };
        let is_integer = matches!(object.get("type"), Some(Value::String(name)) if name == "integer");
        rule.number = i32::from(is_integer && limit.is_integer());
        rule.text = number::java_text(limit);
        rule.value = value.clone();
    }
}

/// Whether the dictionary has an error code of its own for the keyword's message.
fn is_coded(rule: &Rule, name: &str, object: &Object) -> bool {
    let name = match rule.value.as_str() {
        Some("date" | "date-time") if rule.keyword == Keyword::Format => "date-time",
        Some("uuid") if rule.keyword == Keyword::Format => "uuid",
        _ => name,
    };
    let has_codes = rule.keyword.may_be_coded() && object.iter().any(|(name, _)| name.ends_with("ErrorCode"));
    let code = has_codes.then(|| object.get(&[name, "ErrorCode"].concat())).flatten();
    code.and_then(Value::as_str).is_some_and(|code| !code.trim().is_empty())
}

/// The keywords that hold neither schemas nor patterns, and that nothing is wrong with.
fn plain(rule: &mut Rule, value: &Value, object: &Object) {
    match (rule.keyword, value) {
        (Keyword::Required | Keyword::NotAllowed, _) => rule.names = names(value),
        (Keyword::Enum, _) => {
            let mut values = value.as_array().unwrap_or_default().to_vec();
            if is_nullable(object) {
                values.push(Value::Null);
            }
            let at = |place: u32| values.get(place as usize).unwrap_or(&Value::Null);
            rule.ids = order::sorted(values.len(), &|a, b| order::compare_loosely(at(a), at(b)));
            rule.text = if value.as_array().is_some() { text::list(&values) } else { "[none]".to_owned() };
            rule.value = values.into();
        }
        (Keyword::Const, _) | (Keyword::MultipleOf, Value::Number(_)) => rule.value = value.clone(),
        (Keyword::UniqueItems, Value::Bool(true)) | (Keyword::False, _) => {}
        (Keyword::UniqueItems | Keyword::MultipleOf, _) => rule.keyword = Keyword::Annotation,
        (_, Value::Number(limit)) if limit.is_integer() => rule.number = number::low_bits(limit),
        _ => rule.keyword = Keyword::Annotation,
    }
}

/// The elements of a list as texts.
fn names(value: &Value) -> Vec<String> {
    let mut names = Vec::new();
    for name in value.as_array().unwrap_or_default() {
        names.push(text::bare(name));
    }
    names
}

/// Whether `nullable` beside the keyword is what Jackson takes for true.
fn is_nullable(object: &Object) -> bool {
    match object.get("nullable") {
        Some(Value::Bool(nullable)) => *nullable,
        Some(Value::String(text)) => text.trim() == "true",
        Some(Value::Number(number)) => number.is_integer() && number.value() != 0.0,
        _ => false,
    }
}

/// A type's name as messages have it, and the types of the values that it fits.
fn set_of(name: &str) -> (&'static str, i32) {
    match (0..).zip(TYPES).find(|(_, known)| *known == name) {
        Some((NUMBER, known)) => (known, 1 << NUMBER | 1 << INTEGER),
        Some((place, known)) => (known, 1 << place),
        None if name == "any" => ("any", ALL),
        None => ("unknown", 0),
    }
}

/// Whether a set of types has that of the value.
pub(super) fn has_type(types: i32, value: &Value) -> bool {
    types >> rank(value) & 1 == 1
}
