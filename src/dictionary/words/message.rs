//! The server's messages (networknt json-schema-validator 1.0.48): `messages.json` has them by keyword, and what is filled
//! in behind each `@` is said here. `src/js/words.js` fills in the same for a page.

use std::sync::LazyLock;

use super::super::keyword::Keyword;
use super::super::order::Visit;
use super::super::refusal::Finding;
use super::super::validate::Run;
use super::super::{pattern, rule};
use super::{Violation, text};
use crate::json::{ABSENT, At, Kind, Nodes, Value, read, value};

/// What is told of a finding in these params.
pub(super) fn violation(run: &Run, finding: Finding, params: At) -> Violation {
    let rule = finding.site.rule;
    let keyword = if rule.name == ABSENT { "false" } else { run.nodes.text(rule.name) };
    let words = Words { run, finding, params };
    let message = words.filled(template(if rule.keyword == Keyword::UnionType { "unionType" } else { keyword }));
    let schema_path = format!("{}/{keyword}", words.pointer());
    Violation { path: words.path(), keyword: keyword.to_owned(), message, schema_path }
}

fn template(name: &str) -> &'static str {
    static TEMPLATES: LazyLock<Value> = LazyLock::new(|| read(include_str!("messages.json")).unwrap_or_default());
    TEMPLATES.get(name).and_then(Value::as_str).unwrap_or("@path")
}

/// What there is to say of a finding.
struct Words<'a> {
    run: &'a Run<'a>,
    finding: Finding<'a>,
    params: At,
}

impl Words<'_> {
    fn filled(&self, template: &str) -> String {
        let mut parts = template.split('@');
        let mut message = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let end = part.find(|character: char| !character.is_ascii_lowercase()).unwrap_or(part.len());
            let (what, rest) = part.split_at(end);
            message.push_str(&self.fill(what));
            message.push_str(rest);
        }
        message
    }

    fn fill(&self, what: &str) -> String {
        let Finding { site, value, detail } = self.finding;
        let (nodes, own) = (self.run.nodes, site.rule.value());
        match what {
            "path" => self.path(),
            "detail" => path_of(nodes, self.params, detail),
            "name" => text::bare(nodes, detail),
            "own" => text::bare(nodes, own),
            "double" => text::java_double(nodes.text(own)),
            "count" => site.rule.number.to_string(),
            "found" => rule::TYPES.get(nodes.kind(value) as usize).map_or(String::new(), |name| (*name).to_owned()),
            "expected" => expected(nodes, own),
            "lacked" => expected(nodes, detail),
            "list" => enumeration(nodes, own, site.rule.number == 1),
            "map" => dependencies(nodes, own),
            "json" => text::json(nodes, own, Visit::Written),
            "jsons" => nodes.children(own).map(|schema| text::json(nodes, schema, Visit::Written)).collect(),
            _ => format_mismatch(nodes.text(own), nodes.text(value)),
        }
    }

    /// Where the value stands in the params; where no property may be named at all, with the whole object behind it.
    fn path(&self) -> String {
        let Finding { site, value, detail } = self.finding;
        let nodes = self.run.nodes;
        let path = path_of(nodes, self.params, value);
        if site.rule.keyword == Keyword::PropertyNames && nodes.kind(detail) == Kind::Boolean {
            return format!("{path}.{}", text::json(nodes, value, self.run.visit));
        }
        path
    }

    /// Where the schema stands in the dictionary, as the server counts: from the last `$ref` on.
    fn pointer(&self) -> String {
        let (nodes, schema) = (self.run.nodes, self.finding.site.schema);
        let base = self.run.dictionary.base(schema);
        let reference = nodes.text(base.reference);
        let start = if reference.is_empty() { "#" } else { reference };
        let steps = steps(nodes, base.node, self.run.dictionary.schema(schema).node);
        steps.into_iter().fold(start.to_owned(), |pointer, (step, _)| pointer + "/" + &step)
    }
}

/// Where a node stands in another one: names and places, and whether each is a place.
fn steps(nodes: &Nodes, outer: At, inner: At) -> Vec<(String, bool)> {
    let mut steps = Vec::new();
    let mut at = inner;
    while at != outer && nodes.parent(at) != ABSENT {
        let is_place = nodes.kind(nodes.parent(at)) == Kind::Array;
        let name = if nodes.kind(at) == Kind::Name { at } else { at - 1 };
        let step = if is_place { nodes.place(at).to_string() } else { nodes.text(name).to_owned() };
        steps.push((step, is_place));
        at = nodes.parent(at);
    }
    steps.reverse();
    steps
}

/// `$.filters[0].field`
fn path_of(nodes: &Nodes, params: At, inner: At) -> String {
    let step = |(step, is_place)| if is_place { format!("[{step}]") } else { format!(".{step}") };
    std::iter::once("$".to_owned()).chain(steps(nodes, params, inner).into_iter().map(step)).collect()
}

/// The types that `type` names: one bare, several in brackets.
fn expected(nodes: &Nodes, value: At) -> String {
    if nodes.kind(value) != Kind::Array {
        return type_name(nodes, value).to_owned();
    }
    let names: Vec<_> = nodes.children(value).map(|name| type_name(nodes, name)).collect();
    format!("[{}]", names.join(", "))
}

/// A type as messages have it.
fn type_name<'a>(nodes: &Nodes<'a>, name: At) -> &'a str {
    let text = nodes.text(name);
    let is_known = nodes.kind(name) == Kind::String && (text == "any" || rule::TYPES.contains(&text));
    if is_known { text } else { "unknown" }
}

fn enumeration(nodes: &Nodes, values: At, and_null: bool) -> String {
    if nodes.kind(values) != Kind::Array {
        return "[none]".to_owned();
    }
    let mut list: Vec<_> = nodes.children(values).map(|element| text::bare(nodes, element)).collect();
    list.extend(and_null.then(|| "null".to_owned()));
    format!("[{}]", list.join(", "))
}

/// The lists of names as Java prints a map: `{a=[b, c]}`.
fn dependencies(nodes: &Nodes, own: At) -> String {
    let names = Visit::Hashed.children(nodes, own).into_iter();
    let lists = names.filter(|&name| nodes.kind(value(name)) == Kind::Array);
    let entry = |name| format!("{}={}", nodes.text(name), enumeration(nodes, value(name), false));
    format!("{{{}}}", lists.map(entry).collect::<Vec<_>>().join(", "))
}

/// What is said of a text that is not of a format.
fn format_mismatch(name: &str, text: &str) -> String {
    match name {
        // The server swaps the value and the name of the format.
        "email" => format!("does not match the {text} pattern {name}"),
        "date" | "date-time" | "uuid" => format!("{text} is an invalid {name}"),
        _ => format!("does not match the {name} pattern {}", pattern::format_pattern(name).unwrap_or_default()),
    }
}

/// Whether the dictionary has an error code of its own for a keyword, which makes the server's message `null`.
pub(super) fn is_coded(run: &Run, finding: &Finding) -> bool {
    let (nodes, rule) = (run.nodes, finding.site.rule);
    let name = match (rule.keyword, nodes.text(rule.value())) {
        (
            Keyword::AnyOf
            | Keyword::Const
            | Keyword::False
            | Keyword::OneOf
            | Keyword::PropertyNames
            | Keyword::UnionType,
            _,
        ) => return false,
        (Keyword::Format, "date" | "date-time") => "date-time",
        (Keyword::Format, "uuid") => "uuid",
        _ => nodes.text(rule.name),
    };
    let code = nodes.get(nodes.parent(rule.name), &[name, "ErrorCode"].concat());
    nodes.kind(code) == Kind::String && !rule::trimmed(nodes.text(code)).is_empty()
}
