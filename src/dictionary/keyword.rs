//! The keywords that the server knows, and the words of their messages.

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

    /// Its name in a dictionary.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::UnionType => "type",
            _ => KEYWORDS.iter().find(|(_, keyword)| *keyword == self).map_or("", |(name, _)| name),
        }
    }

    /// What its message says behind the path. `@` is where it tells what is particular.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::AdditionalProperties => {
                ": is not defined in the schema and the schema does not allow additional properties@"
            }
            Self::AnyOf => ": should be valid to any of the schemas @",
            Self::Const => ": must be a constant value @",
            Self::Contains => ": does not contain an element that passes these validations: @",
            Self::Dependencies => ": has an error with dependencies @",
            Self::Enum => ": does not have a value in the enumeration @",
            Self::ExclusiveMaximum => ": must have a exclusive maximum value of @",
            Self::ExclusiveMinimum => ": must have a exclusive minimum value of @",
            Self::False => "Boolean schema false is not valid@",
            Self::Format => ": @",
            Self::Items => ": no validator found at this index@",
            Self::MaxItems => ": there must be a maximum of @ items in the array",
            Self::MaxLength => ": may only be @ characters long",
            Self::MaxProperties => ": may only have a maximum of @ properties",
            Self::Maximum => ": must have a maximum value of @",
            Self::MinItems => ": there must be a minimum of @ items in the array",
            Self::MinLength => ": must be at least @ characters long",
            Self::MinProperties => ": should have a minimum of @ properties",
            Self::Minimum => ": must have a minimum value of @",
            Self::MultipleOf => ": must be multiple of @",
            Self::Not => ": should not be valid to the schema \"not\" : @",
            Self::NotAllowed => ".@: is not allowed but it is in the data",
            Self::OneOf => {
                ": should be valid to one and only one of the schemas but more than one schemas {@} are valid "
            }
            Self::Pattern => ": does not match the regex pattern @",
            Self::PropertyNames => " is not valid for validation: @",
            Self::Required => ".@: is missing but it is required",
            Self::Type => ": @ expected",
            Self::UnionType => ": @ is required",
            Self::UniqueItems => ": the items in the array must be unique@",
            _ => "@",
        }
    }

    /// Whether an error code for it makes the server's message `null`.
    pub(super) fn may_be_coded(self) -> bool {
        !matches!(self, Self::AnyOf | Self::Const | Self::False | Self::OneOf | Self::PropertyNames | Self::UnionType)
    }
}
