//! The relevance query: the same as that of Search UI's own Elasticsearch connector, so that a page which changes
//! to this one finds the same documents in the same order.

use super::template::{Item, Node, array, constant, object, text, when};
use crate::search_ui::{QueryConfig, ResultField, SearchField};

/// The length of a fragment where the config does not say: the server's default.
const FRAGMENT_SIZE: u32 = 100;

/// The clauses of `bool.must` for the param `query`: what matches every word in one field, or across fields, or as a
/// phrase, or as a phrase whose last word is still being typed.
pub fn search_clauses(config: &QueryConfig) -> Item {
    let types = ["best_fields", "cross_fields", "phrase", "phrase_prefix"];
    let alternatives = types.map(|name| {
        let is_best = name == "best_fields";
        multi_match(config, "query", name, if is_best { vec![("operator", "and")] } else { vec![] }, is_best)
    });
    let either = object([("minimum_should_match", constant(1)), ("should", array(alternatives))]);
    when("query", [Item::Element(object([("bool", either)]))])
}

/// The clauses of `bool.must` for the param `autocomplete.query`, whose last word is still being typed.
pub fn prefix_clauses(config: &QueryConfig) -> Item {
    let prefix = multi_match(config, "autocomplete.query", "bool_prefix", vec![], true);
    when("autocomplete.query", [Item::Element(prefix)])
}

/// A `multi_match`; fuzziness is for words, so phrases and `cross_fields` refuse it.
fn multi_match(
    config: &QueryConfig,
    param: &str,
    match_type: &str,
    options: Vec<(&str, &str)>,
    takes_fuzziness: bool,
) -> Node {
    let query = text(format!("\"{{{{{param}}}}}\""));
    let mut members = vec![("query", query), ("fields", fields(config)), ("type", constant(match_type))];
    members.extend(options.into_iter().map(|(name, value)| (name, constant(value))));
    if config.selection.fuzziness && takes_fuzziness {
        members.push(("fuzziness", constant("AUTO")));
    }
    let members = members.into_iter().map(|(name, node)| super::template::member(name, node)).collect();
    object([("multi_match", Node::Object(members))])
}

fn fields(config: &QueryConfig) -> Node {
    array(config.selection.search_fields.iter().map(|field| constant(weighted(field))))
}

fn weighted(field: &SearchField) -> String {
    let weight = field.weight.as_ref().filter(|weight| weight.value() > 0.0).map_or("1", |weight| weight.text());
    [&field.field, "^", weight].concat()
}

/// `_source`: the fields that a result shows, all of them if the config names none.
pub fn source(config: &QueryConfig) -> Node {
    let names = config.selection.result_fields.iter().map(|field| constant(field.field.as_str()));
    object([("includes", array(names))])
}

/// `highlight`: HTML-encoded, since Search UI's views insert snippets into the page as they are.
pub fn highlight(config: &QueryConfig) -> Option<Node> {
    let fields: Vec<_> = config.selection.result_fields.iter().filter_map(highlighted).collect();
    let is_any = !fields.is_empty();
    is_any.then(|| object([("encoder", constant("html")), ("fields", Node::Object(fields))]))
}

fn highlighted(field: &ResultField) -> Option<Item> {
    let snippet = field.snippet?;
    let size = snippet.size.map(|size| super::template::member("fragment_size", constant(size)));
    let length = snippet.size.unwrap_or(FRAGMENT_SIZE);
    let fallback = snippet.fallback.then(|| super::template::member("no_match_size", constant(length)));
    Some(super::template::member(&field.field, Node::Object(size.into_iter().chain(fallback).collect())))
}
