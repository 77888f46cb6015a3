/**
 * The embedded engine beside a real one: two emulators, one of them with the real engine behind it (ENGINE is its URL;
 * `cargo xtask engine` starts one), are given the same documents and searches. Each difference must stand in
 * `differences.json` with its reason, and what stands there must still differ.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import SearchApplicationConnector from "search-ui-search-application-connector";
import { client } from "../../www/scripts/elasticsearch.mjs";
import { APPLICATION, createKey, loadFilms, putApplication } from "../../www/scripts/load.mjs";
import { searchQuery } from "../../www/src/search.js";
import { startEmulator } from "../support/emulator.mjs";
import { differences } from "./compare.mjs";
import { films, tableSearches, visitorSearches } from "./searches.mjs";

const VISITORS = 300;

const expected = JSON.parse(readFileSync(new URL("differences.json", import.meta.url), "utf8"));
const engines = {};

before(async () => {
  assert.ok(process.env.ENGINE, "ENGINE must be the URL of a real engine: start one with `cargo xtask engine`");
  engines.real = await start(["--upstream", process.env.ENGINE]);
  engines.embedded = await start([]);
});

after(() => Object.values(engines).forEach(({ emulator }) => emulator.stop()));

/** An emulator with the tables' documents and the demo's application in it. */
async function start(options) {
  const emulator = await startEmulator(options);
  const send = client(emulator);
  await send("DELETE", "films?ignore_unavailable=true");
  await send("PUT", "films", films.index);
  await send("POST", "films/_bulk?refresh=true", films.body);
  await loadFilms(send);
  const dictionary = await putApplication(send);
  const { encoded: apiKey } = await createKey(send);
  const connector = new SearchApplicationConnector({
    host: emulator.url,
    searchApplication: APPLICATION,
    apiKey,
    dictionary,
  });
  return { emulator, connector };
}

async function search({ emulator }, body) {
  const authorization = `Basic ${btoa(`${emulator.username}:${emulator.password}`)}`;
  const headers = { authorization, "content-type": "application/json" };
  const answer = await fetch(`${emulator.url}/films/_search`, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}

async function visit({ connector }, state) {
  const { rawResponse } = await connector.onSearch(state, searchQuery);
  return { status: 200, body: rawResponse };
}

/** Asks both, and holds what differs against the list. */
async function compare(name, ask) {
  const [real, embedded] = await Promise.all([ask(engines.real), ask(engines.embedded)]);
  const found = differences(real, embedded);
  const reason = expected[name];
  if (reason) assert.notDeepEqual(found, [], `the engines agree now, so this can leave the list: ${reason}`);
  else assert.deepEqual(found, []);
}

for (const { name, body } of tableSearches()) {
  test(name, () => compare(name, (engine) => search(engine, body)));
}

for (const { name, state } of visitorSearches(VISITORS)) {
  test(`${name}: ${JSON.stringify(state)}`, () => compare(name, (engine) => visit(engine, state)));
}

test("the list of differences names no search that is not made", () => {
  const made = new Set([...tableSearches(), ...visitorSearches(VISITORS)].map(({ name }) => name));
  assert.deepEqual(
    Object.keys(expected).filter((name) => !made.has(name)),
    [],
  );
});
