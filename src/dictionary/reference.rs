//! `$ref`: finding the schema that it names, which must stand in the dictionary itself.

use super::compile::{Compiler, Name, Place, Root};
use super::keyword::Keyword;
use super::schema::{Id, NONE, Schema};
use super::uri;
use crate::json::{Kind, Node};

impl<'a> Compiler<'a, '_> {
    /// The schema that a text refers to, compiled at its first use. `place` is where the `$ref` stands.
    pub(super) fn reference(&mut self, reference: Node<'a>, place: &Place<'a>) -> Id {
        let text = reference.text();
        if text == "#" {
            return place.root.schema;
        }
        let Some(target) = self.target(text, place.root).filter(|target| target.exists()) else {
            self.fail(&[&place.path, "/$ref: Reference ", text, " cannot be resolved"]);
            return place.root.schema;
        };
        // The server knows a reference by its text alone.
        if let Ok(schema) = self.known(Name::Reference(text)) {
            return schema;
        }
        let schema = self.reserve();
        self.remember(Name::Reference(text), schema);
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
        // A document is searched once, since it has no schema of this name.
        if self.known(Name::Anchor(root.schema, "")).is_err() {
            self.remember(Name::Anchor(root.schema, ""), NONE);
            self.anchors(root.value, root.schema);
        }
        self.known(Name::Anchor(root.schema, text)).ok().map(|at| root.value.sibling(at))
    }

    /// Remembers the schemas of a document that have a `$id`, the first of each name: those anywhere in the document,
    /// even where no schema can stand, since the server looks there too.
    fn anchors(&mut self, value: Node<'a>, document: Id) {
        let name = value.get("$id");
        if name.kind() == Kind::String {
            self.remember(Name::Anchor(document, name.text()), value.at);
        }
        for child in value.nodes() {
            self.anchors(if value.kind() == Kind::Object { child.value() } else { child }, document);
        }
    }
}

/// A schema that applies itself to the same value without end, if there is one.
pub(super) fn cycle(schemas: &[Schema]) -> Option<Id> {
    let mut states = vec![State::Unknown; schemas.len()];
    for schema in 0..Id::try_from(schemas.len()).unwrap_or(NONE) {
        if is_cyclic(schemas, schema, &mut states) {
            return Some(schema);
        }
    }
    None
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unknown,
    /// It is being looked at: who comes here again has gone in a circle.
    Open,
    Sound,
}

/// Whether a schema leads back to itself by those that it always applies to the value that it is applied to. They are
/// no deeper nested than [`super::validate::MAX_DEPTH`] among those that are not known yet.
fn is_cyclic(schemas: &[Schema], schema: Id, states: &mut [State]) -> bool {
    let (Some(state), Some(Schema { rules, .. })) = (states.get_mut(schema as usize), schemas.get(schema as usize))
    else {
        return false;
    };
    if *state != State::Unknown {
        return *state == State::Open;
    }
    *state = State::Open;
    for rule in rules {
        let count = match rule.keyword {
            Keyword::Reference | Keyword::Not | Keyword::AllOf | Keyword::OneOf => rule.ids.len(),
            Keyword::If => 1,
            _ => 0,
        };
        for &used in rule.ids.iter().take(count) {
            if is_cyclic(schemas, used, states) {
                return true;
            }
        }
    }
    if let Some(state) = states.get_mut(schema as usize) {
        *state = State::Sound;
    }
    false
}
