//! The keywords for a value itself: its type, its worth, its size, its text.

use std::cmp::Ordering;

use super::format;
use super::keyword::Keyword;
use super::number::{self, Decimal};
use super::order::{self, rank};
use super::pattern::Verdict;
use super::rule::{TYPES, has_type};
use super::schema::Rule;
use super::text;
use super::validate::{Run, Site};
use crate::json::{Number, Value, decimal};

pub(super) fn apply<'a>(run: &mut Run<'a>, site: Site<'a>, value: &Value) {
    let rule = site.rule;
    match (rule.keyword, value) {
        (Keyword::False, _) => {
            run.report_at(site, run.path.clone(), String::from("Boolean schema false is not valid"));
        }
        (Keyword::Type | Keyword::UnionType, _) if !has_type(rule.number, value) => {
            let found = TYPES.get(usize::from(rank(value))).unwrap_or(&"");
            run.report(site, &[found, " found, ", &rule.text].concat());
        }
        (Keyword::Enum, _) if !is_listed(rule, value) => run.report(site, &rule.text),
        (Keyword::Const, _) if order::compare_loosely(&rule.value, value).is_ne() => {
            run.report(site, &text::bare(&rule.value));
        }
        (Keyword::Pattern, Value::String(found)) if !rule.ids.is_empty() => {
            let verdict = run.pattern(rule, 0, found);
            if !run.settle(verdict) {
                run.report(site, &rule.text);
            }
        }
        (Keyword::Format, Value::String(found)) => check_format(run, site, found),
        (Keyword::MultipleOf, Value::Number(found)) => {
            if let Value::Number(divisor) = &rule.value
                && !Decimal::double(found).is_multiple_of(&Decimal::double(divisor))
            {
                run.report(site, &Decimal::double(divisor).java_text());
            }
        }
        (_, Value::Number(found)) if is_beyond(rule, found) => run.report(site, &rule.text),
        _ => check_size(run, site, value),
    }
}

fn is_listed(rule: &Rule, value: &Value) -> bool {
    let values = rule.value.as_array().unwrap_or_default();
    let compare =
        |place: &u32| values.get(*place as usize).map_or(Ordering::Less, |known| order::compare_loosely(known, value));
    rule.ids.binary_search_by(compare).is_ok()
}

/// Whether a number breaks a bound.
fn is_beyond(rule: &Rule, number: &Number) -> bool {
    let Value::Number(limit) = &rule.value else { return false };
    let compare = if rule.number == 1 { number::compare_truncated } else { number::compare };
    let order = compare(number, limit);
    match rule.keyword {
        Keyword::Maximum => order.is_gt(),
        Keyword::ExclusiveMaximum => order.is_ge(),
        Keyword::Minimum => order.is_lt(),
        Keyword::ExclusiveMinimum => order.is_le(),
        _ => false,
    }
}

fn check_size<'a>(run: &mut Run<'a>, site: Site<'a>, value: &Value) {
    let found = match (site.rule.keyword, value) {
        (Keyword::MinLength | Keyword::MaxLength, Value::String(text)) => text.chars().count(),
        (Keyword::MinItems | Keyword::MaxItems, Value::Array(elements)) => elements.len(),
        (Keyword::MinProperties | Keyword::MaxProperties, Value::Object(object)) => object.len(),
        _ => return,
    };
    let (found, limit) = (i32::try_from(found).unwrap_or(i32::MAX), site.rule.number);
    let is_maximum = matches!(site.rule.keyword, Keyword::MaxLength | Keyword::MaxItems | Keyword::MaxProperties);
    if if is_maximum { found > limit } else { found < limit } {
        let sign = if limit < 0 { "-" } else { "" };
        run.report(site, &[sign, &decimal(limit.unsigned_abs())].concat());
    }
}

fn check_format<'a>(run: &mut Run<'a>, site: Site<'a>, text: &str) {
    let rule = site.rule;
    let name = rule.value.as_str().unwrap_or_default();
    let verdict = match name {
        "date" | "date-time" => format::is_date(text, name == "date-time").into(),
        _ => run.pattern(rule, 0, text),
    };
    let verdict = if name == "email" && verdict == Verdict::Fits { format::settle(text, rule.number) } else { verdict };
    if verdict != Verdict::Fails {
        run.settle(verdict);
        return;
    }
    let particular = match name {
        // The server swaps the value and the name of the format.
        "email" => ["does not match the ", text, " pattern email"].concat(),
        "date" | "date-time" | "uuid" => [text, " is an invalid ", name].concat(),
        _ => ["does not match the ", &rule.text].concat(),
    };
    run.report(site, &particular);
}
