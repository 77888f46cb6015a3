/**
 * The dictionary of the package as it is shipped, with JavaScript's regular expressions: it says what the server says,
 * or leaves it to the server, and it is never stricter.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import Connector, { ConfigurationError, Dictionary, ValidationError } from "../dist/index.js";

const vectors = new URL("../../tests/vectors/", import.meta.url);
const read = (name) => readFile(new URL(name, vectors), "utf8");

/** The messages for params; `undefined` where the dictionary itself is refused. */
function messages(dictionary, params) {
  let compiled;
  try {
    compiled = new Dictionary(dictionary);
  } catch (error) {
    assert.ok(error instanceof ConfigurationError);
    return undefined;
  }
  try {
    compiled.validate(params);
    return [];
  } catch (error) {
    assert.ok(error instanceof ValidationError);
    return error.errors.map(({ message }) => message);
  }
}

/** Whether JavaScript writes a JSON text as it was written: its numbers, above all. */
function isKept(line) {
  const withoutBlanks = line.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1");
  return JSON.stringify(JSON.parse(line)) === withoutBlanks;
}

/** How many of the recorded cases go which way; those that JavaScript writes otherwise are no case for a page. */
const CASES = {
  "recorded-cases.jsonl": { refused: 82, same: 409, left: 4, changed: 548 },
  "validator-vectors.jsonl": { refused: 0, same: 594, left: 0, changed: 6 },
};

for (const [file, expected] of Object.entries(CASES)) {
  test(`${file}: what the page says the server says, and what the server accepts the page accepts`, async () => {
    const count = { refused: 0, same: 0, left: 0, changed: 0 };
    for (const line of (await read(file)).trimEnd().split("\n")) {
      if (!isKept(line)) {
        count.changed += 1;
        continue;
      }
      const { dictionary, params, ...server } = JSON.parse(line);
      const found = messages(dictionary, params);
      if (found === undefined) {
        assert.ok(server.gate, line);
        count.refused += 1;
        continue;
      }
      const said = server.messages ?? [];
      assert.deepEqual(
        found.filter((message) => !said.includes(message)),
        [],
        line,
      );
      count[!server.gate && found.length === said.length ? "same" : "left"] += 1;
    }
    assert.deepEqual(count, expected);
  });
}

test("a pattern that is left to the server refuses nothing, and is named once in the console", async (t) => {
  const warn = t.mock.method(console, "warn", () => {});
  const left = { pattern: "^(?i)red$" };
  const dictionary = { properties: { a: left, b: left, c: { pattern: "^red$" } } };
  assert.deepEqual(messages(dictionary, { a: "x", b: "x", c: "red" }), []);
  assert.deepEqual(messages(dictionary, { a: "x", c: "x" }), ["$.c: does not match the regex pattern ^red$"]);
  assert.deepEqual(messages({ not: left }, "x"), []);
  assert.deepEqual(messages({ oneOf: [left, { type: "integer" }] }, "x"), []);
  new Connector({ host: "https://a.example", searchApplication: "films", apiKey: "c2VjcmV0OmtleQ==", dictionary });
  const said = warn.mock.calls.map(({ arguments: [text] }) => text).filter((text) => text.includes("(?i)red"));
  assert.equal(said.length, 1);
});

test("a pattern that Java refuses refuses the dictionary, in Java's words", () => {
  assert.throws(() => new Dictionary({ patternProperties: { "a**": {} } }), {
    name: "ConfigurationError",
    message:
      "`dictionary` is one that Elasticsearch refuses: java.util.regex.PatternSyntaxException: " +
      "Dangling meta character '*' near index 2\na**\n  ^",
  });
  assert.throws(() => new Dictionary({ pattern: "(" }), /Unclosed group near index 1\n\($/);
  assert.throws(() => new Dictionary({ pattern: "a**" }), /Dangling meta character/, "what was refused before");
});

test("a format is refused in the server's words, and what only the server can tell of it is left to it", () => {
  const said = (format, text) => messages({ properties: { a: { format } } }, { a: text });
  assert.deepEqual(said("date", "2023-02-29"), ["$.a: 2023-02-29 is an invalid date"]);
  assert.deepEqual(said("alpha", "a1"), ["$.a: does not match the alpha pattern ^[a-zA-Z]+$"]);
  assert.deepEqual(said("email", "a@localhost"), ["$.a: does not match the a@localhost pattern email"]);
  assert.deepEqual(said("email", "a@b.notatld"), []);
  assert.deepEqual(messages({ not: { format: "email" } }, "a@b.com"), []);
  assert.deepEqual(said("regex", "("), []);
  assert.equal(messages({ not: { format: "regex" } }, "(").length, 1, "a format that the server does not check fits");
});
