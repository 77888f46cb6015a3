//! The keywords that the server knows.

/// A keyword, or one of the two boolean schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyword {
    AdditionalProperties,
    AllOf,
    /// It says something about the schema, and nothing about the value.
    Annotation,
    AnyOf,
    Const,
    Contains,
    Dependencies,
    Enum,
    ExclusiveMaximum,
    ExclusiveMinimum,
    /// The boolean schema `false`; the server takes the word for a keyword too.
    False,
    Format,
    If,
    Items,
    MaxItems,
    MaxLength,
    MaxProperties,
    Maximum,
    MinItems,
    MinLength,
    MinProperties,
    Minimum,
    MultipleOf,
    Not,
    NotAllowed,
    OneOf,
    Pattern,
    PatternProperties,
    Properties,
    PropertyNames,
    Reference,
    Required,
    Type,
    /// `type` with a list; the server takes the word `unionType` for a keyword too.
    UnionType,
    UniqueItems,
    /// The server knows the word, but has nothing to apply it with.
    Unsuitable,
}

use Keyword as K;

/// Sorted by name.
const KEYWORDS: [(&str, Keyword); 51] = [
    ("$comment", K::Annotation),
    ("$id", K::Annotation),
    ("$ref", K::Reference),
    ("$schema", K::Annotation),
    ("additionalProperties", K::AdditionalProperties),
    ("allOf", K::AllOf),
    ("anyOf", K::AnyOf),
    ("const", K::Const),
    ("contains", K::Contains),
    ("contentEncoding", K::Annotation),
    ("contentMediaType", K::Annotation),
    ("crossEdits", K::Unsuitable),
    ("date-time", K::Unsuitable),
    ("default", K::Annotation),
    ("definitions", K::Annotation),
    ("dependencies", K::Dependencies),
    ("description", K::Annotation),
    ("edits", K::Unsuitable),
    ("enum", K::Enum),
    ("examples", K::Annotation),
    ("exclusiveMaximum", K::ExclusiveMaximum),
    ("exclusiveMinimum", K::ExclusiveMinimum),
    ("false", K::False),
    ("format", K::Format),
    ("id", K::Unsuitable),
    ("if", K::If),
    ("items", K::Items),
    ("maxItems", K::MaxItems),
    ("maxLength", K::MaxLength),
    ("maxProperties", K::MaxProperties),
    ("maximum", K::Maximum),
    ("minItems", K::MinItems),
    ("minLength", K::MinLength),
    ("minProperties", K::MinProperties),
    ("minimum", K::Minimum),
    ("multipleOf", K::MultipleOf),
    ("not", K::Not),
    ("notAllowed", K::NotAllowed),
    ("oneOf", K::OneOf),
    ("pattern", K::Pattern),
    ("patternProperties", K::PatternProperties),
    ("properties", K::Properties),
    ("propertyNames", K::PropertyNames),
    ("readOnly", K::Annotation),
    ("required", K::Required),
    ("title", K::Annotation),
    ("true", K::Annotation),
    ("type", K::Type),
    ("unionType", K::UnionType),
    ("uniqueItems", K::UniqueItems),
    ("uuid", K::Unsuitable),
];

impl Keyword {
    /// The keyword of that name, if the server knows it.
    pub(super) fn named(name: &str) -> Option<Self> {
        let place = KEYWORDS.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
        KEYWORDS.get(place).map(|(_, keyword)| *keyword)
    }
}
