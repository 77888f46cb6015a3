//! Whether a dictionary is closed: whether it names and bounds all that a page may send. Through an open one, whoever
//! has the page's key can send what the page never would.

use crate::{
    json::{Object, Value},
    search_ui::scalar,
};

use super::reference::target;

/// The path of the params as a whole.
const ROOT: &str = "$";

/// Schemas that are looked at in one dictionary.
const MAX_STEPS: u32 = 100_000;

/// Texts of these formats have a longest one.
const BOUNDED_FORMATS: [&str; 5] = ["date", "time", "uuid", "ipv4", "ip-address"];

/// A place where params are not bounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The place in the params, as in the server's messages; `[]` stands for each element, `*` for any name.
    pub path: String,
    /// What may stand there.
    pub takes: &'static str,
    /// What to write into the schema.
    pub fix: &'static str,
}

/// Every place where this dictionary is open; none if it is closed. Conditions (`not`, `if`, `dependencies`) narrow
/// what is accepted, and are not counted on.
#[must_use]
pub fn openings(dictionary: &Value) -> Vec<Opening> {
    let mut survey = Survey { document: dictionary, inside: Vec::new(), steps: 0 };
    let mut found = survey.look(ROOT, vec![dictionary]);
    found.dedup();
    found
}

struct Survey<'a> {
    document: &'a Value,
    /// The references that are being followed: a schema within itself is looked at once.
    inside: Vec<&'a str>,
    steps: u32,
}

/// Schemas that all apply to one value.
#[derive(Default)]
struct Together<'a> {
    objects: Vec<&'a Object>,
    /// Lists of which one schema applies, too.
    choices: Vec<&'a [Value]>,
    /// One of them accepts nothing, or is being looked at already.
    is_done: bool,
    /// How many references led to the place of this value.
    depth: usize,
}

impl<'a> Survey<'a> {
    fn look(&mut self, path: &str, schemas: Vec<&'a Value>) -> Vec<Opening> {
        self.look_with(path, Together { depth: self.inside.len(), ..Together::default() }, schemas)
    }

    fn look_with(&mut self, path: &str, mut together: Together<'a>, schemas: Vec<&'a Value>) -> Vec<Opening> {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return vec![opening(path, "more than can be looked through", "make the dictionary smaller")];
        }
        let depth = self.inside.len();
        self.gather(schemas, &mut together);
        let found = if together.is_done { Vec::new() } else { self.openings_of(path, &together) };
        self.inside.truncate(depth);
        found
    }

    fn gather(&mut self, schemas: Vec<&'a Value>, together: &mut Together<'a>) {
        for schema in schemas {
            let Value::Object(object) = schema else {
                together.is_done |= *schema == Value::Bool(false);
                continue;
            };
            together.objects.push(object);
            together.choices.extend(["anyOf", "oneOf"].iter().filter_map(|name| object.get(name)?.as_array()));
            self.gather(scalar::elements(object.get("allOf")).iter().collect(), together);
            let Some(reference) = object.get("$ref").and_then(Value::as_str) else { continue };
            if let Some(place) = self.inside.iter().position(|inside| *inside == reference) {
                // Of the same value it has been gathered; of a value around this one it is being looked at.
                together.is_done |= place < together.depth;
            } else if let Some(target) = target(self.document, reference) {
                self.inside.push(reference);
                self.gather(vec![target], together);
            }
        }
    }

    /// What the schemas leave open by themselves, unless each branch of a choice closes it.
    fn openings_of(&mut self, path: &str, together: &Together<'a>) -> Vec<Opening> {
        let mut found = self.without_choices(path, &together.objects);
        for choice in &together.choices {
            if found.is_empty() {
                break;
            }
            let with = || Together { objects: together.objects.clone(), depth: together.depth, ..Together::default() };
            found = choice.iter().flat_map(|branch| self.look_with(path, with(), vec![branch])).collect();
        }
        found
    }

    fn without_choices(&mut self, path: &str, objects: &[&'a Object]) -> Vec<Opening> {
        if objects.iter().any(|object| object.contains("enum") || object.contains("const")) {
            return Vec::new();
        }
        // The params as a whole are an object always.
        let Some(types) = types(objects).or_else(|| (path == ROOT).then(|| vec!["object"])) else {
            return vec![opening(path, "any value", "give it a `type`, an `enum` or a `const`")];
        };
        let mut found = Vec::new();
        for name in types {
            match name {
                "object" => found.extend(self.members(path, objects)),
                "array" => found.extend(self.elements(path, objects)),
                "string" => found.extend(text(path, objects)),
                "integer" => found.extend(whole_number(path, objects)),
                // These take no room, and a number with a fraction counts nothing.
                _ => {}
            }
        }
        found
    }

    fn members(&mut self, path: &str, objects: &[&'a Object]) -> Vec<Opening> {
        let mut found = Vec::new();
        let others: Vec<&Value> = objects.iter().filter_map(|object| object.get("additionalProperties")).collect();
        let patterns = objects.iter().filter_map(|object| object.get("patternProperties")?.as_object());
        let patterns: Vec<&Value> = patterns.flat_map(Object::iter).map(|(_, schema)| schema).collect();
        let is_closed = others.contains(&&Value::Bool(false));
        if !is_closed && others.iter().all(|schema| **schema == Value::Bool(true)) {
            found.push(opening(path, "members that it does not name", "add `\"additionalProperties\": false`"));
        } else if (!is_closed || !patterns.is_empty()) && !has(objects, "maxProperties") {
            found.push(opening(path, "any number of members", "add `maxProperties`"));
        }
        let any_name = [path, ".*"].concat();
        let schemas = others.into_iter().filter(|schema| schema.as_object().is_some()).chain(patterns);
        for schema in schemas.collect::<Vec<_>>() {
            found.extend(self.look(&any_name, vec![schema]));
        }
        found.extend(self.named_members(path, objects));
        found
    }

    fn named_members(&mut self, path: &str, objects: &[&'a Object]) -> Vec<Opening> {
        let mut members: Vec<(&str, Vec<&'a Value>)> = Vec::new();
        for (name, schema) in objects.iter().flat_map(|object| scalar::members(object.get("properties"))) {
            match members.iter_mut().find(|(known, _)| *known == name) {
                Some((_, schemas)) => schemas.push(schema),
                None => members.push((name, vec![schema])),
            }
        }
        members.into_iter().flat_map(|(name, schemas)| self.look(&[path, ".", name].concat(), schemas)).collect()
    }

    fn elements(&mut self, path: &str, objects: &[&'a Object]) -> Vec<Opening> {
        let mut found = Vec::new();
        let is_tuple = |object: &&Object| {
            object.get("items").is_some_and(|items| items.as_array().is_some())
                && object.get("additionalItems") == Some(&Value::Bool(false))
        };
        if !has(objects, "maxItems") && !objects.iter().any(is_tuple) {
            found.push(opening(path, "a list of any length", "add `maxItems`"));
        }
        let each = [path, "[]"].concat();
        let schemas: Vec<&Value> = objects.iter().filter_map(|object| object.get("items")).collect();
        if schemas.is_empty() {
            found.push(opening(&each, "any value", "add `items`"));
        }
        for schema in schemas {
            let tuple = schema.as_array();
            let alternatives = tuple.map_or_else(|| vec![schema], |schemas| schemas.iter().collect());
            found.extend(alternatives.into_iter().flat_map(|schema| self.look(&each, vec![schema])));
        }
        found
    }
}

fn opening(path: &str, takes: &'static str, fix: &'static str) -> Opening {
    Opening { path: path.to_owned(), takes, fix }
}

fn has(objects: &[&Object], keyword: &str) -> bool {
    objects.iter().any(|object| object.contains(keyword))
}

/// The types that all of the schemas accept; `None` if none says any.
fn types<'a>(objects: &[&'a Object]) -> Option<Vec<&'a str>> {
    let lists = objects.iter().filter_map(|object| object.get("type")).map(|types| match types {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        only => only.as_str().into_iter().collect::<Vec<_>>(),
    });
    lists.reduce(|all, others| all.into_iter().filter(|name| others.contains(name)).collect())
}

fn text(path: &str, objects: &[&Object]) -> Option<Opening> {
    let is_text = |name, is: fn(&str) -> bool| {
        objects.iter().any(|object| object.get(name).and_then(Value::as_str).is_some_and(is))
    };
    let is_bounded = has(objects, "maxLength")
        || is_text("pattern", has_longest_match)
        || is_text("format", |format| BOUNDED_FORMATS.contains(&format));
    (!is_bounded).then(|| opening(path, "a text of any length", "add `maxLength`"))
}

fn whole_number(path: &str, objects: &[&Object]) -> Option<Opening> {
    let is_bounded = has(objects, "maximum") || has(objects, "exclusiveMaximum");
    (!is_bounded).then(|| opening(path, "a number of any size", "add `minimum` and `maximum`"))
}

/// Whether a pattern is for whole texts, and repeats nothing without end.
fn has_longest_match(pattern: &str) -> bool {
    let mut depth = 0_u32;
    let mut in_class = false;
    let mut characters = pattern.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => drop(characters.next()),
            ']' => in_class = false,
            _ if in_class => {}
            '[' => in_class = true,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '*' | '+' => return false,
            '|' if depth == 0 => return false,
            ',' if characters.peek() == Some(&'}') => return false,
            _ => {}
        }
    }
    pattern.starts_with('^') && pattern.ends_with('$')
}
