//! `$ref`: finding the schema that it names, which must stand in the dictionary itself.

use super::Dictionary;
use super::compile::{Compiler, Place, Root};
use super::keyword::Keyword;
use super::known::Known;
use super::schema::Id;
use super::uri;
use crate::json::{ABSENT, At, Kind};

impl Compiler<'_> {
    /// The schema that a text refers to, compiled at its first use. `place` is where the `$ref` stands.
    pub(super) fn reference(&mut self, reference: At, place: &Place) -> Id {
        let text = self.nodes.text(reference);
        if text == "#" {
            return place.root.schema;
        }
        let target = self.target(text, place.root);
        if target == ABSENT {
            self.fail(&[&place.path, "/$ref: Reference ", text, " cannot be resolved"]);
            return place.root.schema;
        }
        // The server knows a reference by its text alone.
        if let Ok(schema) = self.known.find(Known::REFERENCE, text) {
            return schema;
        }
        let (schema, _) = self.reserve(1);
        self.known.insert(Known::REFERENCE, text, schema);
        let base = self.base(target, reference);
        self.fill(schema, target, Place { path: text.to_owned(), base, parent_refers: true, ..*place });
        schema
    }

    fn target(&mut self, text: &str, root: Root) -> At {
        if let Some(pointer) = text.strip_prefix("#/") {
            return uri::follow(self.nodes, root.value, pointer);
        }
        if !text.starts_with('#') {
            return ABSENT;
        }
        let anchors = Known::anchor(root.schema);
        // A document is searched once, since it has no schema of this name.
        if self.known.find(anchors, "").is_err() {
            self.known.insert(anchors, "", ABSENT);
            self.anchors(root.value, anchors);
        }
        self.known.find(anchors, text).unwrap_or(ABSENT)
    }

    /// Remembers the schemas of a document that have a `$id`, the first of each name: those anywhere in the document,
    /// even where no schema can stand, since the server looks there too.
    fn anchors(&mut self, node: At, anchors: u32) {
        let nodes = self.nodes;
        let name = nodes.get(node, "$id");
        if nodes.kind(name) == Kind::String {
            self.known.insert(anchors, nodes.text(name), node);
        }
        for child in nodes.children(node) {
            self.anchors(nodes.content(child), anchors);
        }
    }
}

/// A schema that applies itself to the same value without end, if there is one.
pub(super) fn cycle(dictionary: &Dictionary) -> Option<Id> {
    let mut states = vec![State::Unknown; dictionary.schemas.len()];
    (0..).take(states.len()).find(|&schema| is_cyclic(dictionary, schema, &mut states))
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
fn is_cyclic(dictionary: &Dictionary, schema: Id, states: &mut [State]) -> bool {
    let Some(state) = states.get_mut(schema as usize) else { return false };
    if *state != State::Unknown {
        return *state == State::Open;
    }
    *state = State::Open;
    for rule in dictionary.rules(schema) {
        let count = match rule.keyword {
            Keyword::Reference | Keyword::Not | Keyword::AllOf | Keyword::OneOf => usize::MAX,
            Keyword::If => 1,
            _ => 0,
        };
        for used in rule.schemas().take(count) {
            if is_cyclic(dictionary, used, states) {
                return true;
            }
        }
    }
    if let Some(state) = states.get_mut(schema as usize) {
        *state = State::Sound;
    }
    false
}

/// Puts what a `$ref` leads to where it is all that there is. Not in `anyOf`, which looks at what its schemas say
/// themselves.
#[cfg(feature = "fast")]
pub(super) fn shorten(dictionary: &mut Dictionary) {
    for rule in dictionary.rules.iter().filter(|rule| rule.keyword != Keyword::AnyOf) {
        for schema in rule.schemas() {
            let mut target = dictionary.schema(schema);
            while let &[only] = dictionary.list(target.rules)
                && let Some(rule) = dictionary.rules.get(only as usize)
                && rule.keyword == Keyword::Reference
            {
                target = dictionary.schema(rule.first);
            }
            if let Some(schema) = dictionary.schemas.get_mut(schema as usize) {
                *schema = target;
            }
        }
    }
}
