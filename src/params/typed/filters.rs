//! The param `filters`: for each field, and each way in which its filters combine, a list of conditions.

use super::{Typed, conditions};
use crate::gather::Gather;
use crate::{
    json::{Object, Value, decimal},
    params::{FieldType, Limits, param_name},
    search_ui::{Facet, Filter, FilterKind, QueryConfig},
};

/// Characters that a template writes around one condition, at most, beside the field's name, which a ring has three times.
const AROUND: usize = 300;

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
    // A template writes the filters once for each facet, once for the hits and once for the query.
    let mut room = Limits::RENDERED_FILTERS / (config.facets.len() + 2);
    for filter in state.iter().filter(|filter| !config.filters.contains(filter)) {
        match typed.fields.type_of(&filter.field, config) {
            Some(field_type) => collect(filter, field_type, config, &mut groups, &mut room, warnings),
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
    room: &mut usize,
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
        group.add(&filter.values, config.facet(&filter.field), room, warnings);
    }
}

impl Group<'_> {
    /// Adds values as long as there is `room` for what a template makes of them.
    fn add(&mut self, values: &[Value], facet: Option<&Facet>, room: &mut usize, warnings: &mut Vec<String>) {
        for value in values {
            let Some(condition) = conditions::condition(value, self.field_type, facet) else {
                warnings.push(self.unfit());
                continue;
            };
            let rendered = condition.to_json().len() + 3 * self.field.len() + AROUND;
            if self.conditions.len() >= Limits::VALUES as usize || rendered > *room {
                return warnings.push(self.overlong());
            }
            *room -= rendered;
            self.conditions.push(condition);
        }
    }

    fn overlong(&self) -> String {
        // There are never more than `Limits::VALUES`.
        let used = u32::try_from(self.conditions.len()).unwrap_or(Limits::VALUES);
        ["Only the first ", &decimal(used), " values of a filter on ", self.field, " were used."].concat()
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
