//! `fuzziness`: how many edits a term may be away, by its length. (`AUTO`, `AUTO:3,6`, `0`, `1`, `2`.)

use crate::{
    engine::{members::Members, text_index::Fuzzy},
    error::{EsError, Result},
};

/// Lucene's limits for fuzzy terms, where a query does not set its own.
const MAX_EXPANSIONS: usize = 50;

/// Fuzziness as a query gives it.
#[derive(Debug, Clone)]
pub struct Fuzziness {
    rule: Rule,
    prefix_length: usize,
    max_expansions: usize,
    transpositions: bool,
}

#[derive(Debug, Clone, Copy)]
enum Rule {
    Edits(u8),
    /// One edit from the first length on, two from the second.
    Auto(usize, usize),
}

impl Fuzziness {
    /// `AUTO`.
    pub(super) fn auto() -> Self {
        Self { rule: Rule::Auto(3, 6), ..Self::edits(0, MAX_EXPANSIONS, true) }
    }

    /// No edits, by rules for more.
    pub(super) fn edits(prefix_length: usize, max_expansions: usize, transpositions: bool) -> Self {
        Self { rule: Rule::Edits(0), prefix_length, max_expansions, transpositions }
    }

    /// The same rules with so many edits.
    pub(super) fn with_edits(&self, edits: u8) -> Self {
        Self { rule: Rule::Edits(edits), ..self.clone() }
    }

    /// Takes the members that belong to fuzziness; `None` if there is none.
    pub fn take(members: &mut Members<'_>) -> Result<Option<Self>> {
        if members.has("fuzziness") {
            return Self::take_or_auto(members).map(Some);
        }
        for unused in ["prefix_length", "max_expansions"] {
            members.count(unused)?;
        }
        members.boolean("fuzzy_transpositions")?;
        Ok(None)
    }

    /// Takes the members that belong to fuzziness, which is `AUTO` if nothing else is said.
    pub fn take_or_auto(members: &mut Members<'_>) -> Result<Self> {
        let text = members.text("fuzziness")?;
        let prefix_length = members.count("prefix_length")?.unwrap_or(0);
        let max_expansions = members.count("max_expansions")?.unwrap_or(MAX_EXPANSIONS);
        let transpositions = members.boolean("fuzzy_transpositions")?.or(members.boolean("transpositions")?);
        let rule = rule(text.as_deref().unwrap_or("AUTO"))?;
        Ok(Self { rule, prefix_length, max_expansions, transpositions: transpositions.unwrap_or(true) })
    }

    /// As many edits, whatever the length of a term: those for the usual one.
    pub fn of_any_length(&self) -> Self {
        self.with_edits(self.of("usual").map_or(0, |fuzzy| fuzzy.distance))
    }

    /// What it means for a term; `None` if the term has to be exact.
    pub fn of(&self, term: &str) -> Option<Fuzzy> {
        let length = term.chars().count();
        let distance = match self.rule {
            Rule::Edits(edits) => edits,
            Rule::Auto(one, two) => u8::from(length >= one) + u8::from(length >= two),
        };
        // Nothing is like no letters at all.
        (distance > 0 && length > 0).then_some(Fuzzy {
            distance,
            prefix_length: self.prefix_length,
            max_expansions: self.max_expansions,
            transpositions: self.transpositions,
        })
    }
}

fn rule(text: &str) -> Result<Rule> {
    let upper = text.to_ascii_uppercase();
    let refusal = || EsError::illegal_argument(format!("Invalid fuzziness value: {text}"));
    if upper == "AUTO" {
        return Ok(Rule::Auto(3, 6));
    }
    if let Some(lengths) = upper.strip_prefix("AUTO:") {
        let (one, two) = lengths.split_once(',').ok_or_else(refusal)?;
        return match (one.trim().parse(), two.trim().parse()) {
            (Ok(one), Ok(two)) if one <= two => Ok(Rule::Auto(one, two)),
            _ => Err(refusal()),
        };
    }
    match upper.parse::<f32>() {
        Ok(0.0) => Ok(Rule::Edits(0)),
        Ok(1.0) => Ok(Rule::Edits(1)),
        Ok(2.0) => Ok(Rule::Edits(2)),
        _ => Err(refusal()),
    }
}
