//! The keywords for a value itself: its type, its worth, its size, its text.

use super::keyword::Keyword;
use super::number;
use super::order;
use super::rule::has_type;
use super::schema::Rule;
use super::validate::{Run, Site};
use crate::json::{At, Kind, Nodes};

pub(super) fn apply<'a>(run: &mut Run<'a>, site: Site<'a>, value: At) {
    let (nodes, rule, own) = (run.nodes, site.rule, site.rule.value());
    let (kind, text) = (nodes.kind(value), nodes.text(value));
    let fits = match rule.keyword {
        Keyword::Type | Keyword::UnionType => has_type(rule.number, nodes, value),
        Keyword::False => false,
        Keyword::Enum => rule.number == 1 && kind == Kind::Null || is_listed(run, rule, value),
        Keyword::Const => order::compare_loosely(nodes, own, value).is_eq(),
        Keyword::Pattern | Keyword::Format if kind == Kind::String => {
            let verdict = run.pattern(rule.number.cast_unsigned(), text);
            run.settle(verdict)
        }
        Keyword::MultipleOf if order::is_number(nodes, value) => number::is_multiple(text, nodes.text(own)),
        Keyword::Maximum | Keyword::ExclusiveMaximum | Keyword::Minimum | Keyword::ExclusiveMinimum => {
            !order::is_number(nodes, value) || is_within(rule, text, nodes.text(own))
        }
        _ => has_size(nodes, rule, value),
    };
    if !fits {
        run.report(site, value, value);
    }
}

fn is_listed(run: &Run, rule: &Rule, value: At) -> bool {
    run.list(rule).binary_search_by(|&known| order::compare_loosely(run.nodes, known, value)).is_ok()
}

/// Whether a number keeps a bound.
fn is_within(rule: &Rule, number: &str, limit: &str) -> bool {
    let compare = if rule.number == 1 { number::compare_truncated } else { number::compare };
    let order = compare(number, limit);
    match rule.keyword {
        Keyword::Maximum => order.is_le(),
        Keyword::ExclusiveMaximum => order.is_lt(),
        Keyword::Minimum => order.is_ge(),
        _ => order.is_gt(),
    }
}

fn has_size(nodes: &Nodes, rule: &Rule, value: At) -> bool {
    let found = match (rule.keyword, nodes.kind(value)) {
        (Keyword::MinLength | Keyword::MaxLength, Kind::String) => nodes.text(value).chars().count(),
        (Keyword::MinItems | Keyword::MaxItems, Kind::Array)
        | (Keyword::MinProperties | Keyword::MaxProperties, Kind::Object) => nodes.count(value) as usize,
        _ => return true,
    };
    let found = i32::try_from(found).unwrap_or(i32::MAX);
    match rule.keyword {
        Keyword::MaxLength | Keyword::MaxItems | Keyword::MaxProperties => found <= rule.number,
        _ => found >= rule.number,
    }
}
