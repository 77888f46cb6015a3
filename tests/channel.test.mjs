/** Searches that race: which are given up, and what becomes of their promises. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { oneAtATime } from "../src/js/channel.js";

/** A channel whose questions are answered by hand: `asked` has each one's signal and what settles it. */
function channel() {
  const asked = [];
  const ask = oneAtATime((signal) => {
    const question = { signal };
    asked.push(question);
    return new Promise((resolve, reject) => Object.assign(question, { resolve, reject }));
  });
  return { ask, asked };
}

test("a new question gives the one under way up, which gets the new one's answer", async () => {
  const { ask, asked } = channel();
  const both = [ask(), ask()];
  assert.deepEqual([asked[0].signal.aborted, asked[1].signal.aborted], [true, false]);
  asked[1].resolve("new");
  asked[0].reject(new Error("given up"));
  assert.deepEqual(await Promise.all(both), ["new", "new"]);
});

test("a question that has its answer is left alone by the next one", async () => {
  const { ask, asked } = channel();
  const first = ask();
  asked[0].resolve("first");
  assert.equal(await first, "first");
  const second = ask();
  assert.equal(asked[0].signal.aborted, false);
  asked[1].resolve("second");
  assert.equal(await second, "second");
});

test("a question that failed gets the answer of one that comes in the same turn", async () => {
  const { ask, asked } = channel();
  const first = ask();
  asked[0].reject(new Error("down"));
  await Promise.resolve();
  const second = ask();
  asked[1].resolve("second");
  assert.deepEqual(await Promise.all([first, second]), ["second", "second"]);
});
