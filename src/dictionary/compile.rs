//! From the dictionary's JSON to its compiled form, keyword by keyword in the order in which they are written, as the
//! server compiles it: the first mistake is the one that is reported.

use super::Dictionary;
use super::error::DictionaryError;
use super::keyword::Keyword;
use super::order::{hash_order, java_hash};
use super::pattern::{Compiled, Extent, PatternCompiler};
use super::reference::{self, Anchors};
use super::schema::{Id, Rule, Schema};
use super::uri;
use super::validate::MAX_DEPTH;
use crate::json::{Number, Object, Value};

/// How much text the messages of a dictionary may hold, in bytes. `not`, `contains` and `oneOf` quote their schemas.
const MAX_TEXT: usize = 32 << 20;

const DRAFT_7: &str = "https://json-schema.org/draft-07/schema";

/// Compiles a dictionary that the meta-schema accepts.
pub(super) fn compile(dictionary: &Value, patterns: &dyn PatternCompiler) -> Result<Dictionary, Box<DictionaryError>> {
    let mut compiler = Compiler {
        engine: patterns,
        compiled: Dictionary::default(),
        patterns: Object::new(),
        references: Object::new(),
        anchors: None,
        depth: 0,
        text: 0,
        error: None,
    };
    compiler.check_meta_schema(dictionary);
    let root = Root { value: dictionary, schema: compiler.reserve() };
    let place = Place { path: "#".to_owned(), pointer: "#".to_owned(), has_base: false, root, parent_refers: false };
    compiler.fill(root.schema, dictionary, place);
    if compiler.error.is_none()
        && let Some(schema) = reference::cycle(&compiler.compiled.schemas)
    {
        let message = [&schema.pointer, ": the schema refers to itself without end"].concat();
        compiler.fail(&[&message]);
    }
    compiler.error.map_or(Ok(compiler.compiled), Err)
}

/// The document that references are resolved in.
#[derive(Clone, Copy)]
pub(super) struct Root<'a> {
    pub(super) value: &'a Value,
    pub(super) schema: Id,
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
}

impl<'a> Here<'a, '_> {
    /// The place of a schema under a keyword, which the server calls `path`.
    pub(super) fn place(&self, path: &[&str], keyword: &str, name: &str) -> Place<'a> {
        let separator = if name.is_empty() { "" } else { "/" };
        let pointer = [&self.place.pointer, "/", keyword, separator, name].concat();
        Place { path: path.concat(), pointer, parent_refers: self.object.contains("$ref"), ..*self.place }
    }
}

/// A compilation. After the first mistake it goes on, which is harmless, and simpler than to stop everywhere.
pub(super) struct Compiler<'a> {
    pub(super) engine: &'a dyn PatternCompiler,
    compiled: Dictionary,
    /// The numbers of patterns, by their text with a mark of their extent before it.
    patterns: Object,
    /// The numbers of the schemas that are referred to, by the text of the reference.
    pub(super) references: Object,
    pub(super) anchors: Option<Anchors<'a>>,
    depth: usize,
    text: usize,
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

    fn check_meta_schema(&mut self, dictionary: &Value) {
        let Some(Value::String(uri)) = dictionary.get("$schema") else { return };
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

    pub(super) fn schema(&mut self, value: &'a Value, place: Place<'a>) -> Id {
        let schema = self.reserve();
        self.fill(schema, value, place);
        schema
    }

    /// Compiles a schema under the number that it was given.
    pub(super) fn fill(&mut self, schema: Id, value: &'a Value, mut place: Place<'a>) {
        if self.depth == MAX_DEPTH {
            return self.fail(&[&place.pointer, ": the schema is nested too deeply"]);
        }
        self.depth += 1;
        if let Some(Value::String(uri)) = value.get("$id") {
            match uri::has_base(uri, place.has_base) {
                Some(has_base) => place.has_base = has_base,
                None => self.fail(&[uri, ": null is an invalid segment for URI {2}"]),
            }
        }
        let mut rules = Vec::new();
        match value {
            Value::Bool(false) => rules.push(Rule::new(Keyword::False)),
            Value::Object(object) => self.rules(&Here { object, place: &place }, &mut rules),
            _ => {}
        }
        if let Some(slot) = self.compiled.schemas.get_mut(schema as usize) {
            *slot = Schema { pointer: place.pointer, rules };
        }
        self.depth -= 1;
    }

    /// The rules of a schema in the order in which the server applies them.
    fn rules(&mut self, here: &Here<'a, '_>, rules: &mut Vec<Rule>) {
        let mut written = Vec::new();
        let mut hashes = Vec::new();
        let path = java_hash(java_hash(0, &here.place.path), "/");
        for (name, value) in here.object.iter() {
            if let Some(keyword) = Keyword::named(name) {
                hashes.push(java_hash(path, name));
                written.push(self.rule(keyword, name, value, here));
            }
        }
        for place in hash_order(&hashes) {
            if let Some(rule) = written.get_mut(place as usize)
                && rule.keyword != Keyword::Annotation
            {
                rules.push(std::mem::replace(rule, Rule::new(Keyword::Annotation)));
            }
        }
    }

    /// Compiles a pattern once, however often it is used.
    pub(super) fn pattern(&mut self, text: &str, extent: Extent) -> Id {
        let key = [if extent == Extent::Whole { "=" } else { "~" }, text].concat();
        if let Some(known) = known(&self.patterns, &key) {
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
        self.patterns.insert(key.as_str(), Value::from(pattern));
        pattern
    }

    /// Accounts for the text of a message.
    pub(super) fn keep(&mut self, text: String) -> String {
        self.text += text.len();
        if self.text > MAX_TEXT {
            self.fail(&["The schema is too large: its messages would quote it too often"]);
            return String::new();
        }
        text
    }
}

/// A place in a list as a number.
fn id(place: usize) -> Id {
    Id::try_from(place).unwrap_or(Id::MAX)
}

/// The number that is kept under a name.
pub(super) fn known(numbers: &Object, name: &str) -> Option<Id> {
    numbers.get(name)?.as_number().map(number_of)
}

/// A number that was put into a value.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was such a number before")]
pub(super) fn number_of(number: &Number) -> Id {
    number.value() as Id
}
