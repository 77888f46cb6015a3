//! The fields that a query on several of them names: names and patterns, with boosts (`title^3`, `*_name`).

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    engine::{limits, members::Members, scalar::shortest, shard::Shard, wildcard},
    error::{EsError, Result},
};

/// A field's name and its boost.
pub(super) type BoostedField = (String, f32);

/// Field names or patterns with their boosts.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    boosts: BTreeMap<String, f32>,
    /// Whether it is one field by itself, and not a list.
    alone: bool,
}

impl Fields {
    /// Takes `fields`; none or an empty list means all fields.
    pub(super) fn take(members: &mut Members<'_>) -> Result<Self> {
        let specified = members.texts("fields")?.unwrap_or_default();
        limits::check_names("fields", specified.len())?;
        let specified = specified.iter().map(|field| field_and_boost(field));
        Ok(Self { boosts: specified.collect::<Result<_>>()?, alone: false })
    }

    /// One field or pattern, without a boost.
    pub(super) fn one(name: &str) -> Self {
        Self { boosts: BTreeMap::from([(name.to_owned(), 1.0)]), alone: !wildcard::is_pattern(name) }
    }

    /// Whether it is one field by itself, and neither a list nor a pattern.
    pub(super) fn is_alone(&self) -> bool {
        self.alone
    }

    /// Whether all fields are searched.
    pub(super) fn is_everything(&self) -> bool {
        self.boosts.is_empty() || self.boosts.contains_key("*")
    }

    /// The mapped fields that are meant, with their boosts. Of a pattern, all that it matches and that have words or
    /// plain values.
    pub(super) fn resolve(&self, shard: &Shard<'_>) -> Vec<BoostedField> {
        let mapping = shard.index.mapping();
        let every = BTreeMap::from([("*".to_owned(), 1.0)]);
        let given = if self.boosts.is_empty() { &every } else { &self.boosts };
        let mut resolved = BTreeMap::<String, f32>::new();
        for (name, boost) in given {
            let mut found = if wildcard::is_pattern(name) { mapping.expand(name) } else { vec![name.as_str()] };
            if wildcard::is_pattern(name) {
                let searched = |field: &&str| mapping.field(field).is_some_and(|field| field.kind.is_searched());
                found.retain(searched);
            }
            for field in found {
                // A field that is named twice counts with the product, as in Elasticsearch.
                *resolved.entry(field.to_owned()).or_insert(1.0) *= boost;
            }
        }
        resolved.into_iter().collect()
    }

    pub(super) fn to_json(&self) -> Value {
        let print = |(name, boost): (&String, &f32)| {
            // Java prints a whole float with a fraction.
            let boost = shortest(*boost).to_string();
            let dot = if boost.contains(['.', 'e']) { "" } else { ".0" };
            format!("{name}^{boost}{dot}")
        };
        self.boosts.iter().map(print).collect::<Vec<_>>().into()
    }
}

fn field_and_boost(text: &str) -> Result<BoostedField> {
    match text.rsplit_once('^') {
        None => Ok((text.into(), 1.0)),
        Some((name, boost)) => match boost.parse::<f32>() {
            Ok(boost) if boost.is_finite() => Ok((name.into(), boost)),
            _ => Err(EsError::new(400, "number_format_exception", format!("For input string: \"{boost}\""))),
        },
    }
}
