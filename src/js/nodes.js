/**
 * Which node is asked next: weighted round robin, by the rules of the JavaScript client's default pool. A node that
 * fails loses weight, the more the more often it failed in a row; one that answers has its full weight back. Nothing is
 * woken up by a timer: a node without weight is still asked once in a while.
 */

/** The weights of all nodes together, at first. */
const WHOLE = 1000;

const commonDivisor = (a, b) => (b ? commonDivisor(b, a % b) : a);

/** @param {string[]} urls at least one, without a trailing slash */
export function createPool(urls) {
  const full = Math.max(1, Math.round(WHOLE / urls.length));
  const nodes = urls.map((url) => ({ url, weight: full, deadCount: 0 }));
  let at = -1;
  /** What a node must weigh to be asked in this round. */
  let threshold = 0;
  return { nodes, choose, markAlive, markDead };

  function choose() {
    const weights = nodes.map(({ weight }) => weight);
    const step = weights.reduce(commonDivisor);
    // Where all have lost weight since the last round, none may reach the threshold for long.
    for (let tries = 0; tries < 2 * nodes.length; tries++) {
      at = (at + 1) % nodes.length;
      if (at === 0) threshold = threshold > step ? threshold - step : Math.max(...weights);
      if (weights[at] >= threshold) return nodes[at];
    }
    return nodes[0];
  }

  function markAlive(node) {
    node.weight = full;
    node.deadCount = 0;
  }

  /** The only one there is stays as it is. */
  function markDead(node) {
    if (nodes.length === 1) return;
    node.deadCount += 1;
    node.weight = Math.max(1, node.weight - Math.round(Math.log2(node.weight) ** node.deadCount));
  }
}
