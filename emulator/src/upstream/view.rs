//! Document and field level security in front of a real engine: searches are narrowed to the part that the caller sees,
//! and answers stripped of the rest. What could show more than the part is refused, and so is everything that the
//! embedded engine does not know, since it could.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::backend::collect_types;
use crate::engine::{Engine, wildcard};
use crate::error::EsError;
use crate::security::Part;

/// Members whose strings are names or patterns of fields.
const FIELD_MEMBERS: [&str; 8] =
    ["default_field", "docvalue_fields", "field", "fields", "matched_fields", "path", "sort", "stored_fields"];

/// Queries that look into all fields when they are given none.
const EVERY_FIELD: [&str; 3] = ["multi_match", "query_string", "simple_query_string"];

/// A part of the engine's indices.
pub struct View {
    part: Part,
    /// The mapped fields that the part does not show.
    hidden: BTreeSet<String>,
}

impl View {
    /// A part with every field.
    pub fn of_documents(part: Part) -> Self {
        Self { part, hidden: BTreeSet::new() }
    }

    /// A part with some of the fields in the engine's answer to `_mapping`.
    pub fn of_fields(part: Part, mappings: &Value) -> Self {
        let mut types = BTreeMap::new();
        for index in mappings.as_object().into_iter().flat_map(Map::values) {
            collect_types(index.pointer("/mappings/properties"), "", &mut types);
        }
        let hidden = types.into_keys().filter(|field| !part.shows(field)).collect();
        Self { part, hidden }
    }

    /// A search of the part alone.
    pub fn narrowed(&self, body: &Value) -> Result<Value, EsError> {
        self.part.check_search(body)?;
        Engine::in_memory().parse_search(body)?;
        self.check(body)?;
        let mut body = body.clone();
        let (Some(filter), Some(members)) = (self.part.query(), body.as_object_mut()) else { return Ok(body) };
        let query = members.get("query").cloned().unwrap_or_else(|| json!({ "match_all": {} }));
        if let Some(Value::Object(highlight)) = members.get_mut("highlight") {
            // The terms of the filter are none of the caller's.
            highlight.entry("highlight_query").or_insert_with(|| query.clone());
        }
        members.insert("query".to_owned(), json!({ "bool": { "must": [query], "filter": [filter] } }));
        Ok(body)
    }

    fn check(&self, value: &Value) -> Result<(), EsError> {
        match value {
            Value::Object(members) => members.iter().try_for_each(|(name, member)| {
                self.check_member(name, member)?;
                self.check(member)
            }),
            Value::Array(values) => values.iter().try_for_each(|value| self.check(value)),
            _ => Ok(()),
        }
    }

    fn check_member(&self, name: &str, member: &Value) -> Result<(), EsError> {
        if self.part.query().is_some() {
            let counts_all = name == "min_doc_count" && member.as_f64() == Some(0.0);
            if counts_all || name == "global" {
                return Err(refused(&format!("[{name}] in a search by a key with document level security")));
            }
        }
        if self.hidden.is_empty() {
            return Ok(());
        }
        self.check_name(name)?;
        if name == "inner_hits" {
            // Their sources have paths of their own, which can't be told from those of documents.
            return Err(refused("[inner_hits] in a search by a key with field level security"));
        }
        if EVERY_FIELD.contains(&name) {
            check_every_field(name, member)?;
        }
        if FIELD_MEMBERS.contains(&name) {
            texts(member).try_for_each(|text| self.check_name(text))?;
        }
        Ok(())
    }

    /// Refuses the name of a hidden field, with or without a boost, and a pattern that means one.
    fn check_name(&self, name: &str) -> Result<(), EsError> {
        let name = name.split('^').next().unwrap_or_default();
        match self.hidden.iter().find(|hidden| wildcard::matches(name, hidden)) {
            None => Ok(()),
            Some(_) => Err(refused(&format!("[{name}], which names a field that the key does not see,"))),
        }
    }

    /// Takes out of an answer what the part does not show.
    pub fn strip(&self, value: &mut Value) {
        match value {
            Value::Object(members) => {
                for (name, member) in members.iter_mut() {
                    match (name.as_str(), member) {
                        ("_source", Value::Object(source)) => *source = self.part.of_source(source),
                        ("highlight" | "fields", Value::Object(fields)) => {
                            fields.retain(|field, _| self.part.shows(field));
                        }
                        (_, member) => self.strip(member),
                    }
                }
            }
            Value::Array(values) => values.iter_mut().for_each(|value| self.strip(value)),
            _ => {}
        }
    }
}

fn texts(member: &Value) -> impl Iterator<Item = &str> {
    let several = member.as_array().into_iter().flatten().filter_map(Value::as_str);
    member.as_str().into_iter().chain(several)
}

/// Fields must be named, and in the fields alone: the text of a query may name some of its own.
fn check_every_field(kind: &str, query: &Value) -> Result<(), EsError> {
    let named = ["fields", "default_field"].into_iter().filter_map(|member| query.get(member));
    if named.flat_map(texts).next().is_none() {
        return Err(refused(&format!("[{kind}] without [fields]")));
    }
    let text = query.get("query").and_then(Value::as_str).unwrap_or_default();
    if kind == "query_string" && text.contains(':') {
        return Err(refused("[query_string] with a field in its text"));
    }
    Ok(())
}

fn refused(what: &str) -> EsError {
    EsError::illegal_argument(format!("{what} is refused in front of --upstream for a key that sees only a part"))
}
