//! From the dictionary's JSON to its compiled form, keyword by keyword in the order in which they are written, as the
//! server compiles it: the first mistake is the one that is reported.

use std::collections::BTreeMap;

use super::Dictionary;
use super::error::DictionaryError;
use super::keyword;
use super::order::{hash_order, java_hash, rearranged};
use super::pattern::{Compiled, Extent, PatternCompiler};
use super::reference::{Anchors, refuse_cycles};
use super::schema::{Check, PatternId, Rule, Schema, SchemaId};
use super::uri;
use super::validate::MAX_DEPTH;
use crate::json::{Object, Value};

/// How much text the messages of a dictionary may hold, in bytes. `not`, `contains` and `oneOf` quote their schemas.
const MAX_TEXT: usize = 32 << 20;

/// Compiles a dictionary that the meta-schema accepts.
pub(super) fn compile(dictionary: &Value, patterns: &dyn PatternCompiler) -> Result<Dictionary, DictionaryError> {
    uri::check_meta_schema(dictionary)?;
    let mut compiler = Compiler::new(patterns);
    let schema = compiler.reserve();
    let root = Root { value: dictionary, schema };
    let place =
        Place { path: "#".to_owned(), pointer: "#".to_owned(), has_base: false, root, parent_refers: false };
    compiler.fill(schema, dictionary, place)?;
    refuse_cycles(&compiler.schemas)?;
    let Compiler { schemas, patterns, unchecked_patterns, .. } = compiler;
    Ok(Dictionary { schemas, patterns, unchecked_patterns })
}

/// The document that references are resolved in.
#[derive(Clone, Copy)]
pub(super) struct Root<'a> {
    pub(super) value: &'a Value,
    pub(super) schema: SchemaId,
}

/// Where a schema stands.
pub(super) struct Place<'a> {
    /// The server's name for it, which restarts at `allOf`, `not` and so on. It decides the order of the keywords.
    pub(super) path: String,
    /// Its place in the dictionary.
    pub(super) pointer: String,
    /// Whether it or a schema around it has an absolute `$id`.
    pub(super) has_base: bool,
    pub(super) root: Root<'a>,
    /// Whether the schema around it has a `$ref`.
    pub(super) parent_refers: bool,
}

/// A schema object while its keywords are compiled.
pub(super) struct Here<'a, 'p> {
    pub(super) object: &'a Object,
    pub(super) place: &'p Place<'a>,
    pub(super) refers: bool,
}

impl<'a> Here<'a, '_> {
    /// The place of a schema under a keyword, which the server calls `path`.
    pub(super) fn place(&self, path: String, keyword: &str, name: &str) -> Place<'a> {
        let separator = if name.is_empty() { "" } else { "/" };
        let pointer = [&self.place.pointer, "/", keyword, separator, name].concat();
        Place { path, pointer, parent_refers: self.refers, ..*self.place }
    }

    /// The server's name for a keyword here.
    pub(super) fn path(&self, keyword: &str) -> String {
        [&self.place.path, "/", keyword].concat()
    }
}

pub(super) struct Compiler<'a> {
    pattern_compiler: &'a dyn PatternCompiler,
    schemas: Vec<Schema>,
    patterns: Vec<Compiled>,
    /// Patterns by their text, with how they are applied as the first character.
    pattern_ids: BTreeMap<String, PatternId>,
    pub(super) references: BTreeMap<String, SchemaId>,
    pub(super) anchors: Option<(SchemaId, Anchors<'a>)>,
    unchecked_patterns: Vec<String>,
    depth: usize,
    text: usize,
}

impl<'a> Compiler<'a> {
    fn new(pattern_compiler: &'a dyn PatternCompiler) -> Self {
        Self {
            pattern_compiler,
            schemas: Vec::new(),
            patterns: Vec::new(),
            pattern_ids: BTreeMap::new(),
            references: BTreeMap::new(),
            anchors: None,
            unchecked_patterns: Vec::new(),
            depth: 0,
            text: 0,
        }
    }

    /// A number for a schema that is about to be compiled.
    pub(super) fn reserve(&mut self) -> SchemaId {
        self.schemas.push(Schema::default());
        SchemaId::try_from(self.schemas.len() - 1).unwrap_or(SchemaId::MAX)
    }

    pub(super) fn schema(&mut self, value: &'a Value, place: Place<'a>) -> Result<SchemaId, DictionaryError> {
        let schema = self.reserve();
        self.fill(schema, value, place)?;
        Ok(schema)
    }

    /// Compiles a schema under the number that it was given.
    pub(super) fn fill(&mut self, schema: SchemaId, value: &'a Value, mut place: Place<'a>) -> Result<(), DictionaryError> {
        if self.depth == MAX_DEPTH {
            return Err(DictionaryError::compile([&place.pointer, ": the schema is nested too deeply"].concat()));
        }
        self.depth += 1;
        place.has_base = uri::has_base(value, place.has_base)?;
        let rules = match value {
            Value::Bool(false) => vec![Rule { keyword: "false", coded: false, check: Check::Never }],
            Value::Object(object) => {
                self.rules(&Here { object, place: &place, refers: object.contains("$ref") })?
            }
            _ => Vec::new(),
        };
        if let Some(slot) = self.schemas.get_mut(schema as usize) {
            *slot = Schema { pointer: place.pointer, rules };
        }
        self.depth -= 1;
        Ok(())
    }

    /// The rules of a schema in the order in which the server applies them.
    fn rules(&mut self, here: &Here<'a, '_>) -> Result<Vec<Rule>, DictionaryError> {
        let mut rules = Vec::new();
        let mut hashes = Vec::new();
        for (name, value) in here.object.iter() {
            if let Some(rule) = keyword::rule(self, name, value, here)? {
                hashes.push(java_hash(&here.path(name)));
                rules.push(rule);
            }
        }
        let mut rules = rearranged(rules, &hash_order(&hashes));
        rules.retain(|rule| !matches!(rule.check, Check::Nothing));
        Ok(rules)
    }

    /// Compiles a pattern once, however often it is used.
    pub(super) fn pattern(&mut self, text: &str, extent: Extent) -> Result<PatternId, DictionaryError> {
        let key = [if extent == Extent::Whole { "=" } else { "~" }, text].concat();
        if let Some(known) = self.pattern_ids.get(&key) {
            return Ok(*known);
        }
        let compiled = Compiled::new(text, extent, self.pattern_compiler)?;
        if !compiled.is_checked() {
            self.unchecked_patterns.push(text.to_owned());
        }
        self.patterns.push(compiled);
        let pattern = PatternId::try_from(self.patterns.len() - 1).unwrap_or(PatternId::MAX);
        self.pattern_ids.insert(key, pattern);
        Ok(pattern)
    }

    /// Accounts for the text of a message.
    pub(super) fn keep(&mut self, text: String) -> Result<String, DictionaryError> {
        self.text += text.len();
        if self.text > MAX_TEXT {
            return Err(DictionaryError::compile("The schema is too large: its messages would quote it too often"));
        }
        Ok(text)
    }
}
