//! Filters as Search UI has them: a field, values or ranges, and how they combine.

use super::scalar;
use crate::gather::Gather;
use crate::json::{Object, Value};

/// Conditions on one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// The field's name in the index.
    pub field: String,
    /// How the values combine.
    pub kind: FilterKind,
    /// Never empty: a string, on a range facet perhaps a range's name; a number; a boolean; or a [`Range`] as an object.
    pub values: Vec<Value>,
}

/// How the values of a filter combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterKind {
    /// Each must match. What a filter without a type means.
    All,
    /// At least one must match.
    Any,
    /// None may match.
    None,
}

/// A range; both bounds belong to it. At least one of the three members is there.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// The name under which a facet shows it.
    pub name: Option<String>,
    /// The lower bound: a number (for a geo facet, a distance in the facet's unit), or a string (a date, or date math such
    /// as `now-7d/d`).
    pub from: Option<Value>,
    /// The upper bound.
    pub to: Option<Value>,
}

impl FilterKind {
    /// Every kind, in the order in which params and templates name them.
    pub const EACH: [Self; 3] = [Self::All, Self::Any, Self::None];

    /// Search UI's name for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Any => "any",
            Self::None => "none",
        }
    }

    fn read(value: Option<&Value>) -> Option<Self> {
        match value {
            None | Some(Value::Null) => Some(Self::All),
            Some(name) => Self::EACH.into_iter().find(|kind| name.as_str() == Some(kind.name())),
        }
    }
}

impl Filter {
    /// Reads a list of filters; what is malformed is left out.
    pub(super) fn read_each(filters: Option<&Value>, warnings: &mut Vec<String>) -> Vec<Self> {
        scalar::elements(filters).iter().filter_map(|filter| Self::read(filter, warnings)).gather()
    }

    fn read(filter: &Value, warnings: &mut Vec<String>) -> Option<Self> {
        let Some(field) = scalar::text(filter.get("field")) else {
            warnings.push("A filter without a field name was ignored.".to_owned());
            return None;
        };
        let Some(kind) = FilterKind::read(filter.get("type")) else {
            warnings.push(["A filter on ", &field, " was ignored: its type must be all, any or none."].concat());
            return None;
        };
        let given = scalar::elements(filter.get("values"));
        let values: Vec<_> = given.iter().filter_map(condition).gather();
        if values.is_empty() || values.len() < given.len() {
            let message = ["A filter value on ", &field, " was ignored: give strings, numbers, booleans or ranges."];
            warnings.push(message.concat());
        }
        (!values.is_empty()).then_some(Self { field, kind, values })
    }
}

/// A filter's value, if it is one.
fn condition(value: &Value) -> Option<Value> {
    match value {
        Value::Object(_) => Range::read(value).map(|range| range.to_value()),
        Value::Null | Value::Array(_) => None,
        _ => Some(value.clone()),
    }
}

impl Range {
    /// Reads a range. One with a bound that is neither number nor string is none: leaving out that bound alone
    /// would match more than was asked for.
    #[must_use]
    pub fn read(range: &Value) -> Option<Self> {
        let name = scalar::text(range.get("name"));
        let (from, to) = (bound(range.get("from"))?, bound(range.get("to"))?);
        let is_any = name.is_some() || from.is_some() || to.is_some();
        is_any.then_some(Self { name, from, to })
    }

    /// The bounds that are there.
    pub fn bounds(&self) -> impl Iterator<Item = &Value> {
        self.from.iter().chain(&self.to)
    }

    /// A range as Search UI's filters have it: `{ name?, from?, to? }`.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut value = Object::new();
        let name = self.name.as_deref().map(Value::from);
        for (member, given) in [("name", &name), ("from", &self.from), ("to", &self.to)] {
            if let Some(given) = given {
                value.insert(member, given.clone());
            }
        }
        value.into()
    }
}

/// `Some(None)` is an open end, `None` a malformed bound.
#[expect(clippy::option_option, reason = "two different absences")]
fn bound(bound: Option<&Value>) -> Option<Option<Value>> {
    match bound {
        None | Some(Value::Null) => Some(None),
        Some(Value::String(text)) if text.is_empty() => Some(None),
        Some(Value::Number(_) | Value::String(_)) => Some(bound.cloned()),
        Some(_) => None,
    }
}
