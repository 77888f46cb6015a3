//! The keywords for a value itself: its type, its worth, its size, its text.

use super::format;
use super::keyword::Keyword;
use super::number;
use super::order;
use super::pattern::Verdict;
use super::rule::has_type;
use super::schema::Rule;
use super::validate::{Run, Site};
use crate::json::{Kind, Node};

pub(super) fn apply<'a>(run: &mut Run<'a>, site: Site<'a>, value: Node<'a>) {
    let (rule, kind) = (site.rule, value.kind());
    let own = run.dictionary.node(rule.value);
    let fits = match rule.keyword {
        Keyword::Type | Keyword::UnionType => has_type(rule.number, value),
        Keyword::False => false,
        Keyword::Enum => rule.number == 1 && kind == Kind::Null || is_listed(rule, own, value),
        Keyword::Const => order::compare_loosely(own, value).is_eq(),
        Keyword::Pattern | Keyword::Format if kind == Kind::String => {
            let verdict = text_verdict(run, rule, own.text(), value.text());
            run.settle(verdict)
        }
        Keyword::MultipleOf if order::is_number(value) => number::is_multiple(value.text(), own.text()),
        Keyword::Maximum | Keyword::ExclusiveMaximum | Keyword::Minimum | Keyword::ExclusiveMinimum => {
            !order::is_number(value) || is_within(rule, value, own)
        }
        _ => has_size(rule, value),
    };
    if !fits {
        run.report(site, value, value);
    }
}

fn is_listed(rule: &Rule, list: Node, value: Node) -> bool {
    rule.ids.binary_search_by(|&known| order::compare_loosely(list.sibling(known), value)).is_ok()
}

/// Whether a number keeps a bound.
fn is_within(rule: &Rule, number: Node, limit: Node) -> bool {
    let compare = if rule.number == 1 { number::compare_truncated } else { number::compare };
    let order = compare(number.text(), limit.text());
    match rule.keyword {
        Keyword::Maximum => order.is_le(),
        Keyword::ExclusiveMaximum => order.is_lt(),
        Keyword::Minimum => order.is_ge(),
        _ => order.is_gt(),
    }
}

fn has_size(rule: &Rule, value: Node) -> bool {
    let found = match (rule.keyword, value.kind()) {
        (Keyword::MinLength | Keyword::MaxLength, Kind::String) => value.text().chars().count(),
        (Keyword::MinItems | Keyword::MaxItems, Kind::Array)
        | (Keyword::MinProperties | Keyword::MaxProperties, Kind::Object) => value.children().len(),
        _ => return true,
    };
    let found = i32::try_from(found).unwrap_or(i32::MAX);
    match rule.keyword {
        Keyword::MaxLength | Keyword::MaxItems | Keyword::MaxProperties => found <= rule.number,
        _ => found >= rule.number,
    }
}

/// What a pattern, or the format of that name, says of a text.
fn text_verdict(run: &Run<'_>, rule: &Rule, name: &str, text: &str) -> Verdict {
    let verdict = run.pattern(rule.id(0), text);
    if rule.keyword != Keyword::Format || verdict != Verdict::Fits {
        return verdict;
    }
    match name {
        "date" | "date-time" => format::is_in_calendar(text).into(),
        "email" => format::settle(text, rule.number),
        _ => verdict,
    }
}
