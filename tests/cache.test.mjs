/** Answers that are kept, and requests that are shared. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createCache, createFlights } from "../src/js/cache.js";

test("a cache keeps so many answers for so long", (t) => {
  const clock = t.mock.timers;
  clock.enable({ apis: ["Date"] });
  const cache = createCache({ maxEntries: 2, ttl: 100 });
  const at = (now) => {
    clock.setTime(now);
    return { get: (key) => cache.get(key)?.body, put: (key, body) => cache.put(key, { body }) };
  };
  at(1000).put("a", 1);
  at(1010).put("b", 2);
  assert.equal(at(1050).get("a"), 1);
  at(1060).put("c", 3);
  assert.deepEqual([at(1060).get("b"), at(1060).get("a")], [undefined, 1], "what was not used goes first");
  assert.equal(at(1101).get("a"), undefined, "too old");
  at(1110).put("c", 4);
  assert.equal(at(1120).get("c"), 4);
  assert.equal(at(1005).get("c"), undefined, "the clock was set back");
  at(1200).put("d", 5);
  cache.clear();
  assert.equal(at(1200).get("d"), undefined);
});

test("a request is shared until it has ended, and failures are everybody's", async () => {
  const flights = createFlights();
  let started = 0;
  const fail = async () => {
    started += 1;
    throw new Error("down");
  };
  const outcomes = await Promise.allSettled([flights.join("k", undefined, fail), flights.join("k", undefined, fail)]);
  assert.deepEqual(
    outcomes.map(({ reason }) => reason.message),
    ["down", "down"],
  );
  assert.equal(started, 1);
  assert.equal(flights.has("k"), false);
  const body = { hits: {} };
  const found = await flights.join("k", undefined, async () => ({ body }));
  assert.deepEqual(found, { body });
  assert.notEqual(found.body, body, "who gets an answer may change it");
});
