//! One check of some params: the state that the keywords share while they are applied.

use std::cmp::Ordering;

use super::Dictionary;
use super::error::{ValidationError, Violation};
use super::keyword::Keyword;
use super::message::violation;
use super::order::Visit;
use super::pattern::{Compiled, Verdict};
use super::rule::has_type;
use super::schema::{Id, Rule};
use super::{combine, elements, members, scalars};
use crate::json::{At, Nodes, sort};

/// How deep schemas may apply each other, and be nested. Each level takes stack.
pub(super) const MAX_DEPTH: usize = 500;

/// How many schemas may be applied in one check. References make it possible to ask for any amount of work in a few
/// lines.
const MAX_WORK: usize = 4_000_000;

/// How much text the messages may hold, in bytes: `not`, `contains` and `oneOf` quote their schemas.
const MAX_TEXT: usize = 32 << 20;

/// Checks a value. Nodes are those of the value and of the dictionary.
pub(super) fn validate(dictionary: &Dictionary, nodes: &Nodes, value: At, visit: Visit) -> Result<(), ValidationError> {
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
    if run.findings.is_empty() && !run.is_stopped() { Ok(()) } else { Err(run.finish(value)) }
}

/// What is wrong with a value, before it is known whether it counts: a keyword and a schema that has it, and a name,
/// value or type that its message has to tell of.
#[derive(Clone, Copy)]
pub(super) struct Finding<'a> {
    pub(super) site: Site<'a>,
    pub(super) value: At,
    pub(super) detail: At,
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
    findings: Vec<Finding<'a>>,
    /// Whether something that counts as fitting may not fit: only the server can tell.
    pub(super) unsure: bool,
    /// All states that there have been, since one may be in use below the next.
    branches: Vec<Branch>,
    /// Whether the next `oneOf` or `properties` finds the last state, and does not begin with a new one.
    has_branch: bool,
    depth: usize,
    work: usize,
    /// What it was too much of, once it was too much.
    limit: &'static str,
}

impl<'a> Run<'a> {
    /// Applies a schema to a value.
    pub(super) fn schema(&mut self, schema: Id, value: At) {
        self.work += 1;
        if self.depth == MAX_DEPTH {
            self.limit = "$: the params are nested too deeply to be checked";
        } else if self.work > MAX_WORK {
            self.limit = "$: the params take too much work to be checked";
        }
        self.depth += 1;
        for rule in self.dictionary.rules(schema) {
            if self.is_stopped() {
                break;
            }
            self.rule(Site { schema, rule }, value);
        }
        self.depth -= 1;
    }

    fn rule(&mut self, site: Site<'a>, value: At) {
        match site.rule.keyword {
            Keyword::Type if has_type(site.rule.number, self.nodes, value) => {}
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

    /// What the pattern or the format of a rule is checked by, in Java's dialect.
    pub(super) fn source(&self, rule: &Rule) -> String {
        let pattern = self.dictionary.patterns.get(self.pattern_of(rule) as usize);
        pattern.map_or_else(String::new, Compiled::source)
    }

    /// The pattern or the format of a rule that has just one.
    pub(super) fn pattern_of(&self, rule: &Rule) -> Id {
        self.list(rule).first().copied().unwrap_or(Id::MAX)
    }

    /// Whether a pattern is found in a text, if that can be told.
    pub(super) fn finds(&mut self, pattern: Id, text: &str) -> Option<bool> {
        let verdict = self.pattern(pattern, text);
        let may_fit = self.settle(verdict);
        (verdict == Verdict::Fits || !may_fit).then_some(may_fit)
    }

    /// A rule's list.
    pub(super) fn list(&self, rule: &Rule) -> &'a [u32] {
        self.dictionary.list(rule)
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

    fn finish(self, params: At) -> ValidationError {
        let (mut violations, mut text) = (Vec::new(), 0);
        let mut limit = self.limit;
        for finding in &self.findings {
            if !limit.is_empty() {
                break;
            }
            let violation = violation(&self, *finding, params);
            text += violation.message.len() + violation.path.len() + violation.schema_path.len();
            if text > MAX_TEXT {
                limit = "$: the params have too many mistakes to be told";
            }
            violations.push((violation, finding.site.rule.coded));
        }
        if !limit.is_empty() {
            return self::limit(limit);
        }
        ValidationError { violations: different(violations) }
    }
}

/// The refusal of params that are too much to be checked.
pub(super) fn limit(message: &str) -> ValidationError {
    let (path, schema_path) = (String::from("$"), String::from("#"));
    let violation = Violation { path, keyword: "limit", message: message.to_owned(), schema_path };
    ValidationError { violations: vec![violation] }
}

/// The first ones of identical violations, with the message of those that have an error code.
fn different(found: Vec<(Violation, bool)>) -> Vec<Violation> {
    let compare = |a: u32, b: u32| match (found.get(a as usize), found.get(b as usize)) {
        (Some((a, a_coded)), Some((b, b_coded))) => {
            let texts = a.message.cmp(&b.message).then_with(|| a.path.cmp(&b.path));
            texts.then_with(|| a.keyword.cmp(b.keyword)).then(a_coded.cmp(b_coded))
        }
        _ => Ordering::Equal,
    };
    let mut order = Vec::new();
    for place in (0..).take(found.len()) {
        order.push(place);
    }
    sort(&mut order, &compare);
    let mut is_repeated = vec![false; found.len()];
    for pair in order.windows(2) {
        if let &[earlier, later] = pair
            && compare(earlier, later).is_eq()
            && let Some(flag) = is_repeated.get_mut(later as usize)
        {
            *flag = true;
        }
    }
    let mut violations = Vec::new();
    for ((mut violation, coded), is_repeated) in found.into_iter().zip(is_repeated) {
        if coded {
            violation.message = String::from("null");
        }
        if !is_repeated {
            violations.push(violation);
        }
    }
    violations
}
