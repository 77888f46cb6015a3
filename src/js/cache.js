/**
 * Answers that may be used again: a bounded number, each for a limited time; and identical searches in flight, which
 * share one request. Neither the keys nor the answers hold a credential, and errors are never kept.
 */

import { within } from "./exchange.js";

/** @param {{ maxEntries: number, ttl: number }} options `ttl` in milliseconds */
export function createCache({ maxEntries, ttl }) {
  /** The one that was used last comes last. */
  const entries = new Map();
  return { get, put, clear: () => entries.clear() };

  function get(key) {
    const entry = entries.get(key);
    if (!entry) return undefined;
    entries.delete(key);
    const left = entry.expires - Date.now();
    // A clock that was set back must not keep an answer for ever.
    if (left < 0 || left > ttl) return undefined;
    entries.set(key, entry);
    return copyOf(entry.answer);
  }

  /** Keeps an answer in place of the one that was not used for longest. */
  function put(key, answer) {
    const now = Date.now();
    entries.delete(key);
    for (const [key, { expires }] of entries) if (expires <= now) entries.delete(key);
    if (entries.size >= maxEntries) entries.delete(entries.keys().next().value);
    entries.set(key, { answer, expires: now + ttl });
  }
}

/** Requests that may be shared. One goes on while anybody waits for it: the last one who gives up ends it. */
export function createFlights() {
  const flights = new Map();
  return { has: (key) => flights.has(key), join };

  /**
   * @param {(signal: AbortSignal) => Promise<object>} start makes the request if none is under way
   * @param {AbortSignal} [signal] ends the waiting
   * @returns the answer, or `"GivenUp"`
   */
  async function join(key, signal, start) {
    const flight = flights.get(key) ?? take(key, start);
    flight.waiting += 1;
    const answer = await within(0, signal, () => flight.answer).finally(() => (flight.waiting -= 1));
    if (answer !== "GivenUp") return copyOf(answer);
    if (flight.waiting === 0) {
      land(key, flight);
      flight.controller.abort();
    }
    return answer;
  }

  function take(key, start) {
    const controller = new AbortController();
    const answer = Promise.resolve(controller.signal).then(start);
    const flight = { controller, answer, waiting: 0 };
    flights.set(key, flight);
    // Who waits for it is told; perhaps nobody does any more.
    answer.catch(() => {}).then(() => land(key, flight));
    return flight;
  }

  function land(key, flight) {
    if (flights.get(key) === flight) flights.delete(key);
  }
}

/** The same answer with a body that nobody else may change. */
function copyOf(answer) {
  return { ...answer, body: JSON.parse(JSON.stringify(answer.body)) };
}
