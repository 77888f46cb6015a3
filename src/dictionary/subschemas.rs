//! The keywords that hold schemas.

use super::compile::{Compiler, Here, Root};
use super::keyword::Keyword;
use super::number;
use super::order::{hash_order, java_hash};
use super::pattern::Extent;
use super::schema::{Id, NONE, Rule};
use crate::json::{Kind, Node};

impl<'a> Compiler<'a, '_> {
    /// The keywords that hold an object of schemas, or of what else may stand in their place: pairs of a name, or of
    /// what its pattern is compiled to, and a schema.
    pub(super) fn members(&mut self, rule: &mut Rule, name: Node<'a>, here: &Here<'a, '_>) {
        let value = name.value();
        if value.kind() != Kind::Object {
            return self.without_members(rule, value);
        }
        let (mut names, mut schemas, mut hashes) = (Vec::new(), Vec::new(), Vec::new());
        for member in value.nodes() {
            let path: &[&str] = match rule.keyword {
                Keyword::Properties | Keyword::PropertyNames => {
                    &[&here.place.path, "/", name.text(), "/", member.text()]
                }
                _ => &[member.text()],
            };
            let is_pattern = rule.keyword == Keyword::PatternProperties;
            names.push(if is_pattern { self.pattern(member.text(), Extent::Part) } else { member.at });
            let is_schema =
                rule.keyword != Keyword::Dependencies || matches!(member.value().kind(), Kind::Object | Kind::Boolean);
            schemas.push(if is_schema { self.schema(member.value(), here.place(path)) } else { NONE });
            hashes.push(java_hash(0, member.text()));
        }
        match rule.keyword {
            Keyword::Properties => {
                let order = &hash_order(&hashes);
                (names, schemas) = (arranged(&names, order), arranged(&schemas, order));
            }
            Keyword::PropertyNames => (names, schemas) = self.limits(value, &hash_order(&hashes)),
            _ => {}
        }
        names.extend_from_slice(&schemas);
        rule.ids = names;
    }

    /// The keywords that the server knows in `propertyNames`, each with its limit or pattern.
    fn limits(&mut self, value: Node<'a>, order: &[u32]) -> (Vec<Id>, Vec<Id>) {
        let (mut names, mut limits) = (Vec::new(), Vec::new());
        for &place in order {
            let Some(&at) = value.children().get(place as usize) else { continue };
            let name = value.sibling(at);
            let limit = name.value();
            limits.push(match (name.text(), limit.kind()) {
                ("maxLength" | "minLength", Kind::Integer) => number::integer(limit.text().as_bytes()).cast_unsigned(),
                ("maxLength" | "minLength", Kind::Number) => 0,
                ("pattern", Kind::String) => self.pattern(limit.text(), Extent::Whole),
                _ => continue,
            });
            names.push(at);
        }
        (names, limits)
    }

    /// Keywords that should hold an object, and do not.
    fn without_members(&mut self, rule: &mut Rule, value: Node) {
        if rule.keyword == Keyword::PatternProperties {
            self.fail(&["patternProperties must be an object node"]);
        } else if rule.keyword != Keyword::PropertyNames || !value.is(Kind::Boolean, "false") {
            rule.keyword = Keyword::Annotation;
        }
    }

    /// The schema for all that are not named or matched, and behind it the patterns; the value is that of `properties`.
    pub(super) fn additional_properties(&mut self, rule: &mut Rule, value: Node<'a>, here: &Here<'a, '_>) {
        rule.value = here.object.get("properties").at;
        let is_object = value.kind() == Kind::Object;
        rule.ids.push(if is_object { self.schema(value, here.place(&["additionalProperties"])) } else { NONE });
        let patterns = here.object.get("patternProperties");
        if patterns.kind() == Kind::Object {
            for name in patterns.nodes() {
                rule.ids.push(self.pattern(name.text(), Extent::Part));
            }
        }
        if value.is(Kind::Boolean, "true") {
            rule.keyword = Keyword::Annotation;
        }
    }

    /// `items`, and `additionalItems` beside a list of them: the rule has first what holds for elements behind the
    /// list, and then the list. 1 where nothing may stand behind the list.
    pub(super) fn items(&mut self, rule: &mut Rule, value: Node<'a>, here: &Here<'a, '_>) {
        let path = [here.place.path.as_str(), "/items"];
        rule.ids.push(NONE);
        let mut rest = NONE;
        if matches!(value.kind(), Kind::Object | Kind::Boolean) {
            rest = self.schema(value, here.place(&path));
        } else {
            self.list(rule, value, &path, here);
            let others = here.object.get("additionalItems");
            rule.number = i32::from(others.is(Kind::Boolean, "false"));
            if others.kind() == Kind::Object {
                rest = self.additional_items(others, here);
            }
        }
        if let Some(first) = rule.ids.first_mut() {
            *first = rest;
        }
    }

    /// To the server this schema is a document of its own: references in it are resolved in it.
    fn additional_items(&mut self, value: Node<'a>, here: &Here<'a, '_>) -> Id {
        let schema = self.reserve();
        let mut place = here.place(&["#"]);
        place.root = Root { value, schema };
        place.parent_refers = false;
        self.fill(schema, value, place);
        schema
    }

    pub(super) fn list(&mut self, rule: &mut Rule, value: Node<'a>, path: &[&str], here: &Here<'a, '_>) {
        if value.kind() == Kind::Array {
            for schema in value.nodes() {
                rule.ids.push(self.schema(schema, here.place(path)));
            }
        }
    }

    /// `if`, `then` and `else`.
    pub(super) fn conditional(&mut self, rule: &mut Rule, here: &Here<'a, '_>) {
        for part in ["if", "then", "else"] {
            let schema = here.object.get(part);
            rule.ids.push(if schema.exists() { self.schema(schema, here.place(&["if"])) } else { NONE });
        }
    }
}

/// The items in another order.
fn arranged(items: &[Id], order: &[u32]) -> Vec<Id> {
    let mut arranged = Vec::new();
    for &place in order {
        arranged.push(items.get(place as usize).copied().unwrap_or(NONE));
    }
    arranged
}
