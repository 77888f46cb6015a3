//! JSON text as a list of nodes that point into it: a value that takes three allocations, however many parts it has.
//! For values that are looked at and not kept; [`super::Value`] is for the others.

use super::sorted;

/// How deep arrays and objects may nest, as for the server's own reader.
pub const MAX_DEPTH: usize = 1000;

/// Objects with more members than this are searched by halves.
const FEW: usize = 8;

/// The number of no node.
pub const ABSENT: u32 = u32::MAX;

/// The types of a value. Integers are numbers that are written without fraction and exponent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `{…}`
    Object,
    /// `[…]`
    Array,
    /// `"…"`
    String,
    /// `1.5`, `1e3`
    Number,
    /// `15`
    Integer,
    /// `true` or `false`
    Boolean,
    /// `null`
    Null,
    /// There is no such value.
    Absent,
}

/// A node as it is kept: where its text stands, or which children it has.
#[derive(Debug)]
struct Entry {
    kind: Kind,
    start: u32,
    end: u32,
}

const NOWHERE: &Entry = &Entry { kind: Kind::Absent, start: 0, end: 0 };

/// A JSON document.
#[derive(Debug, Default)]
pub struct Tape {
    /// The document, and behind it the strings that have escapes, without them.
    text: String,
    /// In the order of the text; a member's name stands before its value.
    entries: Vec<Entry>,
    /// For each container its children as they are written, and for a large object the same again, sorted by name.
    children: Vec<u32>,
}

impl Tape {
    /// Reads what `JSON.stringify` or [`super::Value::to_json`] has written. Nothing when it nests too deeply or is
    /// cut off; other text than these write is not told from JSON.
    #[must_use]
    pub fn read(text: String) -> Option<Self> {
        let mut reader = Reader { text: &text, ..Reader::default() };
        // A guess that saves growing.
        reader.tape.entries.reserve(text.len() / 8);
        while let Some(byte) = reader.peek() {
            reader.token(byte)?;
        }
        let Reader { unescaped, mut tape, open, .. } = reader;
        tape.text = text;
        tape.text.push_str(&unescaped);
        tape.index();
        (open.is_empty() && !tape.entries.is_empty()).then_some(tape)
    }

    /// The document's value.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        self.node(0)
    }

    /// Puts the names of large objects behind all children, as they are written and sorted.
    fn index(&mut self) {
        for at in 0..small(self.entries.len()) {
            let node = self.node(at);
            if node.kind() == Kind::Object && node.children().len() > FEW {
                let both = [node.children(), &node.by_name()].concat();
                let start = self.children.len();
                if let Some(entry) = self.entries.get_mut(at as usize) {
                    (entry.start, entry.end) = (small(start), small(start + both.len() / 2));
                }
                self.children.extend(both);
            }
        }
    }

    fn find(&self, object: u32, name: &[u8]) -> u32 {
        let object = self.node(object);
        let mut names = object.children();
        if object.kind() != Kind::Object {
            names = &[];
        } else if names.len() > FEW {
            let sorted = self.sorted_names(object);
            let place = sorted.partition_point(|&other| self.bytes(other) < name);
            names = sorted.get(place..).and_then(|rest| rest.get(..1)).unwrap_or_default();
        }
        for &other in names {
            let entry = self.entry(other);
            // Most names are told apart by their length.
            if (entry.end - entry.start) as usize == name.len() && self.bytes(other) == name {
                return other;
            }
        }
        ABSENT
    }

    /// The names of a large object, behind those as they are written.
    fn sorted_names(&self, object: Node) -> &[u32] {
        let (start, count) = (object.entry().end as usize, object.children().len());
        self.children.get(start..start + count).unwrap_or_default()
    }

    fn entry(&self, at: u32) -> &Entry {
        self.entries.get(at as usize).unwrap_or(NOWHERE)
    }

    /// The text of a string.
    fn bytes(&self, at: u32) -> &[u8] {
        let entry = self.entry(at);
        self.text.as_bytes().get(entry.start as usize..entry.end as usize).unwrap_or_default()
    }

    /// The node with that number.
    #[must_use]
    pub fn node(&self, at: u32) -> Node<'_> {
        Node { tape: self, at }
    }
}

/// A value in a document, or the name of a member.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    tape: &'a Tape,
    /// Its number, which grows in the order of the text.
    pub at: u32,
}

impl<'a> Node<'a> {
    fn entry(self) -> &'a Entry {
        self.tape.entry(self.at)
    }

    /// Its type; that of a name is a string's.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.entry().kind
    }

    /// The text of a string or a name, or a scalar as it is written; nothing for an array or an object.
    #[must_use]
    pub fn text(self) -> &'a str {
        let entry = self.entry();
        if entry.kind <= Kind::Array {
            return "";
        }
        self.tape.text.get(entry.start as usize..entry.end as usize).unwrap_or_default()
    }

    /// Whether this is a scalar of that type that is written so.
    #[must_use]
    pub fn is(self, kind: Kind, text: &str) -> bool {
        self.kind() == kind && self.text() == text
    }

    /// Whether there is such a value.
    #[must_use]
    pub fn exists(self) -> bool {
        self.kind() != Kind::Absent
    }

    /// The numbers of an array's elements, or of the names of an object's members, as they are written.
    #[must_use]
    pub fn children(self) -> &'a [u32] {
        let entry = self.entry();
        if entry.kind > Kind::Array {
            return &[];
        }
        self.tape.children.get(entry.start as usize..entry.end as usize).unwrap_or_default()
    }

    /// The same as nodes.
    pub fn nodes(self) -> impl Iterator<Item = Node<'a>> {
        self.children().iter().map(move |&child| self.tape.node(child))
    }

    /// Another node of the same document.
    #[must_use]
    pub fn sibling(self, at: u32) -> Self {
        self.tape.node(at)
    }

    /// The value of the member whose name this is.
    #[must_use]
    pub fn value(self) -> Self {
        self.tape.node(self.at.saturating_add(1))
    }

    /// An object's names, sorted.
    #[must_use]
    pub fn by_name(self) -> Vec<u32> {
        let names = self.children();
        let name = |place: u32| names.get(place as usize).map_or("", |&name| self.tape.node(name).text());
        let mut sorted = sorted(names.len(), &|a, b| name(a).cmp(name(b)));
        for place in &mut sorted {
            *place = names.get(*place as usize).copied().unwrap_or_default();
        }
        sorted
    }

    /// The name of the member that is called so, in UTF-8.
    #[must_use]
    pub fn find(self, name: &[u8]) -> Self {
        self.tape.node(self.tape.find(self.at, name))
    }

    /// The value of the member of that name.
    #[must_use]
    pub fn get(self, name: &str) -> Self {
        self.find(name.as_bytes()).value()
    }

    /// The steps from this value down to another one inside it: names and elements.
    pub fn steps_to(self, inner: Node<'a>, step: &mut dyn FnMut(Step<'a>)) {
        let mut value = self;
        while value.at < inner.at {
            let children = value.children();
            let place = children.partition_point(|&child| child <= inner.at).saturating_sub(1);
            let Some(&child) = children.get(place) else { return };
            let child = self.tape.node(child);
            if value.kind() == Kind::Object {
                step(Step::Name(child.text()));
                value = child.value();
            } else {
                step(Step::Element(u32::try_from(place).unwrap_or(u32::MAX)));
                value = child;
            }
        }
    }
}

/// A step from a value to one in it.
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    /// To the member of that name.
    Name(&'a str),
    /// To the element at that place.
    Element(u32),
}

/// A text that is being read. Separators say nothing that brackets and the order of the text don't.
#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    at: usize,
    tape: Tape,
    unescaped: String,
    /// The containers that are open.
    open: Vec<u32>,
    /// Their nodes so far.
    pending: Vec<u32>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn token(&mut self, byte: u8) -> Option<()> {
        let start = self.at;
        self.at += 1;
        match byte {
            b'{' => self.open(Kind::Object),
            b'[' => self.open(Kind::Array),
            b'}' | b']' => self.close()?,
            b'"' => self.string(),
            b',' | b':' => {}
            b't' | b'f' => self.scalar(Kind::Boolean, start),
            b'n' => self.scalar(Kind::Null, start),
            _ => self.scalar(Kind::Integer, start),
        }
        (self.open.len() <= MAX_DEPTH).then_some(())
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize) -> u32 {
        let at = small(self.tape.entries.len());
        self.tape.entries.push(Entry { kind, start: small(start), end: small(end) });
        self.pending.push(at);
        at
    }

    fn open(&mut self, kind: Kind) {
        let children = self.pending.len() + 1;
        let at = self.push(kind, children, 0);
        self.open.push(at);
    }

    /// Moves a container's children to where they stay: of an object the names, behind each of which its value stands.
    fn close(&mut self) -> Option<()> {
        let entry = self.tape.entries.get_mut(self.open.pop()? as usize)?;
        let pending = entry.start as usize;
        let start = self.tape.children.len();
        let step = if entry.kind == Kind::Object { 2 } else { 1 };
        for &child in self.pending.get(pending..)?.iter().step_by(step) {
            self.tape.children.push(child);
        }
        (entry.start, entry.end) = (small(start), small(self.tape.children.len()));
        self.pending.truncate(pending);
        Some(())
    }

    fn string(&mut self) {
        let (start, from) = (self.at, self.unescaped.len());
        let mut copied = start;
        while let Some(byte) = self.peek().filter(|&byte| byte != b'"') {
            if byte == b'\\' {
                self.copy(copied);
                self.escape();
                copied = self.at;
            } else {
                self.at += 1;
            }
        }
        if copied == start {
            self.push(Kind::String, start, self.at);
        } else {
            self.copy(copied);
            let behind = self.text.len();
            self.push(Kind::String, behind + from, behind + self.unescaped.len());
        }
        self.at += 1;
    }

    fn copy(&mut self, from: usize) {
        self.unescaped.push_str(self.text.get(from..self.at).unwrap_or_default());
    }

    /// An escape. Of a character beyond U+FFFF neither writer makes two, so a surrogate is half a character.
    fn escape(&mut self) {
        self.at += 1;
        let character = match self.peek().unwrap_or_default() {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let digits = self.text.get(self.at + 1..self.at + 5).unwrap_or_default();
                self.at += 4;
                let code = digits.chars().fold(0, |code, digit| code * 16 + digit.to_digit(16).unwrap_or(0));
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            other => char::from(other),
        };
        self.at += 1;
        self.unescaped.push(character);
    }

    fn scalar(&mut self, mut kind: Kind, start: usize) {
        while let Some(byte) = self.peek().filter(|byte| !b",:]}".contains(byte)) {
            if kind == Kind::Integer && matches!(byte, b'.' | b'e' | b'E') {
                kind = Kind::Number;
            }
            self.at += 1;
        }
        self.push(kind, start, self.at);
    }
}

/// A place in a text: those of 4 GiB and more do not fit in memory beside their nodes.
fn small(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
