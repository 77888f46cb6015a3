/** The params function of docs/params.md gives what its search application takes, case by case. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { params } from "../docs/examples/params.mjs";

const table = JSON.parse(await readFile(new URL("data/documentation_application.json", import.meta.url), "utf8"));

for (const { name, state, facets, params: expected } of table.cases) {
  test(name, () => {
    assert.deepEqual(params(state, { facets }), expected);
  });
}
