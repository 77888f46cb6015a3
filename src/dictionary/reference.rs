//! `$ref`: finding the schema that it names, which must stand in the dictionary itself.

use super::compile::{Compiler, Place, Root, known};
use super::keyword::Keyword;
use super::order;
use super::schema::{Id, Schema};
use super::uri;
use crate::json::Value;

/// The schemas of a document that have a `$id` like `#name`, by name.
pub(super) struct Anchors<'a> {
    document: Id,
    found: Vec<(&'a str, &'a Value)>,
    by_name: Vec<u32>,
}

impl<'a> Anchors<'a> {
    /// Those anywhere in the document, even where no schema can stand: the server looks there too.
    fn of(root: Root<'a>) -> Self {
        let mut found = Vec::new();
        let mut rest = vec![root.value];
        while let Some(value) = rest.pop() {
            let end = rest.len();
            match value {
                Value::Object(object) => {
                    if let Some(Value::String(id)) = object.get("$id") {
                        found.push((id.as_str(), value));
                    }
                    for (_, member) in object.iter() {
                        rest.push(member);
                    }
                }
                Value::Array(elements) => {
                    for element in elements {
                        rest.push(element);
                    }
                }
                _ => {}
            }
            // The first one is to be taken first.
            rest.get_mut(end..).unwrap_or_default().reverse();
        }
        let by_name = order::sorted(found.len(), &|a, b| name_at(&found, a).cmp(name_at(&found, b)));
        Self { document: root.schema, found, by_name }
    }

    /// The first one of that name.
    fn find(&self, name: &str) -> Option<&'a Value> {
        let place = self.by_name.partition_point(|&at| name_at(&self.found, at) < name);
        let (found, schema) = self.found.get(*self.by_name.get(place)? as usize)?;
        (*found == name).then_some(schema)
    }
}

fn name_at<'a>(found: &[(&'a str, &Value)], place: u32) -> &'a str {
    found.get(place as usize).map_or("", |(name, _)| name)
}

impl<'a> Compiler<'a> {
    /// The schema that `text` refers to, compiled at its first use. `place` is where the `$ref` stands.
    pub(super) fn reference(&mut self, text: &str, place: &Place<'a>) -> Id {
        if text == "#" {
            return place.root.schema;
        }
        let Some(target) = self.target(text, place.root) else {
            self.fail(&[&place.path, "/$ref: Reference ", text, " cannot be resolved"]);
            return place.root.schema;
        };
        // The server knows a reference by its text alone.
        if let Some(schema) = known(&self.references, text) {
            return schema;
        }
        let schema = self.reserve();
        self.references.insert(text, Value::from(schema));
        let target_place = Place { path: text.to_owned(), pointer: text.to_owned(), parent_refers: true, ..*place };
        self.fill(schema, target, target_place);
        schema
    }

    fn target(&mut self, text: &str, root: Root<'a>) -> Option<&'a Value> {
        if let Some(pointer) = text.strip_prefix("#/") {
            return uri::follow(root.value, pointer);
        }
        if !text.starts_with('#') {
            return None;
        }
        if self.anchors.as_ref().is_none_or(|anchors| anchors.document != root.schema) {
            self.anchors = Some(Anchors::of(root));
        }
        self.anchors.as_ref()?.find(text)
    }
}

/// A schema that applies itself to the same value without end, if there is one.
pub(super) fn cycle(schemas: &[Schema]) -> Option<&Schema> {
    let mut uses = vec![0_u32; schemas.len()];
    for schema in schemas {
        always_applied(schema, &mut |used| {
            if let Some(count) = uses.get_mut(used as usize) {
                *count += 1;
            }
        });
    }
    let mut unused = Vec::new();
    for (schema, count) in (0..).zip(&uses) {
        if *count == 0 {
            unused.push(schema);
        }
    }
    while let Some(schema) = unused.pop() {
        always_applied(schemas.get(schema as usize)?, &mut |used| {
            if let Some(count) = uses.get_mut(used as usize) {
                *count -= 1;
                if *count == 0 {
                    unused.push(used);
                }
            }
        });
    }
    schemas.get(uses.iter().position(|count| *count > 0)?)
}

/// The schemas that this one always applies to the value that it is applied to.
fn always_applied(schema: &Schema, found: &mut dyn FnMut(Id)) {
    for rule in &schema.rules {
        let count = match rule.keyword {
            Keyword::Reference | Keyword::Not | Keyword::AllOf | Keyword::OneOf => rule.ids.len(),
            Keyword::If => 1,
            _ => 0,
        };
        for &schema in rule.ids.get(..count).unwrap_or_default() {
            found(schema);
        }
    }
}
