//! The fields that a search application may be filtered and sorted by.

use crate::{
    json::Value,
    params::{FieldType, Fields, param_name},
    search_ui::{FacetKind, QueryConfig, scalar},
};

/// A facet or a declared field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name in the index.
    pub name: String,
    /// Its name in the params.
    pub param: String,
    /// What its values are.
    pub kind: FieldType,
    /// The path of the nested objects that have it; `None` if it is the document's own.
    pub nested: Option<String>,
    /// For points: where rings have their center, and the unit of their distances.
    pub rings: Option<Rings>,
}

/// Something to sort by.
#[derive(Debug, Clone)]
pub struct Sortable<'a> {
    /// Its name in the params.
    pub param: String,
    /// Its name in the index.
    pub field: String,
    /// The path of the nested objects that have it; `None` if it is the document's own.
    pub nested: Option<&'a str>,
}

/// What all rings of a geo facet share.
#[derive(Debug, Clone)]
pub struct Rings {
    /// The point, in any of Elasticsearch's forms.
    pub center: Value,
    /// The unit, such as `km`.
    pub unit: String,
}

impl Field {
    /// The facets first, then the other fields of `declared` (`{ "title": "text" }`).
    pub fn each(config: &QueryConfig, declared: &Value, problems: &mut Vec<String>) -> Vec<Self> {
        let fields = Fields::read(declared, problems);
        let facets = config.facets.iter().map(|facet| facet.field.as_str());
        let others = scalar::members(Some(declared)).map(|(name, _)| name).filter(|name| config.facet(name).is_none());
        facets.chain(others).filter_map(|name| Self::read(name, config, &fields, problems)).collect()
    }

    fn read(name: &str, config: &QueryConfig, fields: &Fields, problems: &mut Vec<String>) -> Option<Self> {
        let field_type = fields.type_of(name, config)?;
        let facet = config.facet(name).map(|facet| &facet.kind);
        let rings = match facet {
            Some(FacetKind::Geo { center, unit, .. }) => Some(Rings { center: center.clone(), unit: unit.clone() }),
            _ => None,
        };
        let is_unit = rings.as_ref().is_none_or(|rings| rings.unit.bytes().all(|byte| byte.is_ascii_alphabetic()));
        let problem = if is_unit { mismatch(field_type, facet) } else { Some(" has a facet whose unit is none.") };
        problems.extend(problem.map(|problem| ["The field ", name, problem].concat()));
        let nested = fields.nested_path(name).map(str::to_owned);
        Some(Self { name: name.to_owned(), param: param_name(name), kind: field_type, nested, rings })
    }

    /// The field in the index that holds exact values to filter, count and sort by. Text is analysed; by
    /// Elasticsearch's own convention its sub-field `keyword` is not.
    pub fn exact(&self) -> String {
        if self.kind == FieldType::Text { [&self.name, ".keyword"].concat() } else { self.name.clone() }
    }
}

impl<'a> Sortable<'a> {
    /// Relevance, and each field but points.
    pub fn each(fields: &'a [Field]) -> Vec<Self> {
        let score = Self { param: param_name("_score"), field: "_score".to_owned(), nested: None };
        let fields = fields.iter().filter(|field| field.rings.is_none());
        std::iter::once(score).chain(fields.map(Self::of)).collect()
    }

    fn of(field: &'a Field) -> Self {
        Self { param: field.param.clone(), field: field.exact(), nested: field.nested.as_deref() }
    }
}

fn mismatch(field_type: FieldType, facet: Option<&FacetKind>) -> Option<&'static str> {
    let is_range = matches!(field_type, FieldType::Number | FieldType::Date);
    match facet {
        Some(FacetKind::Geo { .. }) if field_type != FieldType::Geo => {
            Some(" has a facet with a center: declare it as geo.")
        }
        Some(FacetKind::Range { .. }) if !is_range => Some(" has a range facet: declare it as number or date."),
        Some(FacetKind::Stats) if !is_range => Some(" has a stats facet: declare it as number or date."),
        Some(FacetKind::Geo { .. } | FacetKind::Range { .. } | FacetKind::Stats) => None,
        _ if field_type == FieldType::Geo => Some(" is declared as geo: give it a range facet with a center."),
        _ => None,
    }
}
