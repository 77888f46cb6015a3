/** The table in Node: its own fetch against the fault server. */
import "./memory.mjs";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inspect } from "node:util";
import * as library from "search-ui-search-application-connector";
import { chosenRows, startFaultServer, verify } from "./drive.mjs";
import { instances } from "./memory.mjs";
import { run } from "./run.mjs";

let server;

before(async () => (server = await startFaultServer()));
after(() => server.stop());

/** Everything of a value, as deep as any error can be; to the end of an answer that nests deeper takes minutes. */
const all = (value) => inspect(value, { depth: 1000, showHidden: true, maxArrayLength: null, maxStringLength: null });

for (const { index, name, closed } of chosenRows) {
  test(name, async () => {
    const place = { name: "node", library, here: server.here, inspect: all };
    const happened = await run(index, place, `node-${index}`);
    verify(index, "node", happened, await server.seen(`node-${index}`, closed));
  });
}

test("the module has not trapped", () => assert.equal(instances(), 1));
