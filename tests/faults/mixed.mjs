/**
 * Many searches at a time, of which each meets a fault at random: in Node and in a page, always the same ones for the
 * same seed. Every search has to settle with what its fault leads to, or as given up where it was.
 */
import { memoryInUse } from "./memory.mjs";
import { contextOf, optionsOf } from "./run.mjs";
import { rows } from "./table/rows.mjs";

const AT_A_TIME = 50;
/** Calls until all that is kept for good is there: compiled code, caches, connections. */
const WARM_UP = 0.2;
const GIVEN_UP = 0.1;
const GIVEN_UP_WITHIN_MS = 30;
const FRESH_CLIENTS = 0.02;
const MAX_RETRIES = 2;
/** So few that searches under way are alike now and then, and may share a request. */
const QUERIES = 20;
const PATIENCE_MS = 60_000;

/** Faults that are over soon: no large bodies, and the same answer each time. */
const mixable = rows.filter(({ mixed }) => mixed);

/** Mulberry32: small, and alike everywhere. */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * @param {object} place as for `run`
 * @param {number} calls
 * @param {number} seed
 * @returns {Promise<object>} how the searches ended, what was wrong, and the memory after the warm-up and at the end
 */
export async function runMixed(place, calls, seed) {
  const mix = { place, random: randomNumbers(seed), clients: new Map(), outcomes: {}, wrong: [] };
  await many(mix, calls * WARM_UP);
  const before = await memoryInUse();
  await many(mix, calls * (1 - WARM_UP));
  return { outcomes: mix.outcomes, wrong: mix.wrong, before, after: await memoryInUse() };
}

async function many(mix, calls) {
  let left = calls;
  const worker = async () => {
    while (left-- > 0) await one(mix);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
}

async function one(mix) {
  const { random, outcomes, wrong } = mix;
  const row = mixable[Math.floor(random() * mixable.length)];
  const { signal, call } = givenUpAtRandom(random);
  const params = { query: `star ${Math.floor(random() * QUERIES)}` };
  const outcome = await within(PATIENCE_MS, clientOf(mix, row).search(params, call));
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const expected = { ...row, ...row[mix.place.name] }.error ?? "found";
  const isRight = outcome === expected || (signal?.aborted && outcome === "RequestAbortedError");
  if (!isRight) wrong.push(`${row.name}: ${outcome}, not ${expected}`);
}

/** Options of one search. All numbers are drawn, whether used or not: what is drawn next must not depend on it. */
function givenUpAtRandom(random) {
  const isGivenUp = random() < GIVEN_UP;
  const delay = Math.floor(random() * GIVEN_UP_WITHIN_MS);
  const maxRetries = Math.floor(random() * (MAX_RETRIES + 1));
  const signal = isGivenUp ? AbortSignal.timeout(delay) : undefined;
  return { signal, call: { signal, maxRetries } };
}

function clientOf({ place, clients, random }, row) {
  const isFresh = random() < FRESH_CLIENTS;
  if (clients.has(row) && !isFresh) return clients.get(row);
  const own = { ...row, ...row[place.name] };
  const options = { ...optionsOf(own, contextOf(place, "mixed")), onDiagnostic: undefined };
  const client = new place.library.SearchApplicationClient(options);
  clients.set(row, client);
  return client;
}

/** How a search ended: an error's name, "found", or "unsettled". */
async function within(milliseconds, searching) {
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, milliseconds, "unsettled")));
  const ended = searching.then(
    () => "found",
    (error) => String(error?.name),
  );
  return Promise.race([ended, late]).finally(() => clearTimeout(timer));
}
