/**
 * The recorded verdicts of the server's own validator, through the package as it is shipped: the same cases as
 * `tests/dictionary_vectors.rs` has natively, since a page words its refusals itself.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Dictionary } from "../dist/index.js";

/** The cases that a page can send as they were recorded: it writes `1.0` as `1`, and has no larger numbers than doubles. */
function cases(name) {
  const lines = readFileSync(new URL(`../../tests/vectors/${name}.jsonl`, import.meta.url), "utf8").trim().split("\n");
  const isSame = (number) => String(Number(number)) === number;
  const numbers = (line) => line.replaceAll(/"(?:\\.|[^"\\])*"/g, "").match(/-?\d[\d.eE+-]*/g) ?? [];
  return lines.filter((line) => numbers(line).every(isSame)).map((line) => JSON.parse(line));
}

/** A page leaves to the server whether a domain exists, and patterns that JavaScript reads otherwise. */
const isExact = ({ dictionary }) => !/"email"/.test(JSON.stringify(dictionary));

/** The messages for params; none if they fit. */
function messages(dictionary, params) {
  try {
    dictionary.validate(params);
    return [];
  } catch (error) {
    assert.equal(error.name, "ValidationError", error.stack);
    const told = error.errors.map(({ message }) => message);
    assert.equal(error.message, `Validation Failed: ${told.map((text, place) => `${place + 1}: ${text};`).join("")}`);
    return told;
  }
}

test("params get the server's verdict and messages", () => {
  const all = cases("validator-vectors");
  for (const row of all) {
    const found = messages(new Dictionary(row.dictionary), row.params).sort();
    const wanted = row.messages.sort();
    if (isExact(row)) assert.deepEqual(found, wanted, JSON.stringify(row));
    else assert.ok(found.every((message) => wanted.includes(message)));
  }
  assert.equal(all.length, 600);
});
