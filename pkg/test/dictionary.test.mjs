/**
 * The dictionary of the package as it is shipped, with JavaScript's regular expressions: it says what the server says,
 * or leaves it to the server, and it is never stricter.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import Connector, { ConfigurationError, Dictionary, ValidationError } from "../dist/index.js";
import { Dictionary as FastDictionary } from "../dist/index.node.js";

const vectors = new URL("../../tests/vectors/", import.meta.url);
const read = (name) => readFile(new URL(name, vectors), "utf8");

/** The messages for params, if there are any, or what is said of a dictionary that is refused itself. */
function messages(dictionary, params, Class = Dictionary) {
  let compiled;
  try {
    compiled = new Class(dictionary);
  } catch (error) {
    assert.ok(error instanceof ConfigurationError);
    return error.message;
  }
  try {
    if (params !== undefined) compiled.validate(params);
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

/** What the page says of a dictionary that the server refuses. */
function refusal({ gate, messages, error }) {
  const numbered = (message, place) => `${place + 1}: ${message};`;
  const said = gate === "meta-schema" ? `Validation Failed: ${messages.map(numbered).join("")}` : error[0];
  return `\`dictionary\` is one that Elasticsearch refuses: ${said.replace("com.networknt.schema.JsonSchemaException: ", "")}`;
}

/**
 * How many of the recorded cases go which way; those that JavaScript writes otherwise are no case for a page. One file was
 * recorded with params in another order than the server has.
 */
const CASES = {
  "recorded-cases.jsonl": { refused: 82, same: 409, left: 4, changed: 548 },
  "validator-vectors.jsonl": { refused: 0, same: 594, left: 0, changed: 6 },
  "dictionary-vectors.jsonl": { refused: 193, same: 3, left: 0, changed: 4 },
};

for (const [file, expected] of Object.entries(CASES)) {
  for (const [module, Class] of Object.entries({ page: Dictionary, node: FastDictionary })) {
    test(`${file}, ${module}: what the page says the server says, and what the server accepts the page accepts`, async () => {
      const inOrder = (messages) => (file.startsWith("recorded") ? messages : messages.toSorted());
      const count = { refused: 0, same: 0, left: 0, changed: 0 };
      for (const line of (await read(file)).trimEnd().split("\n")) {
        if (!isKept(line)) {
          count.changed += 1;
          continue;
        }
        const { dictionary, params, ...server } = JSON.parse(line);
        const found = messages(dictionary, params, Class);
        const said = inOrder(server.messages ?? []);
        if (server.gate) {
          // The recorded text of a pattern's mistake ends with its first line.
          assert.equal(found.split("\n")[0], refusal(server).split("\n")[0]);
          count.refused += 1;
        } else if (said.length === found.length) {
          assert.deepEqual(inOrder(found), said, line);
          count.same += 1;
        } else {
          const more = found.filter((message) => !said.includes(message));
          assert.deepEqual(more, [], line);
          count.left += 1;
        }
      }
      assert.deepEqual(count, expected);
    });
  }
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
