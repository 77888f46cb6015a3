//! One or two documents, whose nodes are known by number: the numbers say which of the two. Numbers rather than
//! references, since a function that gives one needs no memory to give it in.

use super::tape::{ABSENT, ASIDE, At, FEW, Kind, Node, Tape, hash, sign};

const NOWHERE: &Node =
    &Node { kind: Kind::Absent, start: ABSENT, end: 0, parent: ABSENT, next: ABSENT, place: 0, hash: 0 };

/// The nodes of one document, or of two.
#[derive(Debug, Clone, Copy)]
pub struct Nodes<'a> {
    /// The one whose numbers begin at 0, and the one whose numbers begin at [`ASIDE`].
    tapes: [&'a Tape; 2],
}

impl<'a> Nodes<'a> {
    /// The nodes of one document, whatever its numbers.
    #[must_use]
    pub fn of(tape: &'a Tape) -> Self {
        Self { tapes: [tape, tape] }
    }

    /// The nodes of two documents: the second one's numbers begin at [`ASIDE`].
    #[must_use]
    pub fn both(tape: &'a Tape, aside: &'a Tape) -> Self {
        Self { tapes: [tape, aside] }
    }

    fn tape(&self, at: At) -> &'a Tape {
        let [tape, aside] = self.tapes;
        if at < ASIDE { tape } else { aside }
    }

    fn node(&self, at: At) -> &'a Node {
        self.tape(at).nodes.get((at & !ASIDE) as usize).unwrap_or(NOWHERE)
    }

    /// Its type.
    #[must_use]
    pub fn kind(&self, at: At) -> Kind {
        self.node(at).kind
    }

    /// The text of a string or a name, or a scalar as it is written; nothing for an array or an object.
    #[must_use]
    pub fn text(&self, at: At) -> &'a str {
        let node = self.node(at);
        if node.kind <= Kind::Array {
            return "";
        }
        self.tape(at).text.get(node.start as usize..node.end as usize).unwrap_or_default()
    }

    /// Whether this is a scalar of that type that is written so.
    #[must_use]
    pub fn is(&self, at: At, kind: Kind, text: &str) -> bool {
        self.kind(at) == kind && self.text(at) == text
    }

    /// The container around it: of a member's name and value, the object.
    #[must_use]
    pub fn parent(&self, at: At) -> At {
        self.node(at).parent
    }

    /// How many elements of an array, or names of an object, stand before this one.
    #[must_use]
    pub fn place(&self, at: At) -> u32 {
        self.node(at).place
    }

    /// How many elements an array has, or members an object; 0 for anything else.
    #[must_use]
    pub fn count(&self, at: At) -> u32 {
        let node = self.node(at);
        if node.kind <= Kind::Array { node.end } else { 0 }
    }

    /// The first element of an array, or the name of an object's first member.
    #[must_use]
    pub fn first(&self, at: At) -> At {
        let node = self.node(at);
        if node.kind <= Kind::Array { node.start } else { ABSENT }
    }

    /// The next element, or the name of the next member.
    #[must_use]
    pub fn next(&self, at: At) -> At {
        self.node(at).next
    }

    /// The elements of an array, or the names of an object's members, as they are written.
    #[must_use]
    pub fn children(&self, at: At) -> Children<'_> {
        Children { nodes: self, next: self.first(at) }
    }

    /// What an element or a member holds: of a name the value, of a value itself.
    #[must_use]
    pub fn content(&self, child: At) -> At {
        if self.kind(child) == Kind::Name { value(child) } else { child }
    }

    /// The text of a string or a name in UTF-8.
    fn bytes(&self, at: At) -> &'a [u8] {
        let node = self.node(at);
        self.tape(at).text.as_bytes().get(node.start as usize..node.end as usize).unwrap_or_default()
    }

    /// The name of the member that is called so, in UTF-8.
    #[must_use]
    pub fn find(&self, object: At, name: &[u8]) -> At {
        if self.may_have(object, hash(name)) { self.find_named(object, hash(name), name) } else { ABSENT }
    }

    /// The name of the member that is called as a scalar or a name reads.
    #[must_use]
    pub fn find_same(&self, object: At, node: At) -> At {
        let hash = self.node(node).hash;
        if self.may_have(object, hash) { self.find_named(object, hash, self.bytes(node)) } else { ABSENT }
    }

    fn may_have(&self, object: At, hash: u32) -> bool {
        let object = self.node(object);
        object.kind == Kind::Object && object.hash & sign(hash) != 0
    }

    fn find_named(&self, object: At, hash: u32, name: &[u8]) -> At {
        let around = self.node(object);
        let is_small = around.end <= FEW;
        let mut at = if is_small { around.start } else { self.nearest(object, name) };
        while at != ABSENT {
            let node = self.node(at);
            if node.hash == hash && self.bytes(at) == name {
                break;
            }
            at = if is_small { node.next } else { ABSENT };
        }
        at
    }

    /// The first of a large object's sorted names that does not come before this one.
    fn nearest(&self, object: At, name: &[u8]) -> At {
        let names = &self.tape(object).names;
        let place = names.partition_point(|&other| {
            let parent = self.parent(other);
            parent < object || parent == object && self.bytes(other) < name
        });
        names.get(place).copied().unwrap_or(ABSENT)
    }

    /// The value of the member of that name.
    #[must_use]
    pub fn get(&self, object: At, name: &str) -> At {
        value(self.find(object, name.as_bytes()))
    }
}

/// Nodes that follow each other in one container.
#[derive(Debug)]
pub struct Children<'n> {
    nodes: &'n Nodes<'n>,
    next: At,
}

impl Iterator for Children<'_> {
    type Item = At;

    fn next(&mut self) -> Option<At> {
        let child = self.next;
        self.next = self.nodes.next(child);
        (child != ABSENT).then_some(child)
    }
}

/// The value of the member whose name this is.
#[must_use]
pub fn value(name: At) -> At {
    name.saturating_add(1)
}
