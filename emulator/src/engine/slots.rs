//! What the numbers of an index stand for: documents, and the nested objects in them, which are documents of their own.
//!
//! A level is where a search looks: at the documents (`None`), or at the nested objects of one path.

use serde_json::{Map, Value};

use super::document::Place;

/// The documents and nested objects of an index, by number.
#[derive(Debug, Default)]
pub struct Slots {
    slots: Vec<Slot>,
    /// How many slots are taken.
    taken: usize,
}

/// What a number stands for.
#[derive(Debug)]
pub enum Slot {
    /// A document that was replaced or deleted.
    Gone,
    /// A document.
    Document(Box<Document>),
    /// A nested object.
    Nested(Box<NestedObject>),
}

/// An object that is a document of its own. Its number comes after that of the document that it lies in.
#[derive(Debug)]
pub struct NestedObject {
    /// Where it lies: the path of its kind.
    pub path: String,
    /// The document or nested object that it lies in.
    pub parent: u32,
    /// The document.
    pub root: u32,
    /// Which of the objects at that path in its parent it is.
    pub offset: usize,
}

/// A document as it was written.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// Its source.
    pub source: Map<String, Value>,
    /// How often it was written.
    pub version: u64,
    /// The number of the write among all writes to the index.
    pub seq_no: u64,
    /// The fields with a value that was too long to be indexed.
    pub ignored: Vec<String>,
}

impl Slots {
    /// One more than the greatest document number.
    #[must_use]
    pub fn end(&self) -> u32 {
        u32::try_from(self.slots.len()).unwrap_or(u32::MAX)
    }

    /// The numbers of all documents, or of all nested objects of a path.
    pub fn live(&self, level: Option<&str>) -> impl Iterator<Item = u32> {
        (0..).zip(&self.slots).filter(move |(_, slot)| slot.is_at(level)).map(|(number, _)| number)
    }

    /// Whether a number stands for a document, or for a nested object of that path.
    #[must_use]
    pub fn is_at(&self, level: Option<&str>, number: u32) -> bool {
        self.slots.get(number as usize).is_some_and(|slot| slot.is_at(level))
    }

    /// A nested object by its number.
    #[must_use]
    pub fn nested(&self, number: u32) -> Option<&NestedObject> {
        match self.slots.get(number as usize)? {
            Slot::Nested(object) => Some(object),
            _ => None,
        }
    }

    /// The document, or nested object of a path, that a number is or lies in.
    #[must_use]
    pub fn ancestor(&self, level: Option<&str>, number: u32) -> Option<u32> {
        let mut at = number;
        while !self.is_at(level, at) {
            at = self.nested(at)?.parent;
        }
        Some(at)
    }

    /// The nested objects of a path that lie in a document, or in a nested object of the path `level`.
    pub fn below(&self, level: Option<&str>, number: u32, path: &str) -> impl Iterator<Item = u32> {
        let root = self.nested(number).map_or(number, |object| object.root);
        let inside = move |at: &u32| self.nested(*at).is_some_and(|object| object.root == root);
        let wanted = move |at: &u32| self.is_at(Some(path), *at) && self.ancestor(level, *at) == Some(number);
        (number + 1..).take_while(inside).filter(wanted)
    }

    /// Whether at least half of the numbers, and more than a few, stand for nothing.
    #[must_use]
    pub fn is_half_gone(&self) -> bool {
        self.slots.len() > 2 * self.taken + 1000
    }

    /// How many documents and nested objects there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.taken
    }

    /// A document by its number.
    #[must_use]
    pub fn document(&self, number: u32) -> Option<&Document> {
        match self.slots.get(number as usize)? {
            Slot::Document(document) => Some(document),
            _ => None,
        }
    }

    /// Gives the next number to a document or nested object.
    pub fn push(&mut self, slot: Slot) {
        self.slots.push(slot);
        self.taken += 1;
    }

    /// Takes out a document, if it is there, with its nested objects. The numbers that stand for nothing from now on are
    /// added to `gone`.
    pub fn remove(&mut self, number: u32, gone: &mut Vec<u32>) -> Option<Document> {
        gone.push(number);
        gone.extend((number + 1..).take_while(|at| self.nested(*at).is_some_and(|object| object.root == number)));
        self.taken -= gone.len();
        let mut slots =
            gone.iter().filter_map(|at| Some(std::mem::replace(self.slots.get_mut(*at as usize)?, Slot::Gone)));
        match slots.next()? {
            Slot::Document(document) => {
                slots.for_each(drop);
                Some(*document)
            }
            _ => None,
        }
    }

    /// All documents, in their order. What remains has none.
    pub fn take_documents(&mut self) -> impl Iterator<Item = Document> + use<> {
        self.taken = 0;
        std::mem::take(&mut self.slots).into_iter().filter_map(|slot| match slot {
            Slot::Document(document) => Some(*document),
            _ => None,
        })
    }
}

impl Slot {
    fn is_at(&self, level: Option<&str>) -> bool {
        match (self, level) {
            (Self::Document(_), None) => true,
            (Self::Nested(object), Some(path)) => object.path == path,
            _ => false,
        }
    }
}

impl NestedObject {
    /// The object at a place in the document of that number.
    #[must_use]
    pub fn new(root: u32, place: &Place) -> Self {
        // No document has more parts than its limit for nested objects.
        let parent = root + u32::try_from(place.parent).unwrap_or_default();
        Self { path: place.path.clone(), parent, root, offset: place.offset }
    }
}
