//! `$ref`: finding the schema that it names, which must stand in the dictionary itself.

use super::compile::{Compiled, Compiler, Place, Root, known};
use super::error::DictionaryError;
use super::keyword::Keyword;
use super::order;
use super::schema::{Id, Schema};
use super::uri;
use crate::json::Value;

/// The schemas of a document that have a `$id` like `#name`, by name.
pub(super) struct Anchors<'a>(Vec<(&'a str, &'a Value)>);

impl<'a> Anchors<'a> {
    /// Those anywhere in the document, even where no schema can stand: the server looks there too.
    fn of(document: &'a Value) -> Self {
        let mut found = Vec::new();
        let mut rest = vec![document];
        while let Some(value) = rest.pop() {
            match value {
                Value::Object(object) => {
                    if let Some(name) = object.get("$id").and_then(Value::as_str).filter(|id| id.starts_with('#')) {
                        found.push((name, value));
                    }
                    rest.extend(object.iter().rev().map(|(_, member)| member));
                }
                Value::Array(elements) => rest.extend(elements.iter().rev()),
                _ => {}
            }
        }
        let name = |at: u32| found.get(at as usize).map_or("", |anchor: &(&str, &Value)| anchor.0);
        let sorted = order::sorted(found.len(), &|a, b| name(a).cmp(name(b)));
        Self(sorted.into_iter().filter_map(|at| found.get(at as usize).copied()).collect())
    }

    /// The first one of that name.
    fn find(&self, name: &str) -> Option<&'a Value> {
        let first = self.0.partition_point(|(known, _)| *known < name);
        self.0.get(first).filter(|(known, _)| *known == name).map(|(_, schema)| *schema)
    }
}

impl<'a> Compiler<'a> {
    /// The schema that `text` refers to, compiled at its first use. `place` is where the `$ref` stands.
    pub(super) fn reference(&mut self, text: &str, place: &Place<'a>) -> Compiled<Id> {
        if text == "#" {
            return Ok(place.root.schema);
        }
        let Some(target) = self.target(text, place.root) else {
            return Err(DictionaryError::compile(&[&place.path, "/$ref: Reference ", text, " cannot be resolved"]));
        };
        // The server knows a reference by its text alone.
        if let Some(schema) = known(&self.references, text) {
            return Ok(schema);
        }
        let schema = self.reserve();
        self.references.insert(text, schema);
        let target_place = Place { path: text.to_owned(), pointer: text.to_owned(), parent_refers: true, ..*place };
        self.fill(schema, target, target_place)?;
        Ok(schema)
    }

    fn target(&mut self, text: &str, root: Root<'a>) -> Option<&'a Value> {
        let anchor = text.strip_prefix('#')?;
        if let Some(pointer) = anchor.strip_prefix('/') {
            let steps = uri::pointer_steps(pointer)?;
            return steps.iter().try_fold(root.value, |value, step| child(value, step));
        }
        let is_known = self.anchors.as_ref().is_some_and(|(schema, _)| *schema == root.schema);
        if !is_known {
            self.anchors = Some((root.schema, Anchors::of(root.value)));
        }
        self.anchors.as_ref().and_then(|(_, anchors)| anchors.find(text))
    }
}

/// One step of a pointer: a number is a place in an array, and nothing else.
fn child<'a>(value: &'a Value, step: &str) -> Option<&'a Value> {
    if step.is_empty() || !step.bytes().all(|byte| byte.is_ascii_digit()) {
        return value.get(step);
    }
    value.as_array()?.get(step.parse::<usize>().ok()?)
}

/// Refuses schemas that apply themselves to the same value without end.
pub(super) fn refuse_cycles(schemas: &[Schema]) -> Compiled<()> {
    let mut uses = vec![0_u32; schemas.len()];
    for schema in schemas {
        for used in always_applied(schema) {
            if let Some(count) = uses.get_mut(used as usize) {
                *count += 1;
            }
        }
    }
    let mut unused: Vec<usize> = (0..schemas.len()).filter(|&schema| uses.get(schema) == Some(&0)).collect();
    while let Some(schema) = unused.pop().and_then(|schema| schemas.get(schema)) {
        for used in always_applied(schema) {
            if let Some(count) = uses.get_mut(used as usize) {
                *count -= 1;
                if *count == 0 {
                    unused.push(used as usize);
                }
            }
        }
    }
    match schemas.iter().zip(uses).find(|(_, uses)| *uses > 0) {
        Some((schema, _)) => {
            Err(DictionaryError::compile(&[&schema.pointer, ": the schema refers to itself without end"]))
        }
        None => Ok(()),
    }
}

/// The schemas that this one always applies to the value that it is applied to.
fn always_applied(schema: &Schema) -> Vec<Id> {
    let mut applied = Vec::new();
    for rule in &schema.rules {
        applied.extend_from_slice(match rule.keyword {
            Keyword::Reference | Keyword::Not | Keyword::AllOf | Keyword::OneOf => &rule.ids,
            Keyword::If => rule.ids.get(..1).unwrap_or_default(),
            _ => &[],
        });
    }
    applied
}
