//! One check of some params: the state that the keywords share while they are applied.

use std::cell::Cell;
use std::cmp::Ordering;
use std::rc::Rc;

use super::Dictionary;
use super::error::{ValidationError, Violation};
use super::order::{self, Visit};
use super::pattern::{Compiled, Verdict};
use super::schema::{Check, PatternId, Rule, Schema, SchemaId};
use super::{combine, elements, members, scalars};
use crate::json::Value;

/// How deep schemas may apply each other, and be nested. Each level takes stack.
pub(super) const MAX_DEPTH: usize = 500;

/// How many schemas may be applied in one check, with 64 bytes of message counted as one more. References make it
/// possible to ask for any amount of work in a few lines.
const MAX_WORK: usize = 4_000_000;

/// Checks a value.
pub(super) fn validate(dictionary: &Dictionary, value: &Value, visit: Visit) -> Result<(), ValidationError> {
    let mut run = Run {
        dictionary,
        visit,
        path: String::from("$"),
        findings: Vec::new(),
        unsure: false,
        branches: None,
        depth: 0,
        work: 0,
        limit: None,
    };
    run.schema(0, value);
    run.finish()
}

/// A violation, before it is known whether it counts.
struct Finding {
    schema: SchemaId,
    keyword: &'static str,
    coded: bool,
    path: String,
    message: String,
}

impl Finding {
    fn compare(&self, other: &Self) -> Ordering {
        (&self.message, self.keyword, &self.path, self.coded).cmp(&(&other.message, other.keyword, &other.path, other.coded))
    }
}

/// What `oneOf` and `properties` tell each other in the server's validator.
#[derive(Debug)]
pub(super) struct BranchState {
    /// Set by `oneOf`, and put off by `properties` for what is below it.
    pub(super) in_branch: Cell<bool>,
    /// Cleared by `properties` when a branch lacks required properties.
    pub(super) matched: Cell<bool>,
}

pub(super) struct Run<'a> {
    dictionary: &'a Dictionary,
    pub(super) visit: Visit,
    /// Where the value stands that is being checked.
    pub(super) path: String,
    findings: Vec<Finding>,
    /// Whether something that counts as fitting may not fit: only the server can tell.
    pub(super) unsure: bool,
    /// The state that the next `oneOf` or `properties` finds.
    pub(super) branches: Option<Rc<BranchState>>,
    depth: usize,
    work: usize,
    /// What it was too much of, once it was too much.
    limit: Option<&'static str>,
}

impl<'a> Run<'a> {
    /// Applies a schema to a value.
    pub(super) fn schema(&mut self, id: SchemaId, value: &Value) {
        let dictionary = self.dictionary;
        let Some(schema) = dictionary.schemas.get(id as usize) else { return };
        self.work += 1;
        if self.depth == MAX_DEPTH {
            self.limit = Some("are nested too deeply to be checked");
        } else if self.work > MAX_WORK {
            self.limit = Some("take too much work to be checked");
        }
        self.depth += 1;
        for rule in &schema.rules {
            if self.limit.is_some() {
                break;
            }
            self.rule(id, schema, rule, value);
        }
        self.depth -= 1;
    }

    fn rule(&mut self, id: SchemaId, schema: &'a Schema, rule: &'a Rule, value: &Value) {
        let site = Site { schema: id, rule };
        match &rule.check {
            Check::Nothing => {}
            Check::Never => self.report_text(site, "Boolean schema false is not valid".to_owned()),
            Check::Properties(properties) => members::properties(self, schema, id, properties, value),
            Check::Items(_) | Check::Tuple { .. } | Check::Contains { .. } | Check::Unique => {
                elements::apply(self, site, value);
            }
            Check::Required(_)
            | Check::PatternProperties(_)
            | Check::AdditionalProperties { .. }
            | Check::PropertyNames(_)
            | Check::NoProperties
            | Check::NotAllowed(_)
            | Check::Dependencies { .. } => members::apply(self, site, value),
            Check::All(_) | Check::Any(_) | Check::One { .. } | Check::Not { .. } | Check::If { .. } | Check::Reference(_) => {
                combine::apply(self, site, value);
            }
            _ => scalars::apply(self, site, value),
        }
    }

    /// Applies a schema to something inside the value.
    pub(super) fn inside(&mut self, step: &[&str], schema: SchemaId, value: &Value) {
        let length = self.path.len();
        self.path.extend(step.iter().copied());
        self.schema(schema, value);
        self.path.truncate(length);
    }

    /// Reports a violation whose message is the path with the given text behind it.
    pub(super) fn report(&mut self, site: Site<'a>, text: &[&str]) {
        let message = [self.path.as_str()].iter().chain(text).copied().collect();
        self.report_text(site, message);
    }

    pub(super) fn report_text(&mut self, site: Site<'a>, message: String) {
        self.report_at(site, self.path.clone(), message);
    }

    pub(super) fn report_at(&mut self, site: Site<'a>, path: String, message: String) {
        self.work += (message.len() + path.len()) / 64;
        let Rule { keyword, coded, .. } = *site.rule;
        self.findings.push(Finding { schema: site.schema, keyword, coded, path, message });
    }

    /// How many violations there are so far.
    pub(super) fn count(&self) -> usize {
        self.findings.len()
    }

    /// Takes back the violations after the first `count`.
    pub(super) fn forget(&mut self, count: usize) {
        self.findings.truncate(count);
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.limit.is_some()
    }

    /// Whether a text fits, noting when it cannot be told.
    pub(super) fn settle(&mut self, verdict: Verdict) -> bool {
        match verdict {
            Verdict::Unsure => self.unsure = true,
            Verdict::GaveUp => self.limit = Some("take a regular expression too many steps to be checked"),
            Verdict::Fits | Verdict::Fails => {}
        }
        verdict != Verdict::Fails
    }

    pub(super) fn pattern(&self, pattern: PatternId, text: &str) -> Verdict {
        self.dictionary.patterns.get(pattern as usize).map_or(Verdict::Unsure, |pattern: &Compiled| pattern.verdict(text))
    }

    pub(super) fn rules(&self, schema: SchemaId) -> &'a [Rule] {
        self.dictionary.schemas.get(schema as usize).map_or(&[], |schema| &schema.rules)
    }

    fn finish(mut self) -> Result<(), ValidationError> {
        if let Some(limit) = self.limit {
            let message = ["$: the params ", limit].concat();
            let violation =
                Violation { path: "$".to_owned(), keyword: "limit", message, schema_path: "#".to_owned() };
            return Err(ValidationError { violations: vec![violation] });
        }
        self.drop_repeated();
        if self.findings.is_empty() {
            return Ok(());
        }
        let schemas = &self.dictionary.schemas;
        let violations = self.findings.into_iter().map(|finding| finding.published(schemas)).collect();
        Err(ValidationError { violations })
    }

    /// Keeps the first of several identical findings.
    fn drop_repeated(&mut self) {
        let findings = std::mem::take(&mut self.findings);
        let at = |place: u32| findings.get(place as usize);
        let compare = |a: u32, b: u32| match (at(a), at(b)) {
            (Some(a), Some(b)) => a.compare(b),
            _ => Ordering::Equal,
        };
        let sorted = order::sorted(findings.len(), &compare);
        let mut is_first = vec![true; findings.len()];
        for pair in sorted.windows(2) {
            if let &[earlier, later] = pair
                && compare(earlier, later).is_eq()
                && let Some(flag) = is_first.get_mut(later as usize)
            {
                *flag = false;
            }
        }
        self.findings = findings.into_iter().zip(is_first).filter_map(|(finding, first)| first.then_some(finding)).collect();
    }
}

/// The keyword that is being applied.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) schema: SchemaId,
    pub(super) rule: &'a Rule,
}

impl Finding {
    fn published(self, schemas: &[Schema]) -> Violation {
        let pointer = schemas.get(self.schema as usize).map_or("", |schema| schema.pointer.as_str());
        Violation {
            schema_path: [pointer, "/", self.keyword].concat(),
            path: self.path,
            keyword: self.keyword,
            message: if self.coded { "null".to_owned() } else { self.message },
        }
    }
}
