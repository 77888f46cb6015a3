/**
 * Search UI's own `ApiProxyConnector` under its driver, in a page in Chromium, and a real Express server with the
 * handler: what the page shows is what our connector shows without a server in between.
 */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { chromium } from "@playwright/test";
import esbuild from "esbuild";
import express from "express";
import SearchApplicationConnector from "search-ui-search-application-connector";
import { createSearchHandler } from "search-ui-search-application-connector/server";
import { launchOptions } from "../support/chromium.mjs";
import { startFilms } from "../support/films.mjs";
import { visit } from "../parity/visitor.mjs";
import { autocompleteQuery, searchQuery } from "../../www/src/search.js";

const pages = { searchQuery, autocompleteQuery };
const sessions = {
  "the first page": [],
  "a search with filters, sorted, on its second page": [
    ["setSearchTerm", "love", { shouldClearFilters: false }],
    ["addFilter", "genre", "Comedy", "any"],
    ["setSort", "imdb_votes", "desc"],
    ["setResultsPerPage", 5],
    ["setCurrent", 2],
  ],
  "films suggested": [["setSearchTerm", "star w", { refresh: false, autocompleteResults: true }]],
};
const servers = [];
let films;
let connector;
let browser;

before(async () => {
  films = await startFilms();
  connector = new SearchApplicationConnector(films.connector);
  browser = await chromium.launch(launchOptions);
});

after(async () => {
  await browser.close();
  films.stop();
  servers.forEach((server) => server.close());
});

async function served(app) {
  const server = createServer(app).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return `http://127.0.0.1:${server.address().port}`;
}

/** An Express server with an empty page, and the handler at `/api` if there is one. */
function site(handler) {
  const app = express();
  if (handler) app.use("/api", handler);
  return served(app.get("/", (request, response) => response.type("html").send("<!doctype html>")));
}

/** Does in a page what `visit` does, with a connector that asks the server. */
async function visitInPage(origin, basePath, actions) {
  const page = await browser.newPage();
  try {
    await page.goto(origin);
    await page.addScriptTag({ content: await script() });
    return await page.evaluate((arguments_) => globalThis.visitByProxy(...arguments_), [basePath, pages, actions]);
  } finally {
    await page.close();
  }
}

async function script() {
  const contents = `
    import { ApiProxyConnector } from "@elastic/search-ui-elasticsearch-connector/api-proxy";
    import { visit } from "../parity/visitor.mjs";
    globalThis.visitByProxy = (basePath, queries, actions) =>
      visit({ ...queries, apiConnector: new ApiProxyConnector({ basePath }) }, actions);`;
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    format: "iife",
    write: false,
  });
  return outputFiles[0].text;
}

for (const [name, actions] of Object.entries(sessions)) {
  test(`${name}: a page that asks its own server shows what the connector shows`, async () => {
    const origin = await site(createSearchHandler(connector));
    const seen = await visitInPage(origin, "/api", actions);
    assert.equal(seen.error, "");
    assert.ok(seen.results.length > 0);
    assert.deepEqual(seen, asJson(await visit({ ...pages, apiConnector: connector }, actions)));
  });
}

test("a page of another origin may ask if it is allowed, and not otherwise", async () => {
  const [allowed, other] = [await site(), await site()];
  const api = await served(express().use("/api", createSearchHandler(connector, { cors: { origins: [allowed] } })));
  assert.ok((await visitInPage(allowed, `${api}/api`, [])).results.length > 0);
  const refused = await visitInPage(other, `${api}/api`, []);
  assert.match(refused.error, /Failed to fetch/);
  assert.deepEqual(refused.results, []);
});

test("a page whose search fails shows a sentence that tells nothing of the cluster", async () => {
  const failing = new SearchApplicationConnector({ ...films.connector, searchApplication: "others" });
  const origin = await site(createSearchHandler(failing, { onError() {} }));
  const { error } = await visitInPage(origin, "/api", []);
  assert.match(error, /APIProxyConnector request failed: The search service has refused the search/);
});

/** What is left of a value on its way through JSON. */
const asJson = (value) => JSON.parse(JSON.stringify(value));
