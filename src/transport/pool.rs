//! Which node is asked next: weighted round robin, by the rules of the JavaScript client's default pool. A node that
//! fails loses weight, the more the more often it failed in a row; one that answers has its full weight back. Nothing
//! is woken up by a timer: a node without weight is still asked once in a while.

use crate::gather::Gather;

/// The weights of all nodes together, at first.
const WHOLE: u32 = 1000;

/// A node and what is thought of it.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its address, without a trailing slash.
    pub url: String,
    /// How often it is asked, next to the others.
    pub weight: u32,
    /// How often it has failed since it last answered.
    pub dead_count: u32,
}

/// The nodes of a cluster.
#[derive(Debug, Clone)]
pub struct Pool {
    nodes: Vec<Node>,
    /// The node that was asked last.
    at: Option<usize>,
    /// What a node must weigh to be asked in this round.
    threshold: u32,
}

impl Pool {
    /// A pool of nodes that are all thought well of.
    #[must_use]
    pub fn new(urls: &[String]) -> Self {
        let weight = full_weight(urls.len());
        let nodes = urls.iter().map(|url| Node { url: url.clone(), weight, dead_count: 0 }).gather();
        Self { nodes, at: None, threshold: 0 }
    }

    /// How many nodes there are.
    #[must_use]
    pub fn size(&self) -> usize {
        self.nodes.len()
    }

    /// The node at that place.
    #[must_use]
    pub fn node(&self, at: usize) -> Option<&Node> {
        self.nodes.get(at)
    }

    /// The place of the node to ask next; `None` when there are no nodes.
    pub fn choose(&mut self) -> Option<usize> {
        let heaviest = self.nodes.iter().map(|node| node.weight).max()?;
        let step = self.nodes.iter().fold(0, |divisor, node| common_divisor(node.weight, divisor)).max(1);
        // Two rounds: in the second at the latest, the threshold is at the heaviest node's weight.
        for _ in 0..self.nodes.len() * 2 {
            let at = self.at.map_or(0, |at| (at + 1) % self.nodes.len());
            self.at = Some(at);
            if at == 0 {
                self.threshold = self.threshold.saturating_sub(step);
                if self.threshold == 0 {
                    self.threshold = heaviest;
                }
            }
            if self.nodes.get(at).is_some_and(|node| node.weight >= self.threshold) {
                return Some(at);
            }
        }
        Some(0)
    }

    /// Notes that a node answered.
    pub fn mark_alive(&mut self, at: usize) {
        let weight = full_weight(self.nodes.len());
        if let Some(node) = self.nodes.get_mut(at) {
            node.weight = weight;
            node.dead_count = 0;
        }
    }

    /// Notes that a node did not answer. The only one there is stays as it is.
    pub fn mark_dead(&mut self, at: usize) {
        if self.nodes.len() == 1 {
            return;
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.dead_count += 1;
            node.weight = node.weight.saturating_sub(penalty(node.weight, node.dead_count)).max(1);
        }
    }
}

fn full_weight(nodes: usize) -> u32 {
    let nodes = u32::try_from(nodes).unwrap_or(WHOLE).max(1);
    (WHOLE + nodes / 2) / nodes
}

/// `log2(weight)` to the power of `dead_count`, rounded.
fn penalty(weight: u32, dead_count: u32) -> u32 {
    let logarithm = log2(weight);
    let mut power = 0.5;
    for failure in 0..dead_count {
        power = if failure == 0 { logarithm } else { power * logarithm };
        if power > f64::from(WHOLE) {
            return WHOLE;
        }
    }
    // At most a thousand, and never negative.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let rounded = (power + 0.5) as u32;
    rounded
}

/// To 20 binary digits, which is more than rounding needs; the standard library's brings its tables.
fn log2(number: u32) -> f64 {
    let whole = number.max(1).ilog2();
    let mut rest = f64::from(number.max(1)) / f64::from(1_u32 << whole);
    let (mut result, mut digit) = (f64::from(whole), 0.5);
    for _ in 0..20 {
        rest *= rest;
        if rest >= 2.0 {
            rest /= 2.0;
            result += digit;
        }
        digit /= 2.0;
    }
    result
}

fn common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}
