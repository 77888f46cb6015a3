//! The keywords that hold schemas.

use super::compile::{Compiler, Here, Root};
use super::error::DictionaryError;
use super::number;
use super::order::{Names, Visit, hash_order, java_hash, rearranged, sorted};
use super::pattern::Extent;
use super::schema::{Check, NameCheck, PatternId, Rest, SchemaId};
use super::text;
use crate::json::{Object, Value};

type Compiled<T> = Result<T, DictionaryError>;

/// The keywords for the members of an object.
pub(super) fn member_check<'a>(
    compiler: &mut Compiler<'a>,
    keyword: &'static str,
    value: &'a Value,
    here: &Here<'a, '_>,
) -> Compiled<Check> {
    match (keyword, value) {
        ("additionalProperties", _) => additional_properties(compiler, value, here),
        ("properties", Value::Object(object)) => properties(compiler, object, here),
        ("patternProperties", Value::Object(object)) => pattern_properties(compiler, object, here),
        ("patternProperties", _) => Err(DictionaryError::compile("patternProperties must be an object node")),
        ("propertyNames", Value::Bool(false)) => Ok(Check::NoProperties),
        ("propertyNames", Value::Object(object)) => property_names(compiler, object, here),
        ("dependencies", Value::Object(object)) => dependencies(compiler, object, here),
        _ => Ok(Check::Nothing),
    }
}

/// Puts what was compiled for each member into the order of Java's map of them.
fn in_hash_order<T>(members: Vec<(String, T)>) -> Vec<(String, T)> {
    let hashes: Vec<u32> = members.iter().map(|(name, _)| java_hash(name)).collect();
    rearranged(members, &hash_order(&hashes))
}

fn by_name<T>(members: Vec<(String, T)>) -> Vec<(String, T)> {
    let name = |place: u32| members.get(place as usize).map(|(name, _)| name);
    let order = sorted(members.len(), &|a, b| name(a).cmp(&name(b)));
    rearranged(members, &order)
}

fn properties<'a>(compiler: &mut Compiler<'a>, object: &'a Object, here: &Here<'a, '_>) -> Compiled<Check> {
    let mut schemas = Vec::new();
    for (name, schema) in object {
        let path = [&here.path("properties"), "/", name].concat();
        schemas.push((name.to_owned(), compiler.schema(schema, here.place(path, "properties", name))?));
    }
    Ok(Check::Properties(in_hash_order(schemas)))
}

fn pattern_properties<'a>(compiler: &mut Compiler<'a>, object: &'a Object, here: &Here<'a, '_>) -> Compiled<Check> {
    let mut schemas = Vec::new();
    for (name, schema) in object {
        let pattern = compiler.pattern(name, Extent::Part)?;
        let place = here.place(name.to_owned(), "patternProperties", name);
        schemas.push((pattern, compiler.schema(schema, place)?));
    }
    Ok(Check::PatternProperties(schemas))
}

fn additional_properties<'a>(compiler: &mut Compiler<'a>, value: &'a Value, here: &Here<'a, '_>) -> Compiled<Check> {
    let rest = match value {
        Value::Bool(true) => Rest::Allowed,
        Value::Object(_) => {
            let place = here.place("additionalProperties".to_owned(), "additionalProperties", "");
            Rest::Schema(compiler.schema(value, place)?)
        }
        _ => Rest::Refused,
    };
    let sibling = |keyword: &str| here.object.get(keyword).and_then(Value::as_object);
    let mut matched: Vec<PatternId> = Vec::new();
    for (name, _) in sibling("patternProperties").into_iter().flatten() {
        matched.push(compiler.pattern(name, Extent::Part)?);
    }
    if matches!(rest, Rest::Allowed) {
        return Ok(Check::Nothing);
    }
    Ok(Check::AdditionalProperties { named: Names::of(sibling("properties")), matched, rest })
}

fn property_names<'a>(compiler: &mut Compiler<'a>, object: &'a Object, here: &Here<'a, '_>) -> Compiled<Check> {
    for (name, value) in object {
        // The server reads each value as a schema, and uses it for nothing.
        let path = [&here.path("propertyNames"), "/", name].concat();
        compiler.schema(value, here.place(path, "propertyNames", name))?;
    }
    let limit = |value: &Value| value.as_number().and_then(number::low_bits).unwrap_or(0);
    let mut checks = Vec::new();
    for (name, value) in in_hash_order(object.iter().map(|(name, value)| (name.to_owned(), value)).collect()) {
        match (name.as_str(), value) {
            ("maxLength", _) => checks.push(NameCheck::MaxLength(limit(value))),
            ("minLength", _) => checks.push(NameCheck::MinLength(limit(value))),
            ("pattern", Value::String(text)) => checks.push(NameCheck::Pattern(compiler.pattern(text, Extent::Whole)?)),
            _ => {}
        }
    }
    Ok(Check::PropertyNames(checks))
}

fn dependencies<'a>(compiler: &mut Compiler<'a>, object: &'a Object, here: &Here<'a, '_>) -> Compiled<Check> {
    let (mut required, mut schemas) = (Vec::new(), Vec::new());
    for (name, value) in object {
        match value {
            Value::Array(names) => required.push((name.to_owned(), names.iter().map(text::bare).collect::<Vec<_>>())),
            Value::Object(_) | Value::Bool(_) => {
                let place = here.place(name.to_owned(), "dependencies", name);
                schemas.push((name.to_owned(), compiler.schema(value, place)?));
            }
            _ => {}
        }
    }
    let required = in_hash_order(required);
    let text = compiler.keep(dependency_map(&required))?;
    Ok(Check::Dependencies { required: by_name(required), schemas: by_name(schemas), text })
}

/// `{a=[b, c]}`, as Java prints a map.
fn dependency_map(required: &[(String, Vec<String>)]) -> String {
    let mut text = String::from("{");
    for (position, (name, names)) in required.iter().enumerate() {
        text.push_str(if position > 0 { ", " } else { "" });
        text.push_str(name);
        text.push('=');
        text::write_list(names.iter().map(String::as_str), &mut text);
    }
    text.push('}');
    text
}

/// `items`, and `additionalItems` beside a list of them.
pub(super) fn items<'a>(compiler: &mut Compiler<'a>, value: &'a Value, here: &Here<'a, '_>) -> Compiled<Check> {
    if let Value::Object(_) | Value::Bool(_) = value {
        let place = here.place(here.path("items"), "items", "");
        return compiler.schema(value, place).map(Check::Items);
    }
    let mut items = Vec::new();
    for (position, item) in value.as_array().unwrap_or_default().iter().enumerate() {
        let place = here.place(here.path("items"), "items", &position.to_string());
        items.push(compiler.schema(item, place)?);
    }
    let rest = match here.object.get("additionalItems") {
        Some(Value::Bool(false)) => Rest::Refused,
        Some(value @ Value::Object(_)) => Rest::Schema(additional_items(compiler, value, here)?),
        _ => Rest::Allowed,
    };
    Ok(Check::Tuple { items, rest })
}

/// To the server this schema is a document of its own: references in it are resolved in it.
fn additional_items<'a>(compiler: &mut Compiler<'a>, value: &'a Value, here: &Here<'a, '_>) -> Compiled<SchemaId> {
    let schema = compiler.reserve();
    let mut place = here.place("#".to_owned(), "additionalItems", "");
    place.root = Root { value, schema };
    place.parent_refers = false;
    compiler.fill(schema, value, place)?;
    Ok(schema)
}

/// The keywords that apply schemas to the same value, or to any of its elements.
pub(super) fn combination<'a>(
    compiler: &mut Compiler<'a>,
    keyword: &'static str,
    value: &'a Value,
    here: &Here<'a, '_>,
) -> Compiled<Check> {
    match keyword {
        "allOf" => branches(compiler, keyword, value, here).map(Check::All),
        "anyOf" => branches(compiler, keyword, value, here).map(Check::Any),
        "oneOf" => {
            let schemas = branches(compiler, keyword, value, here)?;
            let text = json(compiler, value.as_array().unwrap_or_default())?;
            Ok(Check::One { schemas, text })
        }
        "if" => condition(compiler, here),
        "$ref" => compiler.reference(&text::bare(value), here.place).map(Check::Reference),
        "contains" if !matches!(value, Value::Object(_) | Value::Bool(_)) => Ok(Check::Nothing),
        _ => {
            let schema = compiler.schema(value, here.place(keyword.to_owned(), keyword, ""))?;
            let text = json(compiler, std::slice::from_ref(value))?;
            Ok(if keyword == "not" { Check::Not { schema, text } } else { Check::Contains { schema, text } })
        }
    }
}

/// The text of some schemas, for a message.
fn json(compiler: &mut Compiler<'_>, schemas: &[Value]) -> Compiled<String> {
    let mut text = String::new();
    for schema in schemas {
        text::write_json(schema, Visit::Written, &mut text);
    }
    compiler.keep(text)
}

fn branches<'a>(
    compiler: &mut Compiler<'a>,
    keyword: &'static str,
    value: &'a Value,
    here: &Here<'a, '_>,
) -> Compiled<Vec<SchemaId>> {
    let mut schemas = Vec::new();
    for (position, schema) in value.as_array().unwrap_or_default().iter().enumerate() {
        let place = here.place(keyword.to_owned(), keyword, &position.to_string());
        schemas.push(compiler.schema(schema, place)?);
    }
    Ok(schemas)
}

/// `if`, and `then` and `else` beside it.
fn condition<'a>(compiler: &mut Compiler<'a>, here: &Here<'a, '_>) -> Compiled<Check> {
    let mut part = |keyword: &'static str| match here.object.get(keyword) {
        Some(schema) => compiler.schema(schema, here.place("if".to_owned(), keyword, "")).map(Some),
        None => Ok(None),
    };
    let (condition, then, otherwise) = (part("if")?, part("then")?, part("else")?);
    Ok(condition.map_or(Check::Nothing, |condition| Check::If { condition, then, otherwise }))
}
