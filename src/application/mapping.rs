//! What the indices' mappings say of the fields that a search application filters, counts and sorts by, so that an
//! operator need not write their types down.

use super::ConfigError;
use crate::{
    json::{Object, Value},
    params::FieldType,
    search_ui::{QueryConfig, scalar},
};

/// The type of a field that stands for another one, which is none itself.
const ALIAS: &str = "alias";

/// What a mapping says of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mapped {
    field_type: FieldType,
    /// The path of the nested objects that have the field.
    nested: Option<String>,
}

/// The option `fields` for [`define`](super::define), complete: the facets of the query config, and `fields`, which
/// is an object whose types may be left `null`, or a list of names. What it says itself is kept. `mappings` is the
/// answer of `GET {indices}/_mapping`.
///
/// # Errors
/// Names each field that no index has, that has another type in another index, or that can't be filtered by.
pub fn fields_of_mappings(query_config: &Value, fields: &Value, mappings: &Value) -> Result<Value, ConfigError> {
    let mut problems = Vec::new();
    let config = QueryConfig::read(query_config, &mut Vec::new());
    let mut declared = Object::new();
    for (name, said) in asked(&config, fields) {
        if *said != Value::Null {
            declared.insert(name, said.clone());
            continue;
        }
        match type_in_all(name, mappings) {
            Ok(mapped) => declared.insert(name, mapped.option()),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(declared.into()) } else { Err(ConfigError { problems }) }
}

/// Each field once, with what is said of it.
fn asked<'a>(config: &'a QueryConfig, fields: &'a Value) -> Vec<(&'a str, &'a Value)> {
    let listed = scalar::elements(Some(fields)).iter().filter_map(|name| Some((name.as_str()?, &Value::Null)));
    let mut asked: Vec<_> = scalar::members(Some(fields)).chain(listed).collect();
    for facet in &config.facets {
        if !asked.iter().any(|(name, _)| *name == facet.field) {
            asked.push((&facet.field, &Value::Null));
        }
    }
    asked
}

fn type_in_all(name: &str, mappings: &Value) -> Result<Mapped, String> {
    let mut found: Option<Mapped> = None;
    for (index, mapping) in scalar::members(Some(mappings)) {
        let Some(mapping) = mapping.get("mappings") else { continue };
        let Some(mapped) = type_in(name, mapping)? else { continue };
        if found.as_ref().is_some_and(|other| *other != mapped) {
            return Err(format!("The field {name} has another type in {index}: declare its type in `fields`."));
        }
        found = Some(mapped);
    }
    found.ok_or_else(|| format!("No index has a field {name}: look at its spelling, or map it."))
}

fn type_in(name: &str, mapping: &Value) -> Result<Option<Mapped>, String> {
    let runtime = mapping.get("runtime").and_then(|fields| fields.get(name));
    let found = runtime.map(|field| (field, None)).or_else(|| find(mapping, name, ""));
    let Some((field, nested)) = found else { return Ok(None) };
    let target = field.get("path").and_then(Value::as_str).filter(|_| type_name(field) == ALIAS);
    let Some((field, nested)) = target.map_or(Some((field, nested)), |target| find(mapping, target, "")) else {
        return Ok(None);
    };
    let field_type = read_type(name, field)?;
    Ok(Some(Mapped { field_type, nested }))
}

/// The field of this name below `node`, and the innermost nested objects around it. Names with dots are looked for as
/// they are, too, since an object may be mapped without sub-objects.
fn find<'a>(node: &'a Value, name: &str, path: &str) -> Option<(&'a Value, Option<String>)> {
    let ends = name.match_indices('.').map(|(at, _)| at).chain([name.len()]);
    ends.filter_map(|end| name.split_at_checked(end)).find_map(|(first, rest)| {
        let inner = ["properties", "fields"].iter().find_map(|kind| node.get(kind)?.get(first))?;
        let path = if path.is_empty() { first.to_owned() } else { [path, ".", first].concat() };
        let Some(rest) = rest.strip_prefix('.') else { return Some((inner, None)) };
        let (field, nested) = find(inner, rest, &path)?;
        let own = (type_name(inner) == "nested").then_some(path);
        Some((field, nested.or(own)))
    })
}

fn read_type(name: &str, field: &Value) -> Result<FieldType, String> {
    Ok(match type_name(field) {
        "keyword" | "constant_keyword" | "wildcard" | "ip" | "version" | "counted_keyword" => FieldType::Keyword,
        "text" | "match_only_text" if has_keyword(field) => FieldType::Text,
        "text" | "match_only_text" => {
            return Err(format!(
                "The field {name} is text, which can't be filtered, counted or sorted by: map it with a sub-field \
                 `keyword`, or name a field of type keyword."
            ));
        }
        "long" | "integer" | "short" | "byte" | "double" | "float" | "half_float" | "scaled_float"
        | "unsigned_long" => FieldType::Number,
        "date" | "date_nanos" => FieldType::Date,
        "boolean" => FieldType::Boolean,
        "geo_point" => FieldType::Geo,
        other => return Err(format!("The field {name} is of type {other}, which can't be filtered by.")),
    })
}

fn has_keyword(field: &Value) -> bool {
    field.get("fields").and_then(|fields| fields.get("keyword")).is_some_and(|keyword| type_name(keyword) == "keyword")
}

/// An object has no type in a mapping.
fn type_name(field: &Value) -> &str {
    field.get("type").and_then(Value::as_str).unwrap_or("object")
}

impl Mapped {
    fn option(self) -> Value {
        let name = Value::from(self.field_type.name());
        let Some(nested) = self.nested else { return name };
        let members = [("type".to_owned(), name), ("nested".to_owned(), nested.into())];
        members.into_iter().collect::<Object>().into()
    }
}
