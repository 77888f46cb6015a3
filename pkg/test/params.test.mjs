/** What a client sends: its params as they are given, by the options of each search and of no other. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SearchApplicationClient } from "../dist/index.js";

const { fetch } = globalThis;
const base = { host: "http://127.0.0.1:1", searchApplication: "films", apiKey: "c2VjcmV0OmtleQ==" };
let sent;

before(() => {
  globalThis.fetch = async (url, { headers, body }) => {
    sent.push({ url, headers, body });
    return new Response("{}", { headers: { "x-elastic-product": "Elasticsearch" } });
  };
});

after(() => (globalThis.fetch = fetch));

async function sentBy(...searches) {
  sent = [];
  const client = new SearchApplicationClient(base);
  for (const search of searches) await client.search(...search);
  return sent;
}

const bodies = {
  "of every type": [{ a: [1, 2.5, 1e21, "x", true, null, { b: {} }] }, '{"a":[1,2.5,1e+21,"x",true,null,{"b":{}}]}'],
  "with half a character": [{ a: "\ud83c b", c: "\udfac" }, '{"a":"\ufffd b","c":"\ufffd"}'],
  "with a whole one": [{ a: "🎬" }, '{"a":"🎬"}'],
  "with the escape of half a character as a text": [{ a: "\\ud83c" }, '{"a":"\\\\ud83c"}'],
  "with dates and what is no JSON": [{ a: new Date(0), b: undefined, c: () => 1 }, '{"a":"1970-01-01T00:00:00.000Z"}'],
};

for (const [what, [params, text]] of Object.entries(bodies)) {
  test(`params ${what} are sent`, async () => {
    const [{ body }] = await sentBy([params]);
    assert.equal(body, `{"params":${text}}`);
  });
}

test("a search's own options hold for it alone", async () => {
  const own = { headers: { "x-own": "1" }, querystring: { pretty: true } };
  const all = await sentBy([{}], [{}, own], [{}], [{}, undefined]);
  assert.deepEqual(
    all.map(({ url, headers }) => [url.includes("?"), "x-own" in headers]),
    [false, true, false, false].map((isOwn) => [isOwn, isOwn]),
  );
});

test("params that nest too deeply are refused, with a dictionary and without, and not sent", async () => {
  sent = [];
  const nested = (depth) => (depth > 1 ? { a: nested(depth - 1) } : {});
  for (const [options, code] of [
    [{}, "SerializationError"],
    [{ dictionary: {} }, "ValidationError"],
  ]) {
    await assert.rejects(new SearchApplicationClient({ ...base, ...options }).search(nested(1001)), { code });
  }
  assert.equal(sent.length, 0);
});
