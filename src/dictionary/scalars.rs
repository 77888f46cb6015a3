//! The keywords for a value itself: its type, its worth, its size, its text.

use std::cmp::Ordering;

use super::format::{self, Format};
use super::number::{self, Decimal};
use super::order;
use super::schema::{Bound, Check, Kind, Measure, Size, Types};
use super::text;
use super::validate::{Run, Site};
use crate::json::{Number, Value};

pub(super) fn apply<'a>(run: &mut Run<'a>, site: Site<'a>, value: &Value) {
    match (&site.rule.check, value) {
        (Check::Type(types), _) => check_type(run, site, types, value),
        (Check::Enum { values, text }, _) => {
            if values.binary_search_by(|known| order::compare_in_enum(known, value)).is_err() {
                run.report(site, &[": does not have a value in the enumeration ", text]);
            }
        }
        (Check::Const(constant), _) => {
            if order::compare_in_enum(constant, value).is_ne() {
                run.report(site, &[": must be a constant value ", &text::bare(constant)]);
            }
        }
        (Check::Bound(bound), Value::Number(number)) => check_bound(run, site, bound, number),
        (Check::MultipleOf(divisor), Value::Number(number)) => {
            if !Decimal::double(number).is_multiple_of(divisor) {
                run.report(site, &[": must be multiple of ", &divisor.java_text()]);
            }
        }
        (Check::Size(size), _) => check_size(run, site, size, value),
        (Check::Pattern { pattern, text }, Value::String(found)) => {
            let verdict = run.pattern(*pattern, found);
            if !run.settle(verdict) {
                run.report(site, &[": does not match the regex pattern ", text]);
            }
        }
        (Check::Format(format), Value::String(found)) => check_format(run, site, *format, found),
        _ => {}
    }
}

fn check_type<'a>(run: &mut Run<'a>, site: Site<'a>, types: &Types, value: &Value) {
    if types.fit(value) {
        return;
    }
    let found = Kind::of(value).name();
    let expected = types.kinds.iter().map(|kind| kind.name());
    if types.is_list {
        let mut list = String::new();
        text::write_list(expected, &mut list);
        run.report(site, &[": ", found, " found, but ", &list, " is required"]);
    } else {
        run.report(site, &[": ", found, " found, ", expected.last().unwrap_or(""), " expected"]);
    }
}

fn check_bound<'a>(run: &mut Run<'a>, site: Site<'a>, bound: &Bound, number: &Number) {
    let compare = if bound.truncates { number::compare_truncated } else { number::compare };
    let beyond = if bound.is_maximum { Ordering::Greater } else { Ordering::Less };
    let order = compare(number, &bound.limit);
    if order == beyond || (order.is_eq() && bound.excludes_limit) {
        let exclusive = if bound.excludes_limit { "exclusive " } else { "" };
        let side = if bound.is_maximum { "maximum" } else { "minimum" };
        let limit = number::java_text(&bound.limit);
        run.report(site, &[": must have a ", exclusive, side, " value of ", &limit]);
    }
}

fn check_size<'a>(run: &mut Run<'a>, site: Site<'a>, size: &Size, value: &Value) {
    let found = match (size.measure, value) {
        (Measure::Characters, Value::String(text)) => text.chars().count(),
        (Measure::Items, Value::Array(elements)) => elements.len(),
        (Measure::Properties, Value::Object(object)) => object.len(),
        _ => return,
    };
    let found = i32::try_from(found).unwrap_or(i32::MAX);
    if if size.is_maximum { found <= size.limit } else { found >= size.limit } {
        return;
    }
    let (before, after) = match (size.measure, size.is_maximum) {
        (Measure::Characters, true) => (": may only be ", " characters long"),
        (Measure::Characters, false) => (": must be at least ", " characters long"),
        (Measure::Items, true) => (": there must be a maximum of ", " items in the array"),
        (Measure::Items, false) => (": there must be a minimum of ", " items in the array"),
        (Measure::Properties, true) => (": may only have a maximum of ", " properties"),
        (Measure::Properties, false) => (": should have a minimum of ", " properties"),
    };
    run.report(site, &[before, &size.limit.to_string(), after]);
}

fn check_format<'a>(run: &mut Run<'a>, site: Site<'a>, format: Format, text: &str) {
    let verdict = match format {
        Format::Pattern { pattern, .. } | Format::Uuid { pattern } => run.pattern(pattern, text),
        Format::Date => format::is_date(text).into(),
        Format::DateTime => format::is_date_time(text).into(),
        Format::Email { user, domain } => {
            format::email(text, &|part| run.pattern(user, part), &|part| run.pattern(domain, part))
        }
    };
    if run.settle(verdict) {
        return;
    }
    match format {
        Format::Pattern { name, text: pattern, .. } => run.report(site, &[": does not match the ", name, " pattern ", pattern]),
        // The server swaps the value and the name of the format.
        Format::Email { .. } => run.report(site, &[": does not match the ", text, " pattern email"]),
        Format::Uuid { .. } => run.report(site, &[": ", text, " is an invalid uuid"]),
        Format::Date => run.report(site, &[": ", text, " is an invalid date"]),
        Format::DateTime => run.report(site, &[": ", text, " is an invalid date-time"]),
    }
}
