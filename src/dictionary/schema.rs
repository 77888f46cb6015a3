//! A compiled dictionary: schemas that refer to each other by number, so that references may form cycles.

use super::format::Format;
use super::number::Decimal;
use super::order::Names;
use crate::json::{Number, Value};

/// The number of a schema in the dictionary.
pub(super) type SchemaId = u32;

/// The number of a compiled regular expression in the dictionary.
pub(super) type PatternId = u32;

/// One schema.
#[derive(Debug, Default)]
pub(super) struct Schema {
    /// Where it stands in the dictionary: `#/properties/size`.
    pub(super) pointer: String,
    /// Its rules, in the order in which the server applies them.
    pub(super) rules: Vec<Rule>,
}

/// One keyword of a schema.
#[derive(Debug)]
pub(super) struct Rule {
    /// The keyword, or `true` and `false` for a boolean schema.
    pub(super) keyword: &'static str,
    /// The dictionary names an error code for this keyword, which makes the server's message `null`.
    pub(super) coded: bool,
    pub(super) check: Check,
}

/// What a keyword asks for.
#[derive(Debug)]
pub(super) enum Check {
    /// Nothing, but the keyword takes a place in the order.
    Nothing,
    /// The boolean schema `false`.
    Never,
    Type(Types),
    Enum { values: Vec<Value>, text: String },
    Const(Value),
    Bound(Bound),
    MultipleOf(Decimal),
    Size(Size),
    Pattern { pattern: PatternId, text: String },
    Format(Format),
    Required(Vec<String>),
    Properties(Vec<(String, SchemaId)>),
    PatternProperties(Vec<(PatternId, SchemaId)>),
    AdditionalProperties { named: Names, matched: Vec<PatternId>, rest: Rest },
    PropertyNames(Vec<NameCheck>),
    NoProperties,
    NotAllowed(Vec<String>),
    Dependencies { required: Vec<(String, Vec<String>)>, schemas: Vec<(String, SchemaId)>, text: String },
    Items(SchemaId),
    Tuple { items: Vec<SchemaId>, rest: Rest },
    Contains { schema: SchemaId, text: String },
    Unique,
    All(Vec<SchemaId>),
    Any(Vec<SchemaId>),
    One { schemas: Vec<SchemaId>, text: String },
    Not { schema: SchemaId, text: String },
    If { condition: SchemaId, then: Option<SchemaId>, otherwise: Option<SchemaId> },
    Reference(SchemaId),
}

/// What holds for members or elements that are not listed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rest {
    Allowed,
    Refused,
    Schema(SchemaId),
}

/// The types of JSON values, and three that only a dictionary can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    Array,
    String,
    Number,
    Integer,
    Boolean,
    Null,
    /// Fits every value.
    Any,
    /// Fits none: a misspelt type in a part of the dictionary that the meta-schema does not see.
    Unknown,
}

const KINDS: [(Kind, &str); 9] = [
    (Kind::Object, "object"),
    (Kind::Array, "array"),
    (Kind::String, "string"),
    (Kind::Number, "number"),
    (Kind::Integer, "integer"),
    (Kind::Boolean, "boolean"),
    (Kind::Null, "null"),
    (Kind::Any, "any"),
    (Kind::Unknown, "unknown"),
];

impl Kind {
    /// The type that a value has.
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(number) if number.is_integer() => Self::Integer,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }

    /// The type that a dictionary names.
    pub(super) fn named(name: &Value) -> Self {
        let named = KINDS.iter().find(|(_, known)| name.as_str() == Some(known));
        named.map_or(Self::Unknown, |(kind, _)| *kind)
    }

    pub(super) fn name(self) -> &'static str {
        KINDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }
}

/// `type`: one name, or a list of them.
#[derive(Debug)]
pub(super) struct Types {
    pub(super) kinds: Vec<Kind>,
    pub(super) is_list: bool,
    /// `"nullable": true` beside it.
    pub(super) nullable: bool,
    /// The server takes any value for an `object` with an `enum` behind a `$ref`.
    pub(super) is_enum_behind_reference: bool,
}

impl Types {
    pub(super) fn fit(&self, value: &Value) -> bool {
        let kind = Kind::of(value);
        let fits = |&expected: &Kind| {
            kind == expected || expected == Kind::Any || (expected == Kind::Number && kind == Kind::Integer)
        };
        self.kinds.iter().any(fits) || (kind == Kind::Null && self.nullable) || self.is_enum_behind_reference
    }
}

/// `minimum` and its three relatives.
#[derive(Debug)]
pub(super) struct Bound {
    pub(super) limit: Number,
    pub(super) is_maximum: bool,
    pub(super) excludes_limit: bool,
    /// The schema's type is `integer`: the server compares integers, cutting off a fraction first.
    pub(super) truncates: bool,
}

/// `minLength` and its five relatives.
#[derive(Debug)]
pub(super) struct Size {
    pub(super) limit: i32,
    pub(super) is_maximum: bool,
    pub(super) measure: Measure,
}

/// What a [`Size`] counts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Measure {
    /// The code points of a string.
    Characters,
    /// The elements of an array.
    Items,
    /// The members of an object.
    Properties,
}

/// What the server knows of `propertyNames`.
#[derive(Debug)]
pub(super) enum NameCheck {
    /// In UTF-16 units, unlike the length of a value.
    MaxLength(i32),
    MinLength(i32),
    /// Must match the whole name.
    Pattern(PatternId),
}
