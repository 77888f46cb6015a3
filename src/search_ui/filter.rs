//! Filters as Search UI has them: a field, values or ranges, and how they combine.

use super::scalar;
use crate::gather::Gather;
use crate::json::{Number, Value};

/// Conditions on one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// The field's name in the index.
    pub field: String,
    /// How the values combine.
    pub kind: FilterKind,
    /// Never empty.
    pub values: Vec<FilterValue>,
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

/// One condition.
#[derive(Debug, Clone, PartialEq)]
pub enum FilterValue {
    /// Equal to this string; on a range facet, within the range of this name.
    Text(String),
    /// Equal to this number.
    Number(Number),
    /// Equal to this boolean.
    Bool(bool),
    /// Within this range.
    Range(Range),
}

/// A range; both bounds belong to it. At least one of the three members is there.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// The name under which a facet shows it.
    pub name: Option<String>,
    /// The lower bound.
    pub from: Option<Bound>,
    /// The upper bound.
    pub to: Option<Bound>,
}

/// An end of a range.
#[derive(Debug, Clone, PartialEq)]
pub enum Bound {
    /// A number; for a geo facet, a distance in the facet's unit.
    Number(Number),
    /// A date, or date math such as `now-7d/d`.
    Text(String),
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
        let values: Vec<_> = given.iter().filter_map(FilterValue::read).gather();
        if values.is_empty() || values.len() < given.len() {
            let message = ["A filter value on ", &field, " was ignored: give strings, numbers, booleans or ranges."];
            warnings.push(message.concat());
        }
        (!values.is_empty()).then_some(Self { field, kind, values })
    }
}

impl FilterValue {
    fn read(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(Self::Text(text.clone())),
            Value::Number(number) => Some(Self::Number(number.clone())),
            Value::Bool(value) => Some(Self::Bool(*value)),
            Value::Object(_) => Range::read(value).map(Self::Range),
            Value::Null | Value::Array(_) => None,
        }
    }
}

impl Range {
    /// Reads a range. One with a bound that is neither number nor string is none: leaving out that bound alone
    /// would match more than was asked for.
    pub(super) fn read(range: &Value) -> Option<Self> {
        let name = scalar::text(range.get("name"));
        let (from, to) = (Bound::read(range.get("from"))?, Bound::read(range.get("to"))?);
        let is_any = name.is_some() || from.is_some() || to.is_some();
        is_any.then_some(Self { name, from, to })
    }

    /// The bounds that are there.
    pub fn bounds(&self) -> impl Iterator<Item = &Bound> {
        self.from.iter().chain(&self.to)
    }
}

impl Bound {
    /// `Some(None)` is an open end, `None` a malformed bound.
    #[expect(clippy::option_option, reason = "two different absences")]
    fn read(bound: Option<&Value>) -> Option<Option<Self>> {
        match bound {
            None | Some(Value::Null) => Some(None),
            Some(Value::String(text)) if text.is_empty() => Some(None),
            Some(Value::Number(number)) => Some(Some(Self::Number(number.clone()))),
            Some(Value::String(text)) => Some(Some(Self::Text(text.clone()))),
            Some(_) => None,
        }
    }
}
