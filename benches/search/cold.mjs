/**
 * How long a page's code takes to its first request, in Chromium, with nothing cached: bundled by esbuild, as a site would,
 * and measured from before the bundle is imported.
 */
import { createServer } from "node:http";
import { once } from "node:events";
import { chromium } from "playwright-core";
import { bundled } from "../support/bundle.mjs";
import { launchOptions } from "../../tests/support/chromium.mjs";
import * as page from "./page.mjs";

const OURS = `
  import Connector from "search-ui-search-application-connector";
  export const search = ({ ours, requestState, queryConfig }) => new Connector(ours).onSearch(requestState, queryConfig);`;

const THEIRS = `
  import Connector from "@elastic/search-ui-elasticsearch-connector";
  import Ajv from "ajv";
  export const search = ({ theirs, dictionary, params, requestState, queryConfig }) => {
    if (!new Ajv({ strict: false }).compile(dictionary)(params)) throw new Error("ajv refuses the params");
    return new Connector(theirs).onSearch(requestState, queryConfig);
  };`;

/** In the page: imports a bundle and searches; milliseconds until the request. */
async function untilRequest({ bundle, given }) {
  const request = new Promise((resolve) => {
    globalThis.fetch = () => {
      resolve(performance.now());
      return new Promise(() => {});
    };
  });
  const start = performance.now();
  const { search } = await import(bundle);
  search(given).catch(() => {});
  return (await request) - start;
}

/** @returns {Promise<[number[], number[]]>} the milliseconds of so many pages each, with this package and with Search UI's. */
export async function firstRequests(pages) {
  const bundles = { "/ours.js": await bundled(OURS), "/theirs.js": await bundled(THEIRS) };
  const server = createServer((request, response) => {
    const code = bundles[request.url];
    response.setHeader("content-type", code ? "text/javascript" : "text/html").end(code ?? "<!doctype html>");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const origin = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch(launchOptions);
  const times = Object.keys(bundles).map(() => []);
  try {
    for (let count = 0; count < pages; count++) {
      for (const [place, bundle] of Object.keys(bundles).entries()) {
        const context = await browser.newContext();
        const tab = await context.newPage();
        await tab.goto(origin);
        times[place].push(await tab.evaluate(untilRequest, { bundle, given: { ...page } }));
        await context.close();
      }
    }
  } finally {
    await browser.close();
    server.close();
  }
  return times;
}
