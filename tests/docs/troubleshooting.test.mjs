/** Troubleshooting names every message that the package can throw or log. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { messages } from "./messages.mjs";
import { page } from "./pages.mjs";

const text = page("docs/troubleshooting.md").replaceAll("\\|", "|").replaceAll(/\s+/g, " ");
const all = messages();

test("messages are found in the source", () => {
  assert.ok(all.length > 100, `${all.length}`);
  assert.ok(all.some(({ text }) => text === "was ignored: its type must be all, any or none."));
});

for (const file of new Set(all.map((message) => message.file))) {
  test(`docs/troubleshooting.md has the messages of src/${file}`, () => {
    const own = all.filter((message) => message.file === file).map((message) => message.text);
    assert.deepEqual(
      own.filter((message) => !text.includes(message.replaceAll(/\s+/g, " "))),
      [],
    );
  });
}
