/**
 * Clients of the demo's search application. Each asks for the next of a few dozen searches as soon as it has the answer to
 * the last.
 */
import { Agent, request } from "node:http";

const WORDS = ["star", "love", "the", "man", "night", "dead", "american", "day", "girl", "world", "zzz", ""];
const FACETS = [{ of: { genre: true } }, { of: { mpaa_rating: true } }];

/** Words, pages, filters and facets in turn. */
function params(turn) {
  const query = WORDS[turn % WORDS.length];
  return {
    ...(query && { query }),
    from: (turn % 3) * 20,
    size: 20,
    ...(turn % 2 && { facets: FACETS }),
    ...(turn % 5 === 0 && { filters: { genre: { any: { values: ["Drama", "Comedy"] } } } }),
  };
}

/** @returns {Promise<number>} the status, when the whole answer is there. */
function search({ url, apiKey, agent }, turn) {
  const body = JSON.stringify({ params: params(turn) });
  const headers = {
    authorization: `ApiKey ${apiKey}`,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: "POST", headers }, (response) => {
      response.on("error", reject).on("end", () => resolve(response.statusCode));
      response.resume();
    });
    sent.on("error", reject).end(body);
  });
}

async function visit(target, first, until, { latencies, outcomes }) {
  for (let turn = first; performance.now() < until; turn++) {
    const start = performance.now();
    const outcome = await search(target, turn).catch((error) => error.code ?? error.message);
    latencies.push(performance.now() - start);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
}

/**
 * @param {{ url: string, apiKey: string }} target of the searches
 * @returns {Promise<{ latencies: number[], outcomes: Map<number | string, number> }>} milliseconds, in ascending order, and
 *   how often each status or error came.
 */
export async function visits(target, { clients, seconds }) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const found = { latencies: [], outcomes: new Map() };
  const until = performance.now() + seconds * 1000;
  await Promise.all(Array.from({ length: clients }, (_, place) => visit({ ...target, agent }, place, until, found)));
  agent.destroy();
  found.latencies.sort((a, b) => a - b);
  return found;
}
