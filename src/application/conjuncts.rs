//! How the filters of different fields combine: by AND, except between the fields that the query config's `orFields`
//! puts together (`"orFields": [["author", "editor"]]`), where one filtered field that matches is enough.

use super::{
    field::Field,
    filters,
    template::{Item, Node, object, unless, when},
};
use crate::{
    json::Value,
    search_ui::{QueryConfig, scalar},
};

/// Filters that stand or fall together: those of one field, or those of fields joined by OR.
#[derive(Debug)]
pub struct Conjunct<'a> {
    /// Never empty.
    fields: Vec<&'a Field>,
}

impl<'a> Conjunct<'a> {
    /// Every field in exactly one conjunct, in the order of the fields.
    pub fn each(search: &Value, fields: &'a [Field], problems: &mut Vec<String>) -> Vec<Self> {
        let groups = scalar::elements(search.get("orFields"));
        let groups: Vec<Vec<&str>> = groups.iter().map(names).collect();
        problems.extend(groups.iter().flatten().filter_map(|name| problem(name, &groups, fields)));
        let mut conjuncts: Vec<Self> = Vec::new();
        for field in fields {
            let is_with = |other: &&Field| groups.iter().any(|group| contains(group, field) && contains(group, other));
            match conjuncts.iter_mut().find(|conjunct| conjunct.fields.iter().any(is_with)) {
                Some(conjunct) => conjunct.fields.push(field),
                None => conjuncts.push(Self { fields: vec![field] }),
            }
        }
        conjuncts
    }

    /// Whether a facet's counts leave these filters out.
    pub fn is_disjunctive(&self, config: &QueryConfig) -> bool {
        self.fields.iter().any(|field| config.is_disjunctive(&field.name))
    }

    /// The clauses for whatever the param `filters` says of the fields.
    pub fn clauses(&self) -> Vec<Item> {
        if let [only] = self.fields.as_slice() {
            return filters::clauses(only);
        }
        // Without an alternative, this is a `bool` without clauses, which matches everything.
        let alternatives = self.fields.iter().map(|field| alternative(field)).collect();
        vec![Item::Element(object([("bool", object([("should", Node::Array(alternatives))]))]))]
    }

    /// The same clauses, but none for the count of a facet whose own filter is among them. What the facet offers is
    /// one more alternative, so the others of its conjunct are left out with it.
    pub fn clauses_beside_own_facet(&self, config: &QueryConfig) -> Vec<Item> {
        let disjunctive = self.fields.iter().filter(|field| config.is_disjunctive(&field.name));
        disjunctive.fold(self.clauses(), |clauses, field| vec![unless(["of.", &field.param].concat(), clauses)])
    }
}

fn names(group: &Value) -> Vec<&str> {
    scalar::elements(Some(group)).iter().filter_map(Value::as_str).collect()
}

fn contains(group: &[&str], field: &Field) -> bool {
    group.contains(&field.name.as_str())
}

fn problem(name: &str, groups: &[Vec<&str>], fields: &[Field]) -> Option<String> {
    if !fields.iter().any(|field| field.name == name) {
        return Some(["`orFields` names ", name, ": make it a facet, or declare it in `fields`."].concat());
    }
    let times = groups.iter().flatten().filter(|&&other| other == name).count();
    (times > 1).then(|| ["`orFields` names ", name, " more than once: a field can be in one group only."].concat())
}

/// The conjunction of what is said of one field, if anything is.
fn alternative(field: &Field) -> Item {
    let all = object([("bool", object([("filter", Node::Array(filters::clauses(field)))]))]);
    when(["filters.", &field.param].concat(), [Item::Element(all)])
}
