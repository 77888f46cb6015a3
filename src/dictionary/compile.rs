//! From the dictionary's text to its compiled form, keyword by keyword in the order in which they are written, as the
//! server compiles it: the first mistake is the one that is reported.

use super::Dictionary;
use super::error::DictionaryError;
use super::keyword::Keyword;
use super::order::{hash_order, java_hash};
use super::pattern::{Compiled, Extent, PatternCompiler};
use super::reference;
use super::schema::{Base, Id, NONE, Rule, Schema};
use super::uri;
use super::validate::MAX_DEPTH;
use crate::json::{Kind, Node, Tape};

const DRAFT_7: &str = "https://json-schema.org/draft-07/schema";

/// Compiles a dictionary that the meta-schema accepts.
pub(super) fn compile(tape: Tape, engine: &dyn PatternCompiler) -> Result<Dictionary, Box<DictionaryError>> {
    let value = tape.root();
    let mut compiler = Compiler { engine, compiled: Dictionary::default(), known: Vec::new(), depth: 0, error: None };
    compiler.check_meta_schema(value);
    let root = Root { value, schema: compiler.reserve() };
    let base = compiler.base(value, NONE);
    compiler.fill(
        root.schema,
        value,
        Place { path: "#".to_owned(), base, has_base: false, root, parent_refers: false },
    );
    let Compiler { mut compiled, error, .. } = compiler;
    if let Some(error) = error {
        return Err(error);
    }
    compiled.tape = tape;
    match reference::cycle(&compiled.schemas) {
        Some(schema) => {
            Err(DictionaryError::compile(&[&compiled.pointer(schema), ": the schema refers to itself without end"]))
        }
        None => Ok(compiled),
    }
}

/// The document that references are resolved in.
#[derive(Clone, Copy)]
pub(super) struct Root<'a> {
    pub(super) value: Node<'a>,
    pub(super) schema: Id,
}

/// Where a schema stands.
pub(super) struct Place<'a> {
    /// The server's name for it, which restarts at `allOf`, `not` and so on. It decides the order of the keywords.
    pub(super) path: String,
    pub(super) base: Id,
    /// Whether it or a schema around it has an absolute `$id`.
    pub(super) has_base: bool,
    pub(super) root: Root<'a>,
    /// Whether the schema around it has a `$ref`.
    pub(super) parent_refers: bool,
}

/// A schema object while its keywords are compiled.
pub(super) struct Here<'a, 'p> {
    pub(super) object: Node<'a>,
    pub(super) place: &'p Place<'a>,
    refers: bool,
    /// Whether it names error codes of its own.
    pub(super) has_codes: bool,
}

impl<'a> Here<'a, '_> {
    /// The place of a schema under a keyword, which the server calls `path`.
    pub(super) fn place(&self, path: &[&str]) -> Place<'a> {
        Place { path: path.concat(), parent_refers: self.refers, ..*self.place }
    }
}

/// A compilation. After the first mistake it goes on, which is harmless, and simpler than to stop everywhere.
pub(super) struct Compiler<'a, 'e> {
    pub(super) engine: &'e dyn PatternCompiler,
    compiled: Dictionary,
    /// What has a number, sorted.
    known: Vec<(Name<'a>, Id)>,
    depth: usize,
    /// The first mistake.
    error: Option<Box<DictionaryError>>,
}

/// What a number is known by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name<'a> {
    Pattern(Extent, &'a str),
    /// The schema that a `$ref` with this text leads to.
    Reference(&'a str),
    /// The node of the first `$id` with this text, in the document that is this schema.
    Anchor(Id, &'a str),
}

impl<'a> Compiler<'a, '_> {
    /// Notes a mistake: the parts of its message.
    pub(super) fn fail(&mut self, message: &[&str]) {
        self.fail_by(DictionaryError::compile(message));
    }

    pub(super) fn fail_by(&mut self, error: Box<DictionaryError>) {
        if self.error.is_none() {
            self.error = Some(error);
        }
    }

    fn check_meta_schema(&mut self, dictionary: Node) {
        let schema = dictionary.get("$schema");
        let uri = schema.text();
        if schema.kind() != Kind::String {
            return;
        }
        match uri::meta_schema(uri) {
            Some(known) if known == DRAFT_7 => {}
            Some(unknown) => self.fail(&["Unknown MetaSchema: ", &unknown]),
            None => self.fail(&["Wrong MetaSchema URI: ", uri]),
        }
    }

    /// A number for a schema that is about to be compiled.
    pub(super) fn reserve(&mut self) -> Id {
        self.compiled.schemas.push(Schema::default());
        id(self.compiled.schemas.len() - 1)
    }

    /// A number for what a reference leads to.
    pub(super) fn base(&mut self, value: Node, reference: Id) -> Id {
        self.compiled.bases.push(Base { node: value.at, reference });
        id(self.compiled.bases.len() - 1)
    }

    pub(super) fn schema(&mut self, value: Node<'a>, place: Place<'a>) -> Id {
        let schema = self.reserve();
        self.fill(schema, value, place);
        schema
    }

    /// Compiles a schema under the number that it was given.
    pub(super) fn fill(&mut self, schema: Id, value: Node<'a>, mut place: Place<'a>) {
        if self.depth == MAX_DEPTH {
            return self.fail(&["The dictionary is nested too deeply"]);
        }
        self.depth += 1;
        let name = value.get("$id");
        if name.kind() == Kind::String {
            match uri::has_base(name.text(), place.has_base) {
                Some(has_base) => place.has_base = has_base,
                None => self.fail(&[name.text(), ": null is an invalid segment for URI {2}"]),
            }
        }
        let mut rules = Vec::new();
        match value.kind() {
            Kind::Object => self.rules(value, &place, &mut rules),
            _ if value.is(Kind::Boolean, "false") => rules.push(Rule::new(Keyword::False, value.at)),
            _ => {}
        }
        if let Some(slot) = self.compiled.schemas.get_mut(schema as usize) {
            *slot = Schema { node: value.at, base: place.base, rules };
        }
        self.depth -= 1;
    }

    /// The rules of a schema in the order in which the server applies them.
    fn rules(&mut self, object: Node<'a>, place: &Place<'a>, rules: &mut Vec<Rule>) {
        let mut here = Here { object, place, refers: object.get("$ref").exists(), has_codes: false };
        for name in object.nodes() {
            here.has_codes |= name.text().ends_with("ErrorCode");
        }
        let mut written = Vec::new();
        let mut hashes = Vec::new();
        let path = java_hash(java_hash(0, &place.path), "/");
        for name in object.nodes() {
            if let Some(keyword) = Keyword::named(name.text()) {
                hashes.push(java_hash(path, name.text()));
                written.push(self.rule(keyword, name, &here));
            }
        }
        for place in hash_order(&hashes) {
            if let Some(rule) = written.get_mut(place as usize)
                && rule.keyword != Keyword::Annotation
            {
                rules.push(std::mem::replace(rule, Rule::new(Keyword::Annotation, NONE)));
            }
        }
    }

    /// What has a number already, or else where it is to be put.
    pub(super) fn known(&self, name: Name) -> Result<Id, usize> {
        let place = self.known.binary_search_by(|(known, _)| (*known).cmp(&name))?;
        self.known.get(place).map(|(_, id)| *id).ok_or(place)
    }

    pub(super) fn remember(&mut self, name: Name<'a>, id: Id) {
        if let Err(place) = self.known(name) {
            self.known.insert(place, (name, id));
        }
    }

    /// Compiles a pattern once, however often it is used.
    pub(super) fn pattern(&mut self, text: &'a str, extent: Extent) -> Id {
        let name = Name::Pattern(extent, text);
        if let Ok(known) = self.known(name) {
            return known;
        }
        let (compiled, error) = Compiled::new(text, extent, self.engine);
        if let Some(error) = error {
            self.fail_by(error);
        } else if !compiled.is_checked() {
            self.compiled.unchecked_patterns.push(text.to_owned());
        }
        let pattern = id(self.compiled.patterns.len());
        self.compiled.patterns.push(compiled);
        self.remember(name, pattern);
        pattern
    }
}

/// A place in a list as a number.
fn id(place: usize) -> Id {
    Id::try_from(place).unwrap_or(Id::MAX)
}
