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

/// What is known of a keyword.
struct Entry {
    name: &'static str,
    keyword: Keyword,
    /// What its message says before and behind what is particular: see [`Keyword::message`].
    message: (&'static str, &'static str),
}

const fn entry(name: &'static str, keyword: Keyword, message: (&'static str, &'static str)) -> Entry {
    Entry { name, keyword, message }
}

/// For a keyword that has no message of its own.
const SILENT: (&str, &str) = ("", "");

/// Sorted by name.
const KEYWORDS: [Entry; 51] = [
    entry("$comment", K::Annotation, SILENT),
    entry("$id", K::Annotation, SILENT),
    entry("$ref", K::Reference, SILENT),
    entry("$schema", K::Annotation, SILENT),
    entry(
        "additionalProperties",
        K::AdditionalProperties,
        (": is not defined in the schema and the schema does not allow additional properties", ""),
    ),
    entry("allOf", K::AllOf, SILENT),
    entry("anyOf", K::AnyOf, (": should be valid to any of the schemas ", "")),
    entry("const", K::Const, (": must be a constant value ", "")),
    entry("contains", K::Contains, (": does not contain an element that passes these validations: ", "")),
    entry("contentEncoding", K::Annotation, SILENT),
    entry("contentMediaType", K::Annotation, SILENT),
    entry("crossEdits", K::Unsuitable, SILENT),
    entry("date-time", K::Unsuitable, SILENT),
    entry("default", K::Annotation, SILENT),
    entry("definitions", K::Annotation, SILENT),
    entry("dependencies", K::Dependencies, (": has an error with dependencies ", "")),
    entry("description", K::Annotation, SILENT),
    entry("edits", K::Unsuitable, SILENT),
    entry("enum", K::Enum, (": does not have a value in the enumeration ", "")),
    entry("examples", K::Annotation, SILENT),
    entry("exclusiveMaximum", K::ExclusiveMaximum, (": must have a exclusive maximum value of ", "")),
    entry("exclusiveMinimum", K::ExclusiveMinimum, (": must have a exclusive minimum value of ", "")),
    entry("false", K::False, ("Boolean schema false is not valid", "")),
    entry("format", K::Format, (": ", "")),
    entry("id", K::Unsuitable, SILENT),
    entry("if", K::If, SILENT),
    entry("items", K::Items, (": no validator found at this index", "")),
    entry("maxItems", K::MaxItems, (": there must be a maximum of ", " items in the array")),
    entry("maxLength", K::MaxLength, (": may only be ", " characters long")),
    entry("maxProperties", K::MaxProperties, (": may only have a maximum of ", " properties")),
    entry("maximum", K::Maximum, (": must have a maximum value of ", "")),
    entry("minItems", K::MinItems, (": there must be a minimum of ", " items in the array")),
    entry("minLength", K::MinLength, (": must be at least ", " characters long")),
    entry("minProperties", K::MinProperties, (": should have a minimum of ", " properties")),
    entry("minimum", K::Minimum, (": must have a minimum value of ", "")),
    entry("multipleOf", K::MultipleOf, (": must be multiple of ", "")),
    entry("not", K::Not, (": should not be valid to the schema \"not\" : ", "")),
    entry("notAllowed", K::NotAllowed, (".", ": is not allowed but it is in the data")),
    entry(
        "oneOf",
        K::OneOf,
        (": should be valid to one and only one of the schemas but more than one schemas {", "} are valid "),
    ),
    entry("pattern", K::Pattern, (": does not match the regex pattern ", "")),
    entry("patternProperties", K::PatternProperties, SILENT),
    entry("properties", K::Properties, SILENT),
    entry("propertyNames", K::PropertyNames, (" is not valid for validation: ", "")),
    entry("readOnly", K::Annotation, SILENT),
    entry("required", K::Required, (".", ": is missing but it is required")),
    entry("title", K::Annotation, SILENT),
    entry("true", K::Annotation, SILENT),
    entry("type", K::Type, (": ", " expected")),
    entry("unionType", K::UnionType, (": ", " is required")),
    entry("uniqueItems", K::UniqueItems, (": the items in the array must be unique", "")),
    entry("uuid", K::Unsuitable, SILENT),
];

impl Keyword {
    /// The keyword of that name, if the server knows it.
    pub(super) fn named(name: &str) -> Option<Self> {
        let place = KEYWORDS.binary_search_by(|entry| entry.name.cmp(name)).ok()?;
        KEYWORDS.get(place).map(|entry| entry.keyword)
    }

    fn entry(self) -> Option<&'static Entry> {
        KEYWORDS.iter().find(|entry| entry.keyword == self)
    }

    /// Its name in a dictionary.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::UnionType => "type",
            _ => self.entry().map_or("", |entry| entry.name),
        }
    }

    /// What its message says between the path and what is particular, and behind that.
    pub(super) fn message(self) -> (&'static str, &'static str) {
        self.entry().map_or(SILENT, |entry| entry.message)
    }

    /// Whether an error code for it makes the server's message `null`.
    pub(super) fn may_be_coded(self) -> bool {
        !matches!(self, Self::AnyOf | Self::Const | Self::False | Self::OneOf | Self::PropertyNames | Self::UnionType)
    }
}
