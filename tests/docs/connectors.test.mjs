/** Every connector that the pages make finds films: the examples run as written, in Node.js. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { makeApplication, searchQuery, startCluster } from "./cluster.mjs";
import { save } from "./saved.mjs";

const makesConnector = ({ code, language }) => language === "js" && /const connector = new \w+\(\{\s*host/.test(code);
const isBoilerplate = ({ path }) => path === "docs/migrate-search-application-client.md";
const state = { searchTerm: "star", current: 1, resultsPerPage: 20, filters: [] };

let cluster;
let applications;
before(async () => {
  cluster = await startCluster();
  applications = {
    typed: await makeApplication(cluster.send, "film-search", true),
    boilerplate: await makeApplication(cluster.send, "film-search-boilerplate", false),
  };
});
after(() => cluster?.stop());

const examples = save("connectors", makesConnector);
test("there are connectors to be tried", () => assert.ok(examples.length >= 6));

for (const example of examples) {
  test(`the connector of ${example.name} finds films`, async () => {
    const application = applications[isBoilerplate(example) ? "boilerplate" : "typed"];
    giveReaders(application);
    writeFileSync(example.file, `${withCluster(example.code, application)}\nexport { connector as tried };\n`);
    const { tried } = await import(example.file);
    const { results } = await tried.onSearch(state, searchQuery);
    assert.match(results[0].title.raw, /Star/);
  });
}

/** What the examples take from the reader's own code: see reader.d.ts. */
function giveReaders({ apiKey, dictionary, searchApplication }) {
  Object.assign(globalThis, { host: cluster.url, searchApplication, apiKey, dictionary, searchQuery });
  process.env.SEARCH_APPLICATION_KEY = apiKey;
}

function withCluster(code, { searchApplication }) {
  return code
    .replaceAll(/"https:\/\/search\.example\.com[\w/]*"/g, JSON.stringify(cluster.url))
    .replaceAll('"film-search"', JSON.stringify(searchApplication));
}
