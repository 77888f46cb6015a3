/**
 * Random documents and searches in the embedded engine and in a real one (ENGINE is its URL). What both refuse, they must
 * refuse alike; what the embedded engine does not have, it must say so and point to a real one; all else must be the same.
 *
 * FUZZ_ROUNDS is the number of indices, of which each has documents of its own and FUZZ_SEARCHES searches; FUZZ_SEED begins
 * another sequence of them.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startEmulator } from "../support/emulator.mjs";
import { differences } from "./compare.mjs";
import { INDEX, documents } from "./fuzz/documents.mjs";
import { search } from "./fuzz/searches.mjs";
import { Random } from "./random.mjs";

const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 3);
const SEARCHES = Number(process.env.FUZZ_SEARCHES ?? 200);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const DOCUMENTS = 60;

/** The index that is filled anew for each round. */
const NAME = "things";

let emulator;
const engines = {};

before(async () => {
  assert.ok(process.env.ENGINE, "ENGINE must be the URL of a real engine: start one with `cargo xtask engine`");
  emulator = await startEmulator();
  const authorization = `Basic ${btoa(`${emulator.username}:${emulator.password}`)}`;
  engines.real = engine(process.env.ENGINE, {});
  engines.embedded = engine(emulator.url, { authorization });
});

after(() => emulator?.stop());

/** Sends requests to an engine, and gives the status and body of what it answers. */
function engine(url, own) {
  return async (method, path, body) => {
    const headers = { ...own, "content-type": "application/json" };
    const text = typeof body === "object" ? JSON.stringify(body) : body;
    const answer = await fetch(`${url}/${path}`, { method, headers, body: text });
    return { status: answer.status, body: await answer.json() };
  };
}

const both = (...request) => Promise.all([engines.real(...request), engines.embedded(...request)]);

/** Fills the index in both engines. They must take and refuse the same documents. */
async function fill(random) {
  await both("DELETE", `${NAME}?ignore_unavailable=true`);
  for (const { status } of await both("PUT", NAME, INDEX)) assert.equal(status, 200);
  const lines = documents(random, DOCUMENTS).flatMap((document) => [
    { index: { _id: String(document.number) } },
    document,
  ]);
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  const taken = ({ body: { items } }) => items.map(({ index }, at) => [at, index.status, lines[2 * at + 1]]);
  const [real, embedded] = (await both("POST", `${NAME}/_bulk?refresh=true`, body)).map(taken);
  assert.deepEqual(embedded, real);
}

const isUnsupported = ({ status, body }) => status === 400 && JSON.stringify(body).includes("use --upstream URL");

/** Searches that the embedded engine refuses because it lacks a part of them. */
let unsupported = 0;

/** Searches with a mistake that the real engine does not look at, as nothing can match beside it. */
let stricter = 0;
let compared = 0;

for (let seed = SEED; seed < SEED + ROUNDS; seed += 1) {
  test(`seed ${seed}`, async (round) => {
    const random = new Random(seed);
    await round.test("documents are taken or refused alike", () => fill(random));
    for (let at = 0; at < SEARCHES; at += 1) {
      const body = search(random);
      await round.test(`seed ${seed}, search ${at}: ${JSON.stringify(body)}`, async () => {
        const [real, embedded] = await both("POST", `${NAME}/_search`, body);
        compared += 1;
        if (isUnsupported(embedded)) unsupported += 1;
        else if (real.status === 200 && embedded.status === 400) stricter += 1;
        else assert.deepEqual(differences(real, embedded, { roots: false }), []);
      });
    }
  });
}

test("few searches are refused by the embedded engine alone", () => {
  assert.ok(compared >= ROUNDS * SEARCHES, `${compared} searches were made`);
  assert.ok(unsupported <= compared / 50, `${unsupported} of ${compared} searches were refused`);
  assert.ok(stricter <= 3 + compared / 200, `${stricter} of ${compared} searches were refused by one engine only`);
});
