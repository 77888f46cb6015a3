//! One check of some params: the state that the keywords share while they are applied.

use std::cell::Cell;
use std::cmp::Ordering;
use std::rc::Rc;

use super::Dictionary;
use super::error::{ValidationError, Violation};
use super::keyword::Keyword;
use super::order::{self, Visit};
use super::pattern::Verdict;
use super::schema::{Id, Rule};
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
        limit: "",
    };
    run.schema(0, value);
    run.finish()
}

/// A violation, before it is known whether it counts.
struct Finding {
    violation: Violation,
    coded: bool,
}

impl Finding {
    fn compare(&self, other: &Self) -> Ordering {
        let (this, that) = (&self.violation, &other.violation);
        let texts = this.message.cmp(&that.message).then_with(|| this.path.cmp(&that.path));
        texts.then_with(|| this.keyword.cmp(that.keyword)).then(self.coded.cmp(&other.coded))
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

/// The keyword that is being applied, and the schema that has it.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) schema: Id,
    pub(super) rule: &'a Rule,
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
    branches: Option<Rc<BranchState>>,
    depth: usize,
    work: usize,
    /// What it was too much of, once it was too much.
    limit: &'static str,
}

impl<'a> Run<'a> {
    /// Applies a schema to a value.
    pub(super) fn schema(&mut self, schema: Id, value: &Value) {
        self.work += 1;
        if self.depth == MAX_DEPTH {
            self.limit = "$: the params are nested too deeply to be checked";
        } else if self.work > MAX_WORK {
            self.limit = "$: the params take too much work to be checked";
        }
        self.depth += 1;
        for rule in self.rules(schema) {
            if self.is_stopped() {
                break;
            }
            self.rule(Site { schema, rule }, value);
        }
        self.depth -= 1;
    }

    fn rule(&mut self, site: Site<'a>, value: &Value) {
        match site.rule.keyword {
            Keyword::AllOf | Keyword::AnyOf | Keyword::OneOf | Keyword::Not | Keyword::If | Keyword::Reference => {
                combine::apply(self, site, value);
            }
            Keyword::Items | Keyword::Contains | Keyword::UniqueItems => elements::apply(self, site, value),
            Keyword::Properties
            | Keyword::Required
            | Keyword::PatternProperties
            | Keyword::AdditionalProperties
            | Keyword::PropertyNames
            | Keyword::NotAllowed
            | Keyword::Dependencies => members::apply(self, site, value),
            _ => scalars::apply(self, site, value),
        }
    }

    /// Applies a schema to the member of that name.
    pub(super) fn member(&mut self, name: &str, schema: Id, value: &Value) {
        self.inside(&[".", name], schema, value);
    }

    /// Applies a schema to something inside the value.
    pub(super) fn inside(&mut self, step: &[&str], schema: Id, value: &Value) {
        let length = self.path.len();
        for part in step {
            self.path.push_str(part);
        }
        self.schema(schema, value);
        self.path.truncate(length);
    }

    /// Reports a violation, with what is particular in its message.
    pub(super) fn report(&mut self, site: Site<'a>, particular: &str) {
        let (before, behind) = site.rule.keyword.message();
        let message = [&self.path, before, particular, behind].concat();
        self.report_at(site, self.path.clone(), message);
    }

    pub(super) fn report_at(&mut self, site: Site<'a>, path: String, message: String) {
        self.work += (message.len() + path.len()) / 64;
        let keyword = site.rule.keyword.name();
        let schema = self.dictionary.schemas.get(site.schema as usize);
        let schema_path = [schema.map_or("", |schema| &schema.pointer), "/", keyword].concat();
        let violation = Violation { path, keyword, message, schema_path };
        self.findings.push(Finding { violation, coded: site.rule.coded });
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
        !self.limit.is_empty()
    }

    /// Whether a text fits, noting when it cannot be told.
    pub(super) fn settle(&mut self, verdict: Verdict) -> bool {
        match verdict {
            Verdict::Unsure => self.unsure = true,
            Verdict::GaveUp => self.limit = "$: the params take a regular expression too many steps to be checked",
            Verdict::Fits | Verdict::Fails => {}
        }
        verdict != Verdict::Fails
    }

    /// What the pattern at this place of a rule's list says of a text.
    pub(super) fn pattern(&self, rule: &Rule, place: usize, text: &str) -> Verdict {
        let pattern = rule.ids.get(place).and_then(|pattern| self.dictionary.patterns.get(*pattern as usize));
        pattern.map_or(Verdict::Unsure, |pattern| pattern.verdict(text))
    }

    pub(super) fn rules(&self, schema: Id) -> &'a [Rule] {
        self.dictionary.schemas.get(schema as usize).map_or(&[], |schema| &schema.rules)
    }

    /// The state that `oneOf` and `properties` share here.
    pub(super) fn branch_state(&mut self) -> Rc<BranchState> {
        let new = || Rc::new(BranchState { in_branch: Cell::new(false), matched: Cell::new(true) });
        self.branches.get_or_insert_with(new).clone()
    }

    /// Makes the next `oneOf` or `properties` begin with a new state.
    pub(super) fn leave_branches(&mut self) {
        self.branches = None;
    }

    fn finish(mut self) -> Result<(), ValidationError> {
        if self.is_stopped() {
            let (path, schema_path) = (String::from("$"), String::from("#"));
            let violation = Violation { path, keyword: "limit", message: self.limit.to_owned(), schema_path };
            return Err(ValidationError { violations: vec![violation] });
        }
        self.drop_repeated();
        let mut violations = Vec::new();
        for Finding { mut violation, coded } in self.findings {
            if coded {
                violation.message = String::from("null");
            }
            violations.push(violation);
        }
        if violations.is_empty() { Ok(()) } else { Err(ValidationError { violations }) }
    }

    /// Keeps the first of several identical findings.
    fn drop_repeated(&mut self) {
        let findings = &self.findings;
        let compare = |a: u32, b: u32| match (findings.get(a as usize), findings.get(b as usize)) {
            (Some(a), Some(b)) => a.compare(b),
            _ => Ordering::Equal,
        };
        let mut is_first = vec![true; findings.len()];
        for pair in order::sorted(findings.len(), &compare).windows(2) {
            if let &[earlier, later] = pair
                && compare(earlier, later).is_eq()
                && let Some(flag) = is_first.get_mut(later as usize)
            {
                *flag = false;
            }
        }
        let mut flags = is_first.into_iter();
        self.findings.retain(|_| flags.next() == Some(true));
    }
}
