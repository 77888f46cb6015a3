//! Which fields may be filtered and sorted by, and what their values are.

use super::param_name;
use crate::gather::Gather;
use crate::{
    json::Value,
    search_ui::{Facet, FacetKind, QueryConfig, Range, scalar},
};

const DEFINITIONS: &str = "#/definitions/";

/// What a field's values are, which decides how a condition on it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// Exact strings. What a value facet is taken for.
    Keyword,
    /// Analysed text; filters, facets and sorting use its sub-field `keyword`.
    Text,
    /// Numbers of any kind. What a range or stats facet is taken for.
    Number,
    /// Dates. What a range facet is taken for whose bounds are strings.
    Date,
    /// `true` and `false`
    Boolean,
    /// A point. What a range facet with a center is taken for.
    Geo,
}

/// The fields that are declared beside the query config.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields(Vec<Declared>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Declared {
    /// The field's name as a param.
    param: String,
    field_type: FieldType,
    nested: Option<String>,
}

impl FieldType {
    /// The name as it is written in the option `fields`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Keyword => "keyword",
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::Boolean => "boolean",
            Self::Geo => "geo",
        }
    }

    const EACH: [Self; 6] = [Self::Keyword, Self::Text, Self::Number, Self::Date, Self::Boolean, Self::Geo];

    /// The type that a facet's config tells.
    fn of_facet(facet: &Facet) -> Self {
        let is_text = |bound: &Value| bound.as_str().is_some();
        match &facet.kind {
            FacetKind::Value { .. } => Self::Keyword,
            FacetKind::Geo { .. } => Self::Geo,
            FacetKind::Range { ranges } if ranges.iter().flat_map(Range::bounds).any(is_text) => Self::Date,
            FacetKind::Range { .. } | FacetKind::Stats => Self::Number,
        }
    }

    /// Where a generated dictionary describes the filters on fields of this type.
    #[must_use]
    pub fn reference(self) -> String {
        [DEFINITIONS, self.name()].concat()
    }

    fn of_name(name: &str) -> Option<Self> {
        Self::EACH.into_iter().find(|field_type| field_type.name() == name)
    }

    /// The type of a filter as a generated dictionary refers to it.
    fn of_filter_schema(schema: &Value) -> Option<Self> {
        Self::of_name(schema.get("$ref")?.as_str()?.strip_prefix(DEFINITIONS)?)
    }
}

impl Fields {
    /// Reads the option `fields`: `{ "release_date": "date", "reviews.rating": { "type": "number", "nested": "reviews" } }`.
    /// `nested` is the path of the nested objects that have the field (mapping type `nested`).
    pub fn read(fields: &Value, warnings: &mut Vec<String>) -> Self {
        let mut declared = Vec::new();
        for (field, options) in scalar::members(Some(fields)) {
            let name = options.get("type").unwrap_or(options);
            match name.as_str().and_then(FieldType::of_name) {
                Some(field_type) => declared.push(Declared {
                    param: param_name(field),
                    field_type,
                    nested: scalar::text(options.get("nested")),
                }),
                None => warnings.push(
                    ["The type of field ", field, " must be keyword, text, number, date, boolean or geo."].concat(),
                ),
            }
        }
        Self(declared)
    }

    /// The fields whose filters a generated dictionary accepts. A facet that a page's conditions have left out of
    /// the query config is among them, so filters on it still work.
    #[must_use]
    pub fn of_dictionary(dictionary: &Value) -> Self {
        let filters = dictionary.get("properties").and_then(|params| params.get("filters")?.get("properties"));
        let known = |(name, schema): (&str, &Value)| {
            let field_type = FieldType::of_filter_schema(schema)?;
            Some(Declared { param: name.to_owned(), field_type, nested: None })
        };
        Self(scalar::members(filters).filter_map(known).gather())
    }

    /// Adds what `others` know beyond these.
    pub fn complete(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// The type of a field that may be filtered by: a declared one or a facet. `None` for any other.
    #[must_use]
    pub fn type_of(&self, field: &str, config: &QueryConfig) -> Option<FieldType> {
        let declared = self.declared(field).map(|declared| declared.field_type);
        declared.or_else(|| config.facet(field).map(FieldType::of_facet))
    }

    /// The path of the nested objects that have the field; `None` if it is the document's own.
    #[must_use]
    pub fn nested_path(&self, field: &str) -> Option<&str> {
        self.declared(field)?.nested.as_deref()
    }

    fn declared(&self, field: &str) -> Option<&Declared> {
        let name = param_name(field);
        self.0.iter().find(|declared| declared.param == name)
    }
}
