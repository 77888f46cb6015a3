//! From the dictionary's text to its compiled form, keyword by keyword in the order in which they are written, as the
//! server compiles it: the first mistake is the one that is reported.

use super::error::DictionaryError;
use super::keyword::Keyword;
use super::known::Known;
use super::order::{java_hash, sort_by_hash};
use super::pattern::{Check, Compiled, PatternCompiler};
use super::reference;
use super::schema::{Base, Id, Rule, Schema};
use super::uri;
use super::validate::MAX_DEPTH;
use super::{Compilation, Dictionary};
use crate::json::{ABSENT, At, Kind, Nodes, Tape};

const DRAFT_7: &str = "https://json-schema.org/draft-07/schema";

/// Compiles a dictionary that the meta-schema accepts.
pub(super) fn compile(tape: Tape, root: At, engine: &dyn PatternCompiler) -> Compilation {
    let nodes = Nodes::of(&tape);
    let mut compiler =
        Compiler { engine, nodes: &nodes, compiled: Box::default(), known: Known::default(), depth: 0, error: None };
    compiler.check_meta_schema(root);
    let base = compiler.base(root, ABSENT);
    let root = Root { value: root, schema: compiler.reserve(1).0 };
    compiler.fill(
        root.schema,
        root.value,
        Place { path: "#".to_owned(), base, has_base: false, root, parent_refers: false },
    );
    let Compiler { mut compiled, error, .. } = compiler;
    if let Some(error) = error {
        return Err(error);
    }
    compiled.tape = tape;
    if let Some(schema) = reference::cycle(&compiled) {
        let base = compiled.base(schema);
        let reference = Nodes::of(&compiled.tape).text(base.reference);
        let name = if reference.is_empty() { "#" } else { reference };
        return Err(DictionaryError::compile(&[name, ": the schema refers to itself without end"]));
    }
    #[cfg(feature = "fast")]
    reference::shorten(&mut compiled);
    Ok(compiled)
}

/// The document that references are resolved in.
#[derive(Clone, Copy)]
pub(super) struct Root {
    pub(super) value: At,
    pub(super) schema: Id,
}

/// Where a schema stands.
pub(super) struct Place {
    /// The server's name for it, which restarts at `allOf`, `not` and so on. It decides the order of the keywords.
    pub(super) path: String,
    pub(super) base: u32,
    /// Whether it or a schema around it has an absolute `$id`.
    pub(super) has_base: bool,
    pub(super) root: Root,
    /// Whether the schema around it has a `$ref`.
    pub(super) parent_refers: bool,
}

/// A schema object while its keywords are compiled.
pub(super) struct Here<'p> {
    pub(super) object: At,
    pub(super) place: &'p Place,
    refers: bool,
}

impl Here<'_> {
    /// The place of a schema under a keyword, which the server calls `path`.
    pub(super) fn place(&self, path: &[&str]) -> Place {
        Place { path: path.concat(), parent_refers: self.refers, ..*self.place }
    }
}

/// A compilation. After the first mistake it goes on, which is harmless, and simpler than to stop everywhere.
pub(super) struct Compiler<'a> {
    pub(super) engine: &'a dyn PatternCompiler,
    pub(super) nodes: &'a Nodes<'a>,
    pub(super) compiled: Box<Dictionary>,
    pub(super) known: Known<'a>,
    depth: usize,
    /// The first mistake.
    error: Option<Box<DictionaryError>>,
}

impl<'a> Compiler<'a> {
    /// Notes a mistake: the parts of its message.
    pub(super) fn fail(&mut self, message: &[&str]) {
        self.fail_by(DictionaryError::compile(message));
    }

    pub(super) fn fail_by(&mut self, error: Box<DictionaryError>) {
        if self.error.is_none() {
            self.error = Some(error);
        }
    }

    fn check_meta_schema(&mut self, dictionary: At) {
        let schema = self.nodes.get(dictionary, "$schema");
        if self.nodes.kind(schema) != Kind::String {
            return;
        }
        let uri = self.nodes.text(schema);
        match uri::meta_schema(uri) {
            Some(known) if known == DRAFT_7 => {}
            Some(unknown) => self.fail(&["Unknown MetaSchema: ", &unknown]),
            None => self.fail(&["Wrong MetaSchema URI: ", uri]),
        }
    }

    /// Successive numbers for schemas that are about to be compiled: the first, and how many.
    pub(super) fn reserve(&mut self, count: usize) -> (Id, u32) {
        let first = self.compiled.schemas.len();
        self.compiled.schemas.resize(first + count, Schema::default());
        (number(first), number(count))
    }

    /// A number for what a reference leads to.
    pub(super) fn base(&mut self, node: At, reference: At) -> u32 {
        self.compiled.bases.push(Base { node, reference });
        number(self.compiled.bases.len() - 1)
    }

    /// Compiles a schema under the number that it was given.
    pub(super) fn fill(&mut self, schema: Id, node: At, mut place: Place) {
        if self.depth == MAX_DEPTH {
            return self.fail(&["The dictionary is nested too deeply"]);
        }
        self.depth += 1;
        let name = self.nodes.get(node, "$id");
        if self.nodes.kind(name) == Kind::String {
            let name = self.nodes.text(name);
            match uri::has_base(name, place.has_base) {
                Some(has_base) => place.has_base = has_base,
                None => self.fail(&[name, ": null is an invalid segment for URI {2}"]),
            }
        }
        let rules = self.rules(node, &place);
        self.put(schema, node, place.base, &rules);
        self.depth -= 1;
    }

    /// Puts a schema where its number says.
    pub(super) fn put(&mut self, schema: Id, node: At, base: u32, rules: &[u32]) {
        let rules = self.list(rules);
        if let Some(slot) = self.compiled.schemas.get_mut(schema as usize) {
            *slot = Schema { node, base, rules };
        }
    }

    /// The rules of a schema in the order in which the server applies them.
    fn rules(&mut self, object: At, place: &Place) -> Vec<u32> {
        let nodes = self.nodes;
        let mut rules = self.written(object, place);
        let path = java_hash(java_hash(0, &place.path), "/");
        let rule = |rule: u32| self.compiled.rules.get(rule as usize);
        let name = |number: u32| rule(number).map_or(ABSENT, |rule| rule.name);
        sort_by_hash(&mut rules, &|rule| java_hash(path, nodes.text(name(rule))));
        rules.retain(|&number| rule(number).is_some_and(|rule| rule.keyword != Keyword::Annotation));
        rules
    }

    /// The rules of a schema in the order in which they are written.
    fn written(&mut self, object: At, place: &Place) -> Vec<u32> {
        let nodes = self.nodes;
        let mut rules = Vec::new();
        if nodes.is(object, Kind::Boolean, "false") {
            rules.push(self.add(Rule::new(Keyword::False, ABSENT)));
        }
        let here = Here { object, place, refers: nodes.get(object, "$ref") != ABSENT };
        if nodes.kind(object) == Kind::Object {
            for name in nodes.children(object) {
                if let Some(keyword) = Keyword::named(nodes.text(name)) {
                    let rule = self.rule(keyword, name, &here);
                    rules.push(self.add(rule));
                }
            }
        }
        rules
    }

    /// A number for a rule.
    pub(super) fn add(&mut self, rule: Rule) -> u32 {
        self.compiled.rules.push(rule);
        number(self.compiled.rules.len() - 1)
    }

    /// Compiles a pattern or a format once, however often it is used.
    pub(super) fn pattern(&mut self, text: &'a str, check: Check) -> u32 {
        let kind = Known::pattern(check);
        if let Ok(known) = self.known.find(kind, text) {
            return known;
        }
        let engine = self.engine.compile(text, check).unwrap_or_else(|refusal| {
            let class = "java.util.regex.PatternSyntaxException";
            self.fail_by(DictionaryError::caused(class, "pattern_syntax_exception", refusal));
            None
        });
        if engine.is_none() && check != Check::Format {
            self.compiled.unchecked_patterns.push(text.to_owned());
        }
        let pattern = number(self.compiled.patterns.len());
        self.compiled.patterns.push(Compiled::new(text, check, engine));
        self.known.insert(kind, text, pattern);
        pattern
    }

    /// Adds to the dictionary's list: where that part begins and ends.
    pub(super) fn list(&mut self, items: &[u32]) -> [u32; 2] {
        let begin = number(self.compiled.list.len());
        self.compiled.list.extend_from_slice(items);
        [begin, number(self.compiled.list.len())]
    }
}

/// A place in a list as a number.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
