//! Each keyword's value, and what the server makes of it: the keywords without schemas of their own.

use super::compile::{Compiler, Here};
use super::error::DictionaryError;
use super::format::{self, Format};
use super::number::{self, Decimal};
use super::order;
use super::pattern::Extent;
use super::schema::{Bound, Check, Kind, Measure, Rule, Size, Types};
use super::subschemas::{combination, items, member_check};
use super::text;
use crate::json::{Object, Value};

type Compiled<T> = Result<T, DictionaryError>;

/// The keywords that the server knows, and whether it looks for an error code beside them.
const KEYWORDS: [(&str, bool); 51] = [
    ("$comment", false),
    ("$id", false),
    ("$ref", false),
    ("$schema", false),
    ("additionalProperties", true),
    ("allOf", false),
    ("anyOf", false),
    ("const", false),
    ("contains", true),
    ("contentEncoding", false),
    ("contentMediaType", false),
    ("crossEdits", false),
    ("date-time", false),
    ("default", false),
    ("definitions", false),
    ("dependencies", true),
    ("description", false),
    ("edits", false),
    ("enum", true),
    ("examples", false),
    ("exclusiveMaximum", true),
    ("exclusiveMinimum", true),
    ("false", false),
    ("format", true),
    ("id", false),
    ("if", false),
    ("items", true),
    ("maxItems", true),
    ("maxLength", true),
    ("maxProperties", true),
    ("maximum", true),
    ("minItems", true),
    ("minLength", true),
    ("minProperties", true),
    ("minimum", true),
    ("multipleOf", true),
    ("not", true),
    ("notAllowed", true),
    ("oneOf", false),
    ("pattern", true),
    ("patternProperties", false),
    ("properties", false),
    ("propertyNames", false),
    ("readOnly", false),
    ("required", true),
    ("title", false),
    ("true", false),
    ("type", true),
    ("unionType", false),
    ("uniqueItems", true),
    ("uuid", false),
];

/// The rule that a keyword sets up; nothing for a keyword that the server does not know.
pub(super) fn rule<'a>(
    compiler: &mut Compiler<'a>,
    name: &str,
    value: &'a Value,
    here: &Here<'a, '_>,
) -> Compiled<Option<Rule>> {
    let Ok(known) = KEYWORDS.binary_search_by(|(known, _)| (*known).cmp(name)) else { return Ok(None) };
    let Some(&(keyword, may_be_coded)) = KEYWORDS.get(known) else { return Ok(None) };
    let check = check(compiler, keyword, value, here)?;
    let coded = may_be_coded && is_coded(keyword, &check, here.object);
    Ok(Some(Rule { keyword, coded, check }))
}

/// Whether the dictionary has an error code of its own for the keyword's message.
fn is_coded(keyword: &str, check: &Check, object: &Object) -> bool {
    let name = match check {
        Check::Type(types) if types.is_list => return false,
        Check::Format(Format::Date | Format::DateTime) => "date-time",
        Check::Format(Format::Uuid { .. }) => "uuid",
        _ => keyword,
    };
    let has_codes = object.iter().any(|(name, _)| name.ends_with("ErrorCode"));
    let code = has_codes.then(|| object.get(&[name, "ErrorCode"].concat())).flatten();
    code.and_then(Value::as_str).is_some_and(|code| !code.trim().is_empty())
}

fn check<'a>(compiler: &mut Compiler<'a>, keyword: &'static str, value: &'a Value, here: &Here<'a, '_>) -> Compiled<Check> {
    match keyword {
        "properties" | "patternProperties" | "additionalProperties" | "propertyNames" | "dependencies" => {
            member_check(compiler, keyword, value, here)
        }
        "items" => items(compiler, value, here),
        "contains" | "not" | "allOf" | "anyOf" | "oneOf" | "if" | "$ref" => combination(compiler, keyword, value, here),
        "pattern" => match value {
            Value::String(text) => {
                Ok(Check::Pattern { pattern: compiler.pattern(text, Extent::Part)?, text: text.clone() })
            }
            _ => Ok(Check::Nothing),
        },
        "format" => format_check(compiler, value),
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => bound(keyword, value, here.object),
        "crossEdits" | "date-time" | "edits" | "id" | "uuid" => Err(DictionaryError::caused(
            "java.lang.UnsupportedOperationException",
            "unsupported_operation_exception",
            ["No suitable validator for ", keyword].concat(),
        )),
        "unionType" if value.as_array().is_none() => {
            Err(DictionaryError::compile("Expected array for type property on Union Type Definition."))
        }
        "type" | "unionType" => Ok(Check::Type(types(value, here))),
        _ => Ok(plain_check(keyword, value, here.object)),
    }
}

/// The keywords that hold neither schemas nor patterns, and that nothing is wrong with.
fn plain_check(keyword: &str, value: &Value, object: &Object) -> Check {
    match keyword {
        "false" => Check::Never,
        "required" => Check::Required(names(value)),
        "notAllowed" => Check::NotAllowed(names(value)),
        "enum" => enumeration(value, object),
        "const" => Check::Const(value.clone()),
        "uniqueItems" if value.as_bool() == Some(true) => Check::Unique,
        "multipleOf" => value.as_number().map_or(Check::Nothing, |number| Check::MultipleOf(Decimal::double(number))),
        "minLength" | "maxLength" => size(keyword, value, Measure::Characters),
        "minItems" | "maxItems" => size(keyword, value, Measure::Items),
        "minProperties" | "maxProperties" => size(keyword, value, Measure::Properties),
        _ => Check::Nothing,
    }
}

fn names(value: &Value) -> Vec<String> {
    value.as_array().unwrap_or_default().iter().map(text::bare).collect()
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

fn types(value: &Value, here: &Here<'_, '_>) -> Types {
    let is_enum_behind_reference = here.place.parent_refers
        && here.object.get("enum").is_some_and(|values| values.as_array().is_some())
        && here.object.get("type").and_then(Value::as_str) == Some("object");
    Types {
        kinds: value.as_array().unwrap_or(std::slice::from_ref(value)).iter().map(Kind::named).collect(),
        is_list: value.as_array().is_some(),
        nullable: is_nullable(here.object),
        is_enum_behind_reference,
    }
}

fn enumeration(value: &Value, object: &Object) -> Check {
    let Some(listed) = value.as_array() else { return Check::Enum { values: Vec::new(), text: "[none]".to_owned() } };
    let mut values = listed.to_vec();
    if is_nullable(object) {
        values.push(Value::Null);
    }
    let mut text = String::new();
    let printed: Vec<String> = values.iter().map(text::bare).collect();
    text::write_list(printed.iter().map(String::as_str), &mut text);
    let at = |place: u32| values.get(place as usize).unwrap_or(&Value::Null);
    let order = order::sorted(values.len(), &|a, b| order::compare_in_enum(at(a), at(b)));
    Check::Enum { values: order::rearranged(values, &order), text }
}

fn size(keyword: &str, value: &Value, measure: Measure) -> Check {
    let limit = value.as_number().and_then(number::low_bits);
    limit.map_or(Check::Nothing, |limit| Check::Size(Size { limit, is_maximum: keyword.starts_with("max"), measure }))
}

fn bound(keyword: &str, value: &Value, object: &Object) -> Compiled<Check> {
    let Value::Number(limit) = value else {
        return Err(DictionaryError::compile([keyword, " value is not a number"].concat()));
    };
    let is_integer = object.get("type").and_then(Value::as_str) == Some("integer");
    Ok(Check::Bound(Bound {
        limit: limit.clone(),
        is_maximum: keyword.ends_with("aximum"),
        excludes_limit: keyword.starts_with("exclusive"),
        truncates: is_integer && number::is_long(limit),
    }))
}

fn format_check(compiler: &mut Compiler<'_>, value: &Value) -> Compiled<Check> {
    let format = match value.as_str() {
        Some("date") => Format::Date,
        Some("date-time") => Format::DateTime,
        Some("email") => Format::Email {
            user: compiler.pattern(format::USER, Extent::Whole)?,
            domain: compiler.pattern(format::DOMAIN, Extent::Whole)?,
        },
        Some(name) => match format::by_pattern(name) {
            Some(("uuid", text)) => Format::Uuid { pattern: compiler.pattern(text, Extent::Whole)? },
            Some((name, text)) => Format::Pattern { name, text, pattern: compiler.pattern(text, Extent::Whole)? },
            None => return Ok(Check::Nothing),
        },
        None => return Ok(Check::Nothing),
    };
    Ok(Check::Format(format))
}
