/**
 * The same faults under Search UI's two questions, in Node: a search rejects with the error that the page shows, and a
 * suggestion that can't be had is an empty list.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import SearchApplicationConnector from "search-ui-search-application-connector";
import { startFaultServer } from "./drive.mjs";
import { contextOf, optionsOf } from "./run.mjs";
import { leaksIn } from "./secrets.mjs";
import { rows } from "./table/rows.mjs";

const STATE = { searchTerm: "star", current: 1, resultsPerPage: 20, filters: [], sortList: [] };

let server;
let warnings;
const { warn } = console;

before(async () => {
  server = await startFaultServer();
  console.warn = (...args) => warnings.push(args.map(String).join(" "));
});
after(() => {
  server.stop();
  console.warn = warn;
});

for (const row of rows.filter(({ mixed }) => mixed)) {
  test(row.name, async () => {
    warnings = [];
    const { error, hits } = { ...row, ...row.node };
    const connector = new SearchApplicationConnector(optionsOf(row, contextOf(server, "search-ui")));
    const [searched] = await Promise.allSettled([connector.onSearch(STATE, {})]);
    assert.equal(searched.reason?.name, error);
    assert.deepEqual(leaksIn(String(searched.reason?.stack)), []);
    const suggested = await connector.onAutocomplete(STATE, { results: { resultsPerPage: 5 } });
    assert.equal(suggested.autocompletedResults.length, error || hits === null ? 0 : 1);
    assert.equal(warnings.length, error ? 1 : 0, warnings.join());
    assert.deepEqual(leaksIn(warnings.join()), []);
  });
}
