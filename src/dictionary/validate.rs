//! One check of some params: the state that the keywords share while they are applied.

use super::Dictionary;
use super::keyword::Keyword;
use super::order::Visit;
use super::pattern::Verdict;
use super::refusal::Finding;
use super::rule::has_type;
use super::schema::{Id, Rule};
use super::{combine, elements, members, scalars};
use crate::json::{At, Nodes};

/// How deep schemas may apply each other, and be nested. Each level takes stack; references are none where they have been
/// followed before.
pub(super) const MAX_DEPTH: usize = if cfg!(feature = "fast") { 250 } else { 500 };

/// How many schemas may be applied in one check. References make it possible to ask for any amount of work in a few
/// lines.
const MAX_WORK: usize = 4_000_000;

/// How many mistakes are told.
const MAX_FINDINGS: usize = 200_000;

/// What is said of params that are too deep.
pub(super) const TOO_DEEP: &str = "$: the params are nested too deeply to be checked";

/// What is said of more.
pub(super) const TOO_MANY: &str = "$: the params have too many mistakes to be told";

/// Checks a value: nothing is what there is to tell of one that fits. Nodes are those of the value and of the dictionary.
pub(super) fn validate<'a>(
    dictionary: &'a Dictionary,
    nodes: &'a Nodes<'a>,
    value: At,
    visit: Visit,
) -> Option<Run<'a>> {
    let mut run = Run {
        dictionary,
        nodes,
        visit,
        findings: Vec::new(),
        unsure: false,
        branches: Vec::new(),
        has_branch: false,
        depth: 0,
        work: 0,
        limit: "",
    };
    run.schema(0, value);
    if run.findings.len() > MAX_FINDINGS {
        run.limit = TOO_MANY;
    }
    (!run.findings.is_empty() || run.is_stopped()).then_some(run)
}

/// What `oneOf` and `properties` tell each other in the server's validator.
#[derive(Clone, Copy, Default)]
pub(super) struct Branch {
    /// Set by `oneOf`, and put off by `properties` for what is below it.
    pub(super) in_branch: bool,
    /// Cleared by `properties` when a branch lacks required properties.
    pub(super) is_matched: bool,
}

/// What became of a schema that was tried.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Fits,
    /// It fits as far as can be told.
    MayFit,
    Fails,
}

/// The keyword that is being applied, and the schema that has it.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) schema: Id,
    pub(super) rule: &'a Rule,
}

pub(super) struct Run<'a> {
    pub(super) dictionary: &'a Dictionary,
    pub(super) nodes: &'a Nodes<'a>,
    pub(super) visit: Visit,
    /// What is wrong so far.
    pub(super) findings: Vec<Finding<'a>>,
    /// Whether something that counts as fitting may not fit: only the server can tell.
    pub(super) unsure: bool,
    /// All states that there have been, since one may be in use below the next.
    branches: Vec<Branch>,
    /// Whether the next `oneOf` or `properties` finds the last state, and does not begin with a new one.
    has_branch: bool,
    depth: usize,
    work: usize,
    /// What it was too much of, once it was too much.
    pub(super) limit: &'static str,
}

impl<'a> Run<'a> {
    /// Applies a schema to a value, unless all is lost already.
    pub(super) fn schema(&mut self, schema: Id, value: At) {
        self.work += 1;
        if self.depth == MAX_DEPTH {
            self.limit = TOO_DEEP;
        } else if self.work > MAX_WORK {
            self.limit = "$: the params take too much work to be checked";
        }
        if self.is_stopped() {
            return;
        }
        self.depth += 1;
        for rule in self.dictionary.rules(schema) {
            // Most rules are of this kind, and most values keep them.
            if rule.keyword != Keyword::Type || !has_type(rule.number, self.nodes, value) {
                self.rule(Site { schema, rule }, value);
            }
        }
        self.depth -= 1;
    }

    #[inline(never)]
    fn rule(&mut self, site: Site<'a>, value: At) {
        match site.rule.keyword {
            Keyword::Reference => self.schema(site.rule.first, value),
            Keyword::AllOf | Keyword::AnyOf | Keyword::OneOf | Keyword::Not | Keyword::If => {
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

    /// Applies a schema. Its violations stay; what it was unsure of is in the outcome.
    pub(super) fn attempt(&mut self, schema: Id, value: At) -> Outcome {
        let (count, was_unsure) = (self.count(), self.unsure);
        self.unsure = false;
        self.schema(schema, value);
        let is_unsure = std::mem::replace(&mut self.unsure, was_unsure);
        match (self.count() > count, is_unsure) {
            (true, _) => Outcome::Fails,
            (false, true) => Outcome::MayFit,
            (false, false) => Outcome::Fits,
        }
    }

    /// The same, leaving no violations.
    pub(super) fn outcome(&mut self, schema: Id, value: At) -> Outcome {
        let count = self.count();
        let outcome = self.attempt(schema, value);
        self.forget(count);
        outcome
    }

    /// Reports that a value fails, for this reason.
    pub(super) fn report(&mut self, site: Site<'a>, value: At, detail: At) {
        self.findings.push(Finding { site, value, detail });
    }

    /// How many violations there are so far.
    pub(super) fn count(&self) -> usize {
        self.findings.len()
    }

    /// Takes back the violations after the first `count`.
    pub(super) fn forget(&mut self, count: usize) {
        self.findings.truncate(count);
    }

    fn is_stopped(&self) -> bool {
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

    /// What a pattern says of a text.
    pub(super) fn pattern(&self, pattern: Id, text: &str) -> Verdict {
        let pattern = self.dictionary.patterns.get(pattern as usize);
        pattern.map_or(Verdict::Unsure, |pattern| pattern.verdict(text))
    }

    /// Whether a pattern is found in a text, if that can be told.
    pub(super) fn finds(&mut self, pattern: Id, text: &str) -> Option<bool> {
        let verdict = self.pattern(pattern, text);
        let may_fit = self.settle(verdict);
        (verdict == Verdict::Fits || !may_fit).then_some(may_fit)
    }

    /// A rule's list.
    pub(super) fn list(&self, rule: &Rule) -> &'a [u32] {
        self.dictionary.list(rule.list)
    }

    /// The state that `oneOf` and `properties` share here, as a number.
    pub(super) fn branch_state(&mut self) -> usize {
        if !self.has_branch {
            self.has_branch = true;
            self.branches.push(Branch { in_branch: false, is_matched: true });
        }
        self.branches.len() - 1
    }

    pub(super) fn branch(&self, state: usize) -> Branch {
        self.branches.get(state).copied().unwrap_or_default()
    }

    pub(super) fn set_branch(&mut self, state: usize, in_branch: bool, is_matched: bool) {
        if let Some(branch) = self.branches.get_mut(state) {
            *branch = Branch { in_branch, is_matched };
        }
    }

    /// Makes the next `oneOf` or `properties` begin with a new state.
    pub(super) fn leave_branches(&mut self) {
        self.has_branch = false;
    }
}
