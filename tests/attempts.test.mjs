/** How long a search pauses before its next attempt: as the JavaScript client does, or as the page says. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { backoff } from "../src/js/attempts.js";

test("pauses grow to a limit, with jitter, as in the client", (t) => {
  const expected = [
    [0, 1, 2],
    [1, 2, 4],
    [2, 2, 4],
    [40, 2, 4],
  ];
  for (const [attempts, shortest, longest] of expected) {
    t.mock.method(Math, "random", () => 0);
    assert.equal(backoff({ attempts }), shortest);
    t.mock.method(Math, "random", () => 1);
    assert.equal(backoff({ attempts }), longest);
  }
});

test("the page's own function is told the bounds and which attempt it is", () => {
  assert.equal(backoff({ attempts: 2, backoff: (min, max, attempt) => min + 10 * max + attempt }), 43);
});

test("what is no number of seconds is a mistake in the configuration", () => {
  const functions = [() => -1, () => Number.NaN, () => "1", () => undefined, () => assert.fail("thrown")];
  for (const own of functions)
    assert.throws(() => backoff({ attempts: 0, backoff: own }), { name: "ConfigurationError" });
});
