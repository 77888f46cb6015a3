//! JSON text as a list of nodes that point into it: a value that takes two allocations, however many parts it has.
//! For values that are looked at and not kept; [`super::Value`] is for the others. [`super::Nodes`] looks at them.

use super::{Nodes, sort};

/// How deep arrays and objects may nest, as for the server's own reader.
pub const MAX_DEPTH: usize = 1000;

/// Objects with more members than this are searched by halves.
pub(super) const FEW: u32 = 8;

/// The number of a node, which grows in the order of the text.
pub type At = u32;

/// The number of no node.
pub const ABSENT: At = At::MAX;

/// The first number in a document that is looked at beside another one, whose numbers begin at 0.
pub const ASIDE: At = 1 << 31;

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
    /// No value, but the name of an object's member, whose value is the next node.
    Name,
    /// There is no such value.
    Absent,
}

/// A node as it is kept.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// Where the text of a scalar or a name begins; of a container the first child: an element or a name.
    pub(super) start: u32,
    /// Where that text ends; of a container the number of its children.
    pub(super) end: u32,
    /// The container around it.
    pub(super) parent: At,
    /// The next child of that container.
    pub(super) next: At,
    /// How many children stand before it.
    pub(super) place: u32,
    /// Of a scalar or a name, what tells it from most others; of an object, the signs of its names.
    pub(super) hash: u32,
}

/// A JSON document.
#[derive(Debug, Default)]
pub struct Tape {
    /// The document, and behind it the strings that have escapes, without them.
    pub(super) text: String,
    /// How much of the text is the document.
    length: usize,
    pub(super) nodes: Vec<Node>,
    /// The names in large objects, sorted by object and text.
    pub(super) names: Vec<At>,
}

impl Tape {
    /// Reads what `JSON.stringify` or [`super::Value::to_json`] has written. The nodes' numbers begin at `first`, which
    /// is 0 or [`ASIDE`]. Nothing when it nests too deeply or is cut off; other text than these write is not told from
    /// JSON.
    #[must_use]
    pub fn read(text: String, first: At) -> Option<Self> {
        let mut reader = Reader { text: &text, first, parent: ABSENT, last: ABSENT, ..Reader::default() };
        // A guess that saves growing.
        reader.tape.nodes.reserve(text.len() / 6);
        while let Some(byte) = reader.peek() {
            reader.token(byte)?;
        }
        let Reader { unescaped, mut tape, depth, has_large, .. } = reader;
        tape.length = text.len();
        tape.text = text;
        tape.text.push_str(&unescaped);
        if has_large {
            tape.index(first);
        }
        (depth == 0 && !tape.nodes.is_empty()).then_some(tape)
    }

    /// The document's text.
    #[must_use]
    pub fn written(&self) -> &str {
        self.text.get(..self.length).unwrap_or_default()
    }

    /// Sorts the names in large objects.
    fn index(&mut self, first: At) {
        let mut names = Vec::new();
        let nodes = Nodes::of(self);
        for at in (first..).take(self.nodes.len()) {
            if nodes.kind(at) == Kind::Name && nodes.count(nodes.parent(at)) > FEW {
                names.push(at);
            }
        }
        sort(&mut names, &|a, b| nodes.parent(a).cmp(&nodes.parent(b)).then_with(|| nodes.text(a).cmp(nodes.text(b))));
        self.names = names;
    }
}

/// A text that is being read. Separators say little that brackets and the order of the text don't.
#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    at: usize,
    tape: Tape,
    unescaped: String,
    /// The first node's number.
    first: At,
    /// The innermost container that is open.
    parent: At,
    is_in_object: bool,
    /// Its last child so far.
    last: At,
    /// How many children it has so far, and the signs of their names. These are noted where it is left, for another
    /// container in it or for good.
    count: u32,
    signs: u32,
    /// Whether the next node is a member's value.
    is_value: bool,
    depth: usize,
    has_large: bool,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn token(&mut self, byte: u8) -> Option<()> {
        let start = self.at;
        self.at += 1;
        match byte {
            b'{' => self.open(Kind::Object)?,
            b'[' => self.open(Kind::Array)?,
            b'}' | b']' => self.close()?,
            b'"' => self.string(),
            b',' => {}
            b't' | b'f' => self.scalar(Kind::Boolean, start),
            b'n' => self.scalar(Kind::Null, start),
            _ => self.scalar(Kind::Integer, start),
        }
        Some(())
    }

    fn node(&mut self, at: At) -> Option<&mut Node> {
        self.tape.nodes.get_mut(at.wrapping_sub(self.first) as usize)
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize, hash: u32) -> At {
        let at = self.first + small(self.tape.nodes.len());
        let (parent, mut place) = (self.parent, 0);
        if self.is_value {
            self.is_value = false;
        } else {
            place = self.count;
            self.count += 1;
            if let Some(last) = self.node(self.last) {
                last.next = at;
            } else if let Some(parent) = self.node(parent) {
                parent.start = at;
            }
            self.last = at;
        }
        self.tape.nodes.push(Node { kind, start: small(start), end: small(end), parent, next: ABSENT, place, hash });
        at
    }

    /// Notes what has been counted in the innermost container.
    fn note(&mut self) {
        let (count, signs) = (self.count, self.signs);
        self.has_large |= count > FEW;
        if let Some(parent) = self.node(self.parent) {
            (parent.end, parent.hash) = (count, signs);
        }
    }

    fn open(&mut self, kind: Kind) -> Option<()> {
        let opened = self.push(kind, ABSENT as usize, 0, 0);
        self.note();
        (self.parent, self.is_in_object) = (opened, kind == Kind::Object);
        (self.last, self.count, self.signs) = (ABSENT, 0, 0);
        self.depth += 1;
        (self.depth <= MAX_DEPTH).then_some(())
    }

    fn close(&mut self) -> Option<()> {
        self.note();
        let closed = self.parent;
        self.parent = self.node(closed)?.parent;
        self.is_in_object = false;
        if let Some(&mut Node { kind, end, hash, .. }) = self.node(self.parent) {
            (self.is_in_object, self.count, self.signs) = (kind == Kind::Object, end, hash);
        }
        // Of an object's children it is the names that follow each other.
        self.last = closed - u32::from(self.is_in_object);
        self.depth -= 1;
        Some(())
    }

    /// Moves on to the next byte that is one of these.
    fn skip(&mut self, [a, b, c]: [u8; 3]) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|&byte| byte == a || byte == b || byte == c).unwrap_or(rest.len());
    }

    fn string(&mut self) {
        let (start, from) = (self.at, self.unescaped.len());
        let mut copied = start;
        self.skip(*b"\"\\\\");
        while self.peek() == Some(b'\\') {
            self.copy(copied);
            self.escape();
            copied = self.at;
            self.skip(*b"\"\\\\");
        }
        let is_name = !self.is_value && self.is_in_object;
        let kind = if is_name { Kind::Name } else { Kind::String };
        let (mut begin, mut end) = (start, self.at);
        let mut text = self.text.as_bytes().get(start..self.at);
        if copied > start {
            self.copy(copied);
            let behind = self.text.len();
            (begin, end) = (behind + from, behind + self.unescaped.len());
            text = self.unescaped.as_bytes().get(from..);
        }
        let hash = hash(text.unwrap_or_default());
        self.push(kind, begin, end, hash);
        if is_name {
            self.signs |= sign(hash);
            self.is_value = true;
            // The colon, which nothing comes before.
            self.at += 1;
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
        self.skip(*b",]}");
        let text = self.text.as_bytes().get(start..self.at).unwrap_or_default();
        if kind == Kind::Integer && text.iter().any(|byte| matches!(byte, b'.' | b'e' | b'E')) {
            kind = Kind::Number;
        }
        self.push(kind, start, self.at, hash(text));
    }
}

/// Tells most texts apart, at a glance.
pub(super) fn hash(text: &[u8]) -> u32 {
    let byte = |place: usize| text.get(place).map_or(0, |&byte| u32::from(byte));
    let [first, middle, last] = [0, text.len() / 2, text.len().wrapping_sub(1)].map(byte);
    small(text.len()) ^ first << 8 ^ middle << 16 ^ last << 24
}

/// The bit that stands for a name among those of an object.
pub(super) fn sign(hash: u32) -> u32 {
    1 << (hash.wrapping_mul(0x9E37_79B1) >> 27)
}

/// A place in a text: those of 4 GiB and more do not fit in memory beside their nodes.
fn small(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
