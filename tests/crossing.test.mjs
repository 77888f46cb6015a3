/** Texts on their way to Rust: they fit the room that is asked for them, whatever they are of. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { fill, give, taken, tell } from "../src/js/crossing.js";

const utf8 = (text) => new TextEncoder().encode(text);

for (const unit of ["a", "ä", "€", "🎬", "\ud83c"]) {
  for (const count of [0, 1, 400, 16_384, 20_000]) {
    test(`${count} of ${JSON.stringify(unit)} arrive whole`, () => {
      const text = unit.repeat(count);
      const room = new Uint8Array(give(text));
      assert.deepEqual(room.subarray(0, fill(room)), utf8(text));
    });
  }
}

test("a long text is given no more room than it takes", () => {
  assert.equal(give("a".repeat(1_000_000)), 1_000_000);
});

test("nothing is kept of a text, or of an answer that was taken", () => {
  const room = new Uint8Array(give("ApiKey c2VjcmV0"));
  fill(room);
  assert.equal(fill(room), 0);
  tell("{}");
  assert.deepEqual([taken(), taken()], ["{}", undefined]);
});
