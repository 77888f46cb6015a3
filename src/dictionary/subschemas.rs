//! The keywords that hold schemas. Those of one keyword get successive numbers, in the order in which they are written.

use super::compile::{Compiler, Here, Root};
use super::keyword::Keyword;
use super::number;
use super::order::Visit;
use super::pattern::{Check, Compiled};
use super::schema::{Id, Rule};
use crate::json::{ABSENT, At, Kind, value};

impl<'a> Compiler<'a> {
    /// The one schema of a keyword.
    pub(super) fn one(&mut self, rule: &mut Rule, node: At, path: &[&str], here: &Here) {
        (rule.first, rule.count) = (self.reserve(1), 1);
        self.fill(rule.first, node, here.place(path));
    }

    /// The schemas in a list, behind those that the rule has, if the value is one.
    pub(super) fn elements(&mut self, rule: &mut Rule, path: &[&str], here: &Here) {
        let (nodes, list) = (self.nodes, rule.value());
        if nodes.kind(list) != Kind::Array {
            return;
        }
        let first = self.reserve(nodes.count(list));
        for (schema, node) in (first..).zip(nodes.children(list)) {
            self.fill(schema, node, here.place(path));
        }
        rule.first = first - rule.count;
        rule.count += nodes.count(list);
    }

    /// The keywords that hold an object of schemas, or of what else may stand in their place. Of `properties` the rule
    /// has the names in the order in which they are visited, and of `patternProperties` the patterns.
    pub(super) fn members(&mut self, rule: &mut Rule, here: &Here) {
        let (nodes, object) = (self.nodes, rule.value());
        if nodes.kind(object) != Kind::Object {
            return self.without_members(rule);
        }
        let is_named = matches!(rule.keyword, Keyword::Properties | Keyword::PropertyNames);
        rule.count = nodes.count(object);
        rule.first = self.reserve(rule.count);
        let mut patterns = Vec::new();
        for name in nodes.children(object) {
            let text = nodes.text(name);
            if rule.keyword == Keyword::PatternProperties {
                patterns.push(self.pattern(text, Check::Part));
            }
            if rule.keyword == Keyword::Dependencies && nodes.kind(value(name)) == Kind::Array {
                continue;
            }
            let path: &[&str] =
                if is_named { &[&here.place.path, "/", nodes.text(rule.name), "/", text] } else { &[text] };
            self.fill(rule.first + nodes.place(name), value(name), here.place(path));
        }
        match rule.keyword {
            Keyword::Properties => rule.list = self.list(&Visit::Hashed.children(nodes, object)),
            Keyword::PropertyNames => self.limits(rule),
            _ => rule.list = self.list(&patterns),
        }
    }

    /// Keywords that should hold an object, and do not.
    fn without_members(&mut self, rule: &mut Rule) {
        if rule.keyword == Keyword::PatternProperties {
            self.fail(&["patternProperties must be an object node"]);
        } else if rule.keyword != Keyword::PropertyNames || !self.nodes.is(rule.value(), Kind::Boolean, "false") {
            rule.keyword = Keyword::Annotation;
        }
    }

    /// What the server knows in `propertyNames`: the rules of one more schema, the only one that is applied.
    fn limits(&mut self, rule: &mut Rule) {
        let nodes = self.nodes;
        let mut rules = Vec::new();
        for name in Visit::Hashed.children(nodes, rule.value()) {
            let Some(keyword) = Keyword::named(nodes.text(name)) else { continue };
            let mut limit = Rule::new(keyword, name);
            let text = nodes.text(limit.value());
            match (keyword, nodes.kind(limit.value())) {
                (Keyword::MaxLength | Keyword::MinLength, Kind::Integer) => {
                    limit.number = number::integer(text.as_bytes());
                }
                (Keyword::MaxLength | Keyword::MinLength, Kind::Number) => {}
                (Keyword::Pattern, Kind::String) => self.text_pattern(&mut limit, text, Check::Whole),
                _ => continue,
            }
            rules.push(limit);
        }
        (rule.first, rule.count) = (self.reserve(1), 1);
        self.put(rule.first, rule.value(), 0, &rules);
    }

    /// The schema for all that are not named or matched. The list has the node of `properties`, and behind it the
    /// patterns.
    pub(super) fn additional_properties(&mut self, rule: &mut Rule, here: &Here) {
        let (nodes, own) = (self.nodes, rule.value());
        if nodes.kind(own) == Kind::Object {
            self.one(rule, own, &["additionalProperties"], here);
        }
        let mut list = vec![nodes.get(here.object, "properties")];
        let patterns = nodes.get(here.object, "patternProperties");
        if nodes.kind(patterns) == Kind::Object {
            for name in nodes.children(patterns) {
                list.push(self.pattern(nodes.text(name), Check::Part));
            }
        }
        rule.list = self.list(&list);
        if nodes.is(own, Kind::Boolean, "true") {
            rule.keyword = Keyword::Annotation;
        }
    }

    /// `items`, and `additionalItems` beside a list of them: the rule has first what holds for elements behind the
    /// list, and then the list. 1 where nothing may stand behind the list.
    pub(super) fn items(&mut self, rule: &mut Rule, here: &Here) {
        let (nodes, own) = (self.nodes, rule.value());
        let path = [here.place.path.as_str(), "/items"];
        if matches!(nodes.kind(own), Kind::Object | Kind::Boolean) {
            return self.one(rule, own, &path, here);
        }
        (rule.first, rule.count) = (self.reserve(1), 1);
        let rest = rule.first;
        self.elements(rule, &path, here);
        let others = nodes.get(here.object, "additionalItems");
        rule.number = i32::from(nodes.is(others, Kind::Boolean, "false"));
        if nodes.kind(others) == Kind::Object {
            self.additional_items(rest, others, here);
        }
    }

    /// To the server this schema is a document of its own: references in it are resolved in it.
    fn additional_items(&mut self, schema: Id, node: At, here: &Here) {
        let mut place = here.place(&["#"]);
        place.root = Root { value: node, schema };
        place.parent_refers = false;
        self.fill(schema, node, place);
    }

    /// `if`, `then` and `else`.
    pub(super) fn conditional(&mut self, rule: &mut Rule, here: &Here) {
        (rule.first, rule.count) = (self.reserve(3), 3);
        for (schema, part) in rule.schemas().zip(["if", "then", "else"]) {
            let node = self.nodes.get(here.object, part);
            if node != ABSENT {
                self.fill(schema, node, here.place(&["if"]));
            }
        }
    }

    /// The pattern or the format that a text has to match. A format that the server does not check asks for nothing.
    pub(super) fn text_pattern(&mut self, rule: &mut Rule, text: &'a str, check: Check) {
        let pattern = self.pattern(text, check);
        rule.list = self.list(&[pattern]);
        let is_checked = self.compiled.patterns.get(pattern as usize).is_some_and(Compiled::is_checked);
        if check == Check::Format && !is_checked {
            rule.keyword = Keyword::Annotation;
        }
    }
}
