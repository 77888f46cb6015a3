//! The keywords that hold schemas. Those of one keyword get successive numbers, in the order in which they are written.

use super::compile::{Compiler, Here, Place, Root};
use super::keyword::Keyword;
use super::number;
use super::order::Visit;
use super::pattern::{Check, Compiled};
use super::schema::{Id, Rule};
use crate::json::{ABSENT, At, Kind};

impl<'a> Compiler<'a> {
    /// Compiles the schemas that a keyword holds. Of `properties` the rule has the names in the order in which they are
    /// visited, of `patternProperties` the patterns, and of `additionalProperties` these patterns and, as its number, the
    /// node of `properties`.
    pub(super) fn subschemas(&mut self, rule: &mut Rule, here: &Here) {
        let (nodes, own) = (self.nodes, rule.value());
        let held = self.held(rule, here);
        (rule.first, rule.count) = self.reserve(held.len());
        let mut list = Vec::new();
        for (schema, &at) in (rule.first..).zip(&held) {
            if rule.keyword == Keyword::PatternProperties {
                list.push(self.pattern(nodes.text(at), Check::Part));
            }
            let node = nodes.content(at);
            let is_list_of_names = rule.keyword == Keyword::Dependencies && nodes.kind(node) == Kind::Array;
            if node != ABSENT && !is_list_of_names {
                self.fill(schema, node, self.place(rule, at, schema, here));
            }
        }
        match rule.keyword {
            Keyword::Properties => list = Visit::Hashed.children(nodes, own),
            Keyword::PropertyNames => self.limits(rule),
            // Nothing may stand behind a list.
            Keyword::Items => {
                let rest = nodes.get(here.object, "additionalItems");
                rule.number = i32::from(nodes.is(rest, Kind::Boolean, "false"));
            }
            Keyword::AdditionalProperties => {
                rule.number = nodes.get(here.object, "properties").cast_signed();
                for name in nodes.children(nodes.get(here.object, "patternProperties")) {
                    list.push(self.pattern(nodes.text(name), Check::Part));
                }
            }
            _ => {}
        }
        rule.list = self.list(&list);
    }

    /// The nodes of a keyword's schemas, or of their names; [`ABSENT`] for one that it could have and has not. `items`
    /// with a list has last what holds for elements behind it.
    fn held(&self, rule: &Rule, here: &Here) -> Vec<At> {
        let (nodes, own) = (self.nodes, rule.value());
        let mut held = Vec::new();
        let has_children = match (rule.keyword, nodes.kind(own)) {
            (Keyword::Contains | Keyword::Not, _)
            | (Keyword::Items, Kind::Object | Kind::Boolean)
            | (Keyword::AdditionalProperties, Kind::Object) => {
                held.push(own);
                false
            }
            (Keyword::If, _) => {
                for part in ["if", "then", "else"] {
                    held.push(nodes.get(here.object, part));
                }
                false
            }
            (Keyword::Items, _) => true,
            (Keyword::AllOf | Keyword::AnyOf | Keyword::OneOf, kind) => kind == Kind::Array,
            (_, kind) => kind == Kind::Object,
        };
        if has_children {
            nodes.children(own).for_each(|child| held.push(child));
        }
        if has_children && rule.keyword == Keyword::Items {
            let rest = nodes.get(here.object, "additionalItems");
            held.push(if nodes.kind(rest) == Kind::Object { rest } else { ABSENT });
        }
        held
    }

    /// Where a keyword's schema stands.
    fn place(&self, rule: &Rule, at: At, schema: Id, here: &Here) -> Place {
        let nodes = self.nodes;
        let (name, member) = (nodes.text(rule.name), nodes.text(at));
        let own = here.place.path.as_str();
        match rule.keyword {
            Keyword::Properties | Keyword::PropertyNames => here.place(&[own, "/", name, "/", member]),
            Keyword::PatternProperties | Keyword::Dependencies => here.place(&[member]),
            Keyword::Items if at != rule.value() && nodes.parent(at) == here.object => {
                // To the server what `additionalItems` holds is a document of its own: references in it are resolved in it.
                let root = Root { value: at, schema };
                Place { root, parent_refers: false, ..here.place(&["#"]) }
            }
            Keyword::Items => here.place(&[own, "/items"]),
            _ => here.place(&[name]),
        }
    }

    /// What the server knows in `propertyNames`: the rules of one more schema, the only one that is applied.
    fn limits(&mut self, rule: &mut Rule) {
        let nodes = self.nodes;
        let mut rules = Vec::new();
        for &name in &Visit::Hashed.children(nodes, rule.value()) {
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
            rules.push(self.add(limit));
        }
        (rule.first, rule.count) = self.reserve(1);
        self.put(rule.first, rule.value(), 0, &rules);
    }

    /// The pattern or the format that a text has to match: its number is the rule's. A format that the server does not
    /// check asks for nothing.
    pub(super) fn text_pattern(&mut self, rule: &mut Rule, text: &'a str, check: Check) {
        let pattern = self.pattern(text, check);
        rule.number = pattern.cast_signed();
        let is_checked = self.compiled.patterns.get(pattern as usize).is_some_and(Compiled::is_checked);
        if check == Check::Format && !is_checked {
            rule.keyword = Keyword::Annotation;
        }
    }
}
