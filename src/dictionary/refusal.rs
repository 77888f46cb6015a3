//! What is wrong with a value, before it is put into words. Natively [`super::words`] does that; a page's JavaScript does
//! it itself (`src/js/words.js`), from numbers, since it has both documents as values, and words weigh less there.

use super::validate::{Run, Site};
use crate::json::{At, Tape, decimal};

/// A keyword that refused a value: a schema that has it, and a name, value or type that its message has to tell of.
#[derive(Clone, Copy)]
pub(super) struct Finding<'a> {
    pub(super) site: Site<'a>,
    pub(super) value: At,
    pub(super) detail: At,
}

impl Run<'_> {
    /// All that there is to tell, as JSON: `{ limit, findings, schema, value }`. `limit` is what it was too much of, or
    /// empty. `findings` is a flat list with seven numbers for each: the nodes of the schema, of the base that it is
    /// reached from and of the reference that leads there, of the keyword's name, of the value and of the detail; and
    /// the rule's number. Nodes are counted through each document from its start.
    pub(super) fn numbers(&self, value: &Tape) -> String {
        let mut text = ["{\"limit\":\"", self.limit, "\",\"findings\":["].concat();
        let told = if self.limit.is_empty() { self.findings.as_slice() } else { &[] };
        for &Finding { site, value, detail } in told {
            let base = self.dictionary.base(site.schema);
            let schema = self.dictionary.schema(site.schema).node;
            let number = site.rule.number.cast_unsigned();
            for number in [schema, base.node, base.reference, site.rule.name, value, detail, number] {
                text.push_str(&decimal(number));
                text.push(',');
            }
        }
        // A comma is never last in JSON.
        [&text, "0],\"schema\":", self.dictionary.tape.written(), ",\"value\":", value.written(), "}"].concat()
    }
}
