//! `$ref`: finding the schema that it names, which must stand in the dictionary itself.

use super::compile::{Compiler, Place, Root};
use super::keyword::Keyword;
use super::schema::{Id, Schema};
use super::text;
use super::uri;
use crate::json::{Kind, Node, sorted};

/// The schemas of a document that have a `$id` like `#name`, by name.
pub(super) struct Anchors<'a> {
    document: Id,
    found: Vec<Node<'a>>,
    by_name: Vec<u32>,
}

impl<'a> Anchors<'a> {
    /// Those anywhere in the document, even where no schema can stand: the server looks there too.
    fn of(root: Root<'a>) -> Self {
        let mut found = Vec::new();
        let mut rest = vec![root.value];
        while let Some(value) = rest.pop() {
            let is_object = value.kind() == Kind::Object;
            if value.get("$id").is_some_and(|id| id.kind() == Kind::String) {
                found.push(value);
            }
            for child in value.nodes() {
                rest.push(if is_object { child.value() } else { child });
            }
        }
        let by_name = sorted(found.len(), &|a, b| {
            let (a, b) = (found.get(a as usize), found.get(b as usize));
            // Of one name the first in the document comes first.
            name_of(a).cmp(name_of(b)).then(a.map(|a| a.at).cmp(&b.map(|b| b.at)))
        });
        Self { document: root.schema, found, by_name }
    }

    /// The first one of that name.
    fn find(&self, name: &str) -> Option<Node<'a>> {
        let place = self.by_name.partition_point(|&at| name_of(self.found.get(at as usize)) < name);
        let found = self.found.get(*self.by_name.get(place)? as usize);
        found.copied().filter(|_| name_of(found) == name)
    }
}

fn name_of<'a>(schema: Option<&Node<'a>>) -> &'a str {
    schema.and_then(|schema| schema.get("$id")).map_or("", Node::text)
}

impl<'a> Compiler<'a, '_> {
    /// The schema that a text refers to, compiled at its first use. `place` is where the `$ref` stands.
    pub(super) fn reference(&mut self, reference: Node<'a>, place: &Place<'a>) -> Id {
        let text = reference.text();
        if text == "#" {
            return place.root.schema;
        }
        let Some(target) = self.target(text, place.root) else {
            self.fail(&[&place.path, "/$ref: Reference ", &text::bare(reference), " cannot be resolved"]);
            return place.root.schema;
        };
        // The server knows a reference by its text alone.
        if let Ok(schema) = self.known((None, text)) {
            return schema;
        }
        let schema = self.reserve();
        self.remember((None, text), schema);
        let base = self.base(target, reference.at);
        self.fill(schema, target, Place { path: text.to_owned(), base, parent_refers: true, ..*place });
        schema
    }

    fn target(&mut self, text: &str, root: Root<'a>) -> Option<Node<'a>> {
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
pub(super) fn cycle(schemas: &[Schema]) -> Option<Id> {
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
    uses.iter().position(|count| *count > 0).and_then(|schema| Id::try_from(schema).ok())
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
