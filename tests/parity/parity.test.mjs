/**
 * Search UI's own Elasticsearch connector, which searches the index, and ours, which searches a search application on
 * it, under Search UI's driver: after the same actions they must show the same, apart from what `corrections.mjs`
 * lists.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import ElasticsearchAPIConnector from "@elastic/search-ui-elasticsearch-connector";
import { client } from "../../www/scripts/elasticsearch.mjs";
import { loadFilms } from "../../www/scripts/load.mjs";
import { startEmulator } from "../support/emulator.mjs";
import { connect } from "./connect.mjs";
import { corrections } from "./corrections.mjs";
import { loadPlaces } from "./places.mjs";
import { pages, sessions } from "./sessions.mjs";
import { visit } from "./visitor.mjs";

let emulator;
const theirs = {};
const ours = {};

before(async () => {
  emulator = await startEmulator();
  const send = client(emulator);
  await loadFilms(send);
  await loadPlaces(send);
  for (const [page, config] of Object.entries(pages)) {
    ours[page] = await connect(emulator, page, config);
    theirs[page] = new ElasticsearchAPIConnector({
      host: emulator.url,
      index: config.index,
      connectionOptions: { headers: { Authorization: `Basic ${btoa(`elastic:${emulator.password}`)}` } },
    });
  }
});

after(() => emulator.stop());

const used = new Set();

for (const [page, name, actions] of sessions) {
  test(`${page}: ${name}`, async () => {
    const shownByOurs = await visit({ ...pages[page], apiConnector: ours[page] }, actions);
    const shownByTheirs = await visit({ ...pages[page], apiConnector: theirs[page] }, actions);
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
