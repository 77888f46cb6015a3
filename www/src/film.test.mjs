/** Which snippets stand for a whole text, and how values are written. */
import assert from "node:assert/strict";
import test from "node:test";
import { highlighted, raw } from "./film.js";
import { asCompactCount, asDay, asMinuteRange, asMoney, asRunningTime, asScore, asYear } from "./format.js";

const SNIPPETS = [
  ["the whole text, marked", "Jaws 2", ["<em>Jaws</em> 2"], "<em>Jaws</em> 2"],
  ["a string", "Jaws 2", "<em>Jaws</em> 2", "<em>Jaws</em> 2"],
  ["escaped characters", "Tom & Jerry's", ["Tom &amp; <em>Jerry&#x27;s</em>"], "Tom &amp; <em>Jerry&#x27;s</em>"],
  ["a part of the text", "Jaws: The Revenge", ["<em>Jaws</em>"], undefined],
  ["none", "Jaws", undefined, undefined],
];
for (const [name, text, snippet, expected] of SNIPPETS) {
  test(`a highlighted title from ${name}`, () => {
    assert.equal(highlighted({ title: { raw: text, snippet } }, "title"), expected);
  });
}

test("a field that a film hasn't got is undefined, a falsy one is not", () => {
  assert.equal(raw({ genre: { raw: null } }, "genre"), undefined);
  assert.equal(raw({}, "genre"), undefined);
  assert.equal(raw({ imdb_votes: { raw: 0 } }, "imdb_votes"), 0);
});

const WRITTEN = [
  [asMoney, 2767891499, "$2.8B"],
  [asMoney, 28241469, "$28.2M"],
  [asCompactCount, 519541, "519.5K"],
  [asScore, 8, "8.0"],
  [asDay, "1998-06-12", "12 June 1998"],
  [asYear, "1998-06-12", "1998"],
  [asRunningTime, 125, "2 h 5 min"],
  [asRunningTime, 120, "2 h"],
  [asRunningTime, 46, "46 min"],
  [asMinuteRange, { from: 90, to: 120 }, "90 to 120 min"],
  [asMinuteRange, { from: 0 }, "0 min or more"],
  [asMinuteRange, { to: 60 }, "up to 60 min"],
];
for (const [write, value, expected] of WRITTEN) {
  test(`${write.name}(${JSON.stringify(value)}) is ${expected}`, () => assert.equal(write(value), expected));
}
