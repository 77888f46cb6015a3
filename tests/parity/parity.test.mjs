/**
 * Search UI's own Elasticsearch connector, which searches the index, and ours, which searches a search application on
 * it, under Search UI's driver: after the same actions they must show the same, apart from what `corrections.mjs`
 * lists.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import ElasticsearchAPIConnector from "@elastic/search-ui-elasticsearch-connector";
import SearchApplicationConnector from "search-ui-search-application-connector";
import { apiKeyRequest, defineSearchApplication } from "search-ui-search-application-connector/application";
import { client } from "../../www/scripts/elasticsearch.mjs";
import { INDEX, loadFilms } from "../../www/scripts/load.mjs";
import { startEmulator } from "../support/emulator.mjs";
import { corrections } from "./corrections.mjs";
import { pages, sessions } from "./sessions.mjs";
import { visit } from "./visitor.mjs";

let emulator;
let theirs;
const ours = {};

before(async () => {
  emulator = await startEmulator();
  const send = client(emulator);
  await loadFilms(send);
  theirs = new ElasticsearchAPIConnector({
    host: emulator.url,
    index: INDEX,
    connectionOptions: { headers: { Authorization: `Basic ${btoa(`elastic:${emulator.password}`)}` } },
  });
  for (const [page, config] of Object.entries(pages)) ours[page] = await connect(send, page, config);
});

after(() => emulator.stop());

/** Makes the page's search application and key, as an operator would, and its connector. */
async function connect(send, name, { searchQuery, autocompleteQuery }) {
  const application = defineSearchApplication(searchQuery, {
    indices: INDEX,
    autocompleteQuery,
    fields: { imdb_votes: "number", worldwide_gross: "number" },
  });
  await send("PUT", `_application/search_application/${name}`, application);
  const { encoded: apiKey } = await send("POST", "_security/api_key", apiKeyRequest({ searchApplication: name }));
  const { dictionary } = application.template;
  return new SearchApplicationConnector({ host: emulator.url, searchApplication: name, apiKey, dictionary });
}

const used = new Set();

for (const [page, name, actions] of sessions) {
  test(`${page}: ${name}`, async () => {
    const shownByOurs = await visit({ ...pages[page], apiConnector: ours[page] }, actions);
    const shownByTheirs = await visit({ ...pages[page], apiConnector: theirs }, actions);
    assert.equal(shownByOurs.error, "");
    assert.deepEqual(shownByOurs, corrected(shownByTheirs, shownByOurs, pages[page]));
  });
}

/** What theirs has shown with all corrections made; those that changed something are noted. */
function corrected(shown, shownByOurs, page) {
  return corrections.reduce((state, { what, correct }) => {
    const next = structuredClone(state);
    correct(next, shownByOurs, page);
    if (!isDeepStrictEqual(next, state)) used.add(what);
    return next;
  }, shown);
}

test("every listed correction is needed", () => {
  assert.deepEqual([...used].toSorted(), corrections.map(({ what }) => what).toSorted());
});
