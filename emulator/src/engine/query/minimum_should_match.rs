//! `minimum_should_match`: how many of a number of optional clauses must match.
//! (`2`, `-1`, `75%`, `-25%`, `3<90%`, `2<-25% 9<-3`.)

use crate::error::{EsError, Result};

/// The number of clauses that must match, of `clauses` optional ones.
pub(super) fn required(specification: &str, clauses: usize) -> Result<usize> {
    let refusal =
        || EsError::illegal_argument(format!("For input string: \"{specification}\" in minimum_should_match"));
    let mut chosen = None;
    for part in specification.split_whitespace() {
        match part.split_once('<') {
            None => chosen = Some(part),
            Some((bound, rule)) => {
                let bound: usize = bound.parse().map_err(|_| refusal())?;
                if clauses > bound {
                    chosen = Some(rule);
                } else {
                    // At or below the first bound everything is required, above it the last rule that applied.
                    return chosen.map_or(Ok(clauses), |rule| apply(rule, clauses).ok_or_else(refusal));
                }
            }
        }
    }
    apply(chosen.unwrap_or_default(), clauses).ok_or_else(refusal)
}

fn apply(rule: &str, clauses: usize) -> Option<usize> {
    let all = i64::try_from(clauses).ok()?;
    let count = match rule.strip_suffix('%') {
        Some(percent) => all.checked_mul(percent.parse::<i64>().ok()?)? / 100,
        None => rule.parse::<i64>().ok()?,
    };
    let count = if rule.starts_with('-') { all.checked_add(count)? } else { count };
    Some(usize::try_from(count).unwrap_or(0))
}
