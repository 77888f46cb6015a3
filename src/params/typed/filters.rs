//! The param `filters`: for each field, and each way in which its filters combine, a list of conditions.

use super::{Typed, conditions};
use crate::gather::Gather;
use crate::{
    json::{Object, Value, decimal},
    params::{FieldType, Limits, param_name},
    search_ui::{Facet, Filter, FilterKind, FilterValue, QueryConfig},
};

/// The conditions of one field and kind.
struct Group<'a> {
    field: &'a str,
    kind: FilterKind,
    field_type: FieldType,
    conditions: Vec<Value>,
}

/// The param; empty if nothing is filtered.
///
/// A filter that equals one of the query config's is left out: the driver has merged it in, and the template
/// applies it anyway, so that no page can drop it.
pub(super) fn filters(typed: &Typed, state: &[Filter], config: &QueryConfig, warnings: &mut Vec<String>) -> Object {
    let mut groups = Vec::new();
    for filter in state.iter().filter(|filter| !config.filters.contains(filter)) {
        match typed.fields.type_of(&filter.field, config) {
            Some(field_type) => collect(filter, field_type, config, &mut groups, warnings),
            None => warnings.push(undeclared(&filter.field)),
        }
    }
    by_field(groups)
}

fn undeclared(field: &str) -> String {
    let advice = " was ignored: make it a facet, or declare it in `fields`, and define the search application anew.";
    ["A filter on ", field, advice].concat()
}

/// Adds a filter's conditions to those of its field and kind. There are no more groups than declared fields allow,
/// however many filters the state holds.
fn collect<'a>(
    filter: &'a Filter,
    field_type: FieldType,
    config: &QueryConfig,
    groups: &mut Vec<Group<'a>>,
    warnings: &mut Vec<String>,
) {
    let same = |group: &Group| group.field == filter.field && group.kind == filter.kind;
    let at = groups.iter().position(same).unwrap_or(groups.len());
    if at == groups.len() {
        groups.push(Group { field: &filter.field, kind: filter.kind, field_type, conditions: Vec::new() });
    } else if filter.kind == FilterKind::Any {
        warnings.push(
            ["Filters on ", &filter.field, " of type any were taken for one: give their values in one."].concat(),
        );
    }
    if let Some(group) = groups.get_mut(at) {
        group.add(&filter.values, config.facet(&filter.field), warnings);
    }
}

impl Group<'_> {
    fn add(&mut self, values: &[FilterValue], facet: Option<&Facet>, warnings: &mut Vec<String>) {
        for value in values {
            match conditions::condition(value, self.field_type, facet) {
                Some(_) if self.conditions.len() >= Limits::VALUES as usize => {
                    return warnings.push(self.overlong());
                }
                Some(condition) => self.conditions.push(condition),
                None => warnings.push(self.unfit()),
            }
        }
    }

    fn overlong(&self) -> String {
        ["Only the first ", &decimal(Limits::VALUES), " values of a filter on ", self.field, " were used."].concat()
    }

    fn unfit(&self) -> String {
        let expected = conditions::expected(self.field_type);
        ["A filter value on ", self.field, " was ignored: the field takes ", expected, "."].concat()
    }
}

/// `{ "genre": { "any": { "values": [..] } } }`
fn by_field(groups: Vec<Group>) -> Object {
    let mut fields: Vec<(String, Object)> = Vec::new();
    for group in groups.into_iter().filter(|group| !group.conditions.is_empty()) {
        let name = param_name(group.field);
        let mut list = Object::new();
        list.insert(conditions::list_name(group.field_type), group.conditions);
        if let Some((_, kinds)) = fields.iter_mut().find(|(field, _)| *field == name) {
            kinds.insert(group.kind.name(), list);
        } else {
            let mut kinds = Object::new();
            kinds.insert(group.kind.name(), list);
            fields.push((name, kinds));
        }
    }
    fields.into_iter().map(|(name, kinds)| (name, kinds.into())).gather().into()
}
