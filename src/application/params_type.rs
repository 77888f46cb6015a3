//! A dictionary as a TypeScript type: what an editor can tell of the params before they are checked. It says
//! less than the dictionary: lengths, bounds and patterns have no type.

use std::fmt::Write;

use super::reference::target;
use crate::{
    json::{Object, Value},
    search_ui::scalar,
};

/// The source text of a module that exports the type of the params under this name, which must be a name in
/// TypeScript. Schemas that are referred to become types of their own beside it.
#[must_use]
pub fn params_type(dictionary: &Value, name: &str) -> String {
    let mut types = Types { document: dictionary, references: Vec::new(), names: vec![name.to_owned()] };
    let mut text = types.declare(name, dictionary);
    let mut next = 0;
    // Writing one may find more.
    while let Some((reference, name)) = types.references.get(next).cloned() {
        let schema = target(dictionary, reference).unwrap_or(&Value::Bool(true));
        text.push('\n');
        text.push_str(&types.declare(&name, schema));
        next += 1;
    }
    text
}

struct Types<'a> {
    document: &'a Value,
    /// Each reference that was found, and the name of its type.
    references: Vec<(&'a str, String)>,
    names: Vec<String>,
}

impl<'a> Types<'a> {
    fn declare(&mut self, name: &str, schema: &'a Value) -> String {
        let comment = comment(schema, 0);
        let written = self.write(schema, 0);
        format!("{comment}export type {name} = {written};\n")
    }

    /// The type of a schema; its parts are all to hold, as in the schema.
    fn write(&mut self, schema: &'a Value, indent: usize) -> String {
        let object = match schema {
            Value::Object(object) => object,
            Value::Bool(false) => return "never".to_owned(),
            _ => return "unknown".to_owned(),
        };
        let mut parts: Vec<String> = Vec::new();
        parts.extend(object.get("$ref").and_then(Value::as_str).map(|reference| self.name_of(reference)));
        parts.extend(self.own_type(object, indent));
        for schema in scalar::elements(object.get("allOf")) {
            parts.push(self.write(schema, indent));
        }
        for choice in ["anyOf", "oneOf"].iter().filter_map(|name| object.get(name)?.as_array()) {
            parts.push(union(choice.iter().map(|schema| self.write(schema, indent)).collect()));
        }
        parts.retain(|part| part != "unknown");
        if parts.len() > 1 {
            parts = parts.iter().map(|part| grouped(part)).collect();
        }
        if parts.is_empty() { "unknown".to_owned() } else { parts.join(" & ") }
    }

    /// What the schema's own keywords say.
    fn own_type(&mut self, object: &'a Object, indent: usize) -> Option<String> {
        let nullable = object.get("nullable") == Some(&Value::Bool(true));
        let mut types: Vec<String> = if let Some(values) = object.get("enum").and_then(Value::as_array) {
            values.iter().map(Value::to_string).collect()
        } else if let Some(value) = object.get("const") {
            vec![value.to_string()]
        } else {
            type_names(object).into_iter().map(|name| self.named(name, object, indent)).collect()
        };
        types.extend((nullable && !types.is_empty()).then(|| "null".to_owned()));
        (!types.is_empty()).then(|| union(types))
    }

    fn named(&mut self, name: &str, object: &'a Object, indent: usize) -> String {
        match name {
            "object" => self.members(object, indent),
            "array" => self.elements(object, indent),
            "integer" => "number".to_owned(),
            "string" | "number" | "boolean" | "null" => name.to_owned(),
            _ => "unknown".to_owned(),
        }
    }

    fn members(&mut self, object: &'a Object, indent: usize) -> String {
        let required: Vec<&str> = scalar::elements(object.get("required")).iter().filter_map(Value::as_str).collect();
        let inner = indent + 2;
        let mut lines = Vec::new();
        for (name, schema) in scalar::members(object.get("properties")) {
            let mark = if required.contains(&name) { "" } else { "?" };
            let written = self.write(schema, inner);
            lines.push(format!("{}{:inner$}{}{mark}: {written};", comment(schema, inner), "", property(name)));
        }
        let is_closed = object.get("additionalProperties") == Some(&Value::Bool(false));
        if !is_closed || object.contains("patternProperties") {
            lines.push(format!("{:inner$}[name: string]: {};", "", self.others(object, lines.is_empty(), inner)));
        }
        if lines.is_empty() {
            return "Record<string, never>".to_owned();
        }
        format!("{{\n{}\n{:indent$}}}", lines.join("\n"), "")
    }

    /// Named members must fit the type of the others in TypeScript, which in the schema they need not.
    fn others(&mut self, object: &'a Object, only: bool, indent: usize) -> String {
        let schema = object.get("additionalProperties").filter(|schema| only && schema.as_object().is_some());
        schema.map_or_else(|| "unknown".to_owned(), |schema| self.write(schema, indent))
    }

    fn elements(&mut self, object: &'a Object, indent: usize) -> String {
        match object.get("items") {
            Some(Value::Array(schemas)) => {
                let mut each: Vec<String> =
                    schemas.iter().map(|schema| optional(&self.write(schema, indent))).collect();
                let is_open = object.get("additionalItems") != Some(&Value::Bool(false));
                each.extend(is_open.then(|| "...unknown[]".to_owned()));
                format!("[{}]", each.join(", "))
            }
            Some(schema) => [&grouped(&self.write(schema, indent)), "[]"].concat(),
            None => "unknown[]".to_owned(),
        }
    }

    fn name_of(&mut self, reference: &'a str) -> String {
        if reference == "#" {
            return self.names.first().cloned().unwrap_or_default();
        }
        if let Some((_, name)) = self.references.iter().find(|(known, _)| *known == reference) {
            return name.clone();
        }
        if target(self.document, reference).is_none() {
            return "unknown".to_owned();
        }
        let last = reference.rsplit('/').next().unwrap_or_default();
        let name = self.free_name(&pascal_case(last));
        self.references.push((reference, name.clone()));
        name
    }

    fn free_name(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut count = 1;
        while self.names.contains(&name) {
            count += 1;
            name = format!("{wanted}{count}");
        }
        self.names.push(name.clone());
        name
    }
}

/// The type's name for a search application: `film-search` → `FilmSearchParams`.
#[must_use]
pub fn params_type_name(application: &str) -> String {
    pascal_case(application) + "Params"
}

/// The types that the schema says, or that its other keywords are about.
fn type_names(object: &Object) -> Vec<&str> {
    match object.get("type") {
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        Some(name) => name.as_str().into_iter().collect(),
        // Strictly these let every value of another type pass, which nobody means by them.
        None if object.contains("properties") => vec!["object"],
        None if object.contains("items") => vec!["array"],
        None => Vec::new(),
    }
}

fn union(types: Vec<String>) -> String {
    let mut distinct: Vec<String> = Vec::new();
    for name in types {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    match distinct.as_slice() {
        [] => "never".to_owned(),
        [only] => only.clone(),
        // `&` binds more closely than `|`.
        several => several.join(" | "),
    }
}

/// In brackets, where an operator stands in it.
fn grouped(text: &str) -> String {
    if [" | ", " & "].iter().any(|operator| text.contains(operator)) { format!("({text})") } else { text.to_owned() }
}

/// A list may end before its last element.
fn optional(text: &str) -> String {
    [&grouped(text), "?"].concat()
}

fn property(name: &str) -> String {
    if is_name(name) { name.to_owned() } else { Value::from(name).to_string() }
}

fn is_name(name: &str) -> bool {
    let is_letter = |character: char| character.is_ascii_alphabetic() || character == '_' || character == '$';
    name.starts_with(is_letter) && name.chars().all(|character| is_letter(character) || character.is_ascii_digit())
}

fn pascal_case(text: &str) -> String {
    let words = text.split(|character: char| !character.is_ascii_alphanumeric());
    let mut name: String = words.map(capitalised).collect();
    if !name.starts_with(|character: char| character.is_ascii_alphabetic()) {
        name.insert(0, '_');
    }
    name
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(characters).collect()
}

/// The schema's description, as editors show it.
fn comment(schema: &Value, indent: usize) -> String {
    let mut text = String::new();
    if let Some(description) = schema.get("description").and_then(Value::as_str) {
        let safe = description.replace("*/", "*\\/");
        let lines: Vec<&str> = safe.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        // Writing to a string can't fail.
        let _ = writeln!(text, "{:indent$}/** {} */", "", lines.join(&format!("\n{:indent$} * ", "")));
    }
    text
}
