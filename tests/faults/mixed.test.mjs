/** Mixed faults by the thousand in Node and in Chromium. SEED repeats a run; in a long run (LONG) there are as many in a page as in Node. */
import "./memory.mjs";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as library from "search-ui-search-application-connector";
import { openPage } from "./chromium.mjs";
import { startFaultServer } from "./drive.mjs";
import { instances } from "./memory.mjs";
import { runMixed } from "./mixed.mjs";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const CALLS_IN_NODE = 10_000;
const CALLS_IN_PAGE = process.env.LONG ? CALLS_IN_NODE : 1000;
const KINDS = [
  "found",
  "ConnectionError",
  "TimeoutError",
  "RequestAbortedError",
  "DeserializationError",
  "ResponseError",
  "ProductNotSupportedError",
];
/** What memory may have grown by: noise of the engine, and clients not yet collected. 128 bytes a call are more. */
const GROWTH = 1_000_000;

let server;
const unhandled = [];

before(async () => (server = await startFaultServer()));
after(() => server.stop());
process.on("unhandledRejection", (reason) => unhandled.push(reason));

test(`${CALLS_IN_NODE} searches in Node, seed ${seed}`, async (t) => {
  const mixed = await runMixed({ name: "node", library, here: server.here }, CALLS_IN_NODE, seed);
  verifyMixed(t, mixed, CALLS_IN_NODE, instances());
  assert.deepEqual(unhandled, []);
});

test(`${CALLS_IN_PAGE} searches in Chromium, seed ${seed}`, async (t) => {
  const { page, problems, stop } = await openPage();
  try {
    const asked = [server.here, CALLS_IN_PAGE, seed];
    const mixed = await page.evaluate((asked) => globalThis.page.mixed(...asked), asked);
    verifyMixed(t, mixed, CALLS_IN_PAGE, await page.evaluate(() => globalThis.page.instances()));
    assert.deepEqual(problems, []);
  } finally {
    await stop();
  }
});

function verifyMixed(t, { outcomes, wrong, before, after }, calls, instances) {
  t.diagnostic(JSON.stringify({ seed, outcomes, before, after }));
  const settled = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  assert.equal(settled, calls);
  assert.deepEqual(wrong.slice(0, 10), []);
  assert.deepEqual(Object.keys(outcomes).toSorted(), KINDS.toSorted(), "every kind of outcome was met");
  assert.equal(instances, 1, "the module has not trapped");
  for (const kind of ["wasm", "heap"]) {
    assert.ok(after[kind] - before[kind] < GROWTH, `${kind} memory grew from ${before[kind]} to ${after[kind]} bytes`);
  }
}
