//! The keywords that hold schemas.

use super::compile::{Compiler, Here, Root};
use super::keyword::Keyword;
use super::number;
use super::order::{Visit, hash_order, java_hash};
use super::pattern::Extent;
use super::schema::{Id, NONE, Rule};
use super::text;
use crate::json::{Object, Value, decimal};

impl<'a> Compiler<'a> {
    /// The keywords that hold an object of schemas, or of what else may stand in their place.
    pub(super) fn members(&mut self, rule: &mut Rule, keyword: &str, value: &'a Value, here: &Here<'a, '_>) {
        let Value::Object(object) = value else { return self.without_members(rule, value) };
        let mut hashes = Vec::new();
        let mut schemas = Vec::new();
        for (name, member) in object {
            let path: &[&str] = match rule.keyword {
                Keyword::Properties | Keyword::PropertyNames => &[&here.place.path, "/", keyword, "/", name],
                _ => &[name],
            };
            if rule.keyword == Keyword::PatternProperties {
                rule.ids.push(self.pattern(name, Extent::Part));
            }
            let is_schema =
                rule.keyword != Keyword::Dependencies || matches!(member, Value::Object(_) | Value::Bool(_));
            let schema = if is_schema { self.schema(member, here.place(path, keyword, name)) } else { NONE };
            rule.ids.push(schema);
            hashes.push(java_hash(0, name));
            schemas.push((name, member, schema));
        }
        if rule.keyword != Keyword::PatternProperties {
            let mut ordered = Vec::new();
            for place in hash_order(&hashes) {
                if let Some(schema) = schemas.get(place as usize) {
                    ordered.push(*schema);
                }
            }
            self.arrange(rule, &ordered);
        }
    }

    /// Fills in a rule from its members, which are in the order of Java's map of them.
    fn arrange(&mut self, rule: &mut Rule, members: &[(&'a str, &'a Value, Id)]) {
        rule.ids.clear();
        for &(name, value, schema) in members {
            let id = match (rule.keyword, name, value) {
                (Keyword::PropertyNames, "maxLength" | "minLength", Value::Number(limit)) => {
                    number::low_bits(limit).cast_unsigned()
                }
                (Keyword::PropertyNames, "pattern", Value::String(text)) => self.pattern(text, Extent::Whole),
                (Keyword::PropertyNames, ..) => continue,
                _ => schema,
            };
            rule.names.push(name.to_owned());
            rule.ids.push(id);
        }
        if rule.keyword == Keyword::Dependencies {
            dependencies(rule, members);
        }
    }

    /// Keywords that should hold an object, and do not.
    fn without_members(&mut self, rule: &mut Rule, value: &Value) {
        match (rule.keyword, value) {
            (Keyword::PatternProperties, _) => self.fail(&["patternProperties must be an object node"]),
            (Keyword::PropertyNames, Value::Bool(false)) => rule.value = Value::Bool(false),
            _ => rule.keyword = Keyword::Annotation,
        }
    }

    pub(super) fn additional_properties(&mut self, rule: &mut Rule, value: &'a Value, here: &Here<'a, '_>) {
        let mut rest = NONE;
        if let Value::Object(_) = value {
            let name = "additionalProperties";
            rest = self.schema(value, here.place(&[name], name, ""));
        }
        rule.ids.push(rest);
        let sibling = |keyword: &str| here.object.get(keyword).and_then(Value::as_object);
        for (name, _) in sibling("patternProperties").into_iter().flatten() {
            rule.ids.push(self.pattern(name, Extent::Part));
        }
        if let Some(properties) = sibling("properties") {
            for (name, _) in properties.iter_by_name() {
                rule.names.push(name.to_owned());
            }
        }
        if let Value::Bool(true) = value {
            rule.keyword = Keyword::Annotation;
        }
    }

    /// `items`, and `additionalItems` beside a list of them: the rule has first what holds for elements behind the
    /// list, and then the list.
    pub(super) fn items(&mut self, rule: &mut Rule, value: &'a Value, here: &Here<'a, '_>) {
        let path = [here.place.path.as_str(), "/items"];
        rule.ids.push(NONE);
        let mut rest = NONE;
        if let Value::Object(_) | Value::Bool(_) = value {
            rest = self.schema(value, here.place(&path, "items", ""));
        } else {
            self.list(rule, value, (&path, "items"), here);
            match here.object.get("additionalItems") {
                Some(Value::Bool(false)) => rule.value = Value::Bool(false),
                Some(value @ Value::Object(_)) => rest = self.additional_items(value, here),
                _ => {}
            }
        }
        if let Some(first) = rule.ids.first_mut() {
            *first = rest;
        }
    }

    /// To the server this schema is a document of its own: references in it are resolved in it.
    fn additional_items(&mut self, value: &'a Value, here: &Here<'a, '_>) -> Id {
        let schema = self.reserve();
        let mut place = here.place(&["#"], "additionalItems", "");
        place.root = Root { value, schema };
        place.parent_refers = false;
        self.fill(schema, value, place);
        schema
    }

    fn list(&mut self, rule: &mut Rule, value: &'a Value, (path, keyword): (&[&str], &str), here: &Here<'a, '_>) {
        for (position, schema) in (0..).zip(value.as_array().unwrap_or_default()) {
            let place = here.place(path, keyword, &decimal(position));
            rule.ids.push(self.schema(schema, place));
        }
    }

    /// The keywords that apply schemas to the same value, or to any of its elements.
    pub(super) fn combination(&mut self, rule: &mut Rule, name: &str, value: &'a Value, here: &Here<'a, '_>) {
        match rule.keyword {
            Keyword::If => {
                for part in ["if", "then", "else"] {
                    let schema = here.object.get(part).map(|schema| self.schema(schema, here.place(&["if"], part, "")));
                    rule.ids.push(schema.unwrap_or(NONE));
                }
                return;
            }
            Keyword::Contains | Keyword::Not => rule.ids.push(self.schema(value, here.place(&[name], name, ""))),
            _ => self.list(rule, value, (&[name], name), here),
        }
        let mut text = String::new();
        match (rule.keyword, value) {
            (Keyword::OneOf, Value::Array(schemas)) => {
                for schema in schemas {
                    text::write_json(schema, Visit::Written, &mut text);
                }
            }
            (Keyword::Contains | Keyword::Not, _) => text::write_json(value, Visit::Written, &mut text),
            _ => {}
        }
        rule.text = self.keep(text);
    }
}

/// Puts the lists of names and the numbers of the schemas into one object, and prints the lists as Java prints a map:
/// `{a=[b, c]}`.
fn dependencies(rule: &mut Rule, members: &[(&str, &Value, Id)]) {
    let mut separator = "{";
    for &(name, value, _) in members {
        if let Value::Array(names) = value {
            for part in [separator, name, "=", &text::list(names)] {
                rule.text.push_str(part);
            }
            separator = ", ";
        }
    }
    rule.text.push('}');
    let mut object = Object::new();
    for &(name, value, schema) in members {
        object.insert(name, if schema == NONE { value.clone() } else { Value::from(schema) });
    }
    rule.value = Value::Object(object);
}
