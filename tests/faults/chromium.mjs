/** A page in headless Chromium with the package and the table in it, served from an origin of its own. */
import { readFile } from "node:fs/promises";
import { once } from "node:events";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { launchOptions } from "../support/chromium.mjs";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const LIBRARY = fileURLToPath(import.meta.resolve("search-ui-search-application-connector"));
const PAGE = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Faults</title>
  <script type="module">globalThis.page = await import("/page.mjs");</script>`;

/** @returns {Promise<{ page: import("playwright-core").Page, problems: string[], stop: () => Promise<void> }>} */
export async function openPage() {
  const server = await serve();
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...launchOptions.args, "--js-flags=--expose-gc", "--enable-precise-memory-info"],
  });
  const page = await browser.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("crash", () => problems.push("the page crashed"));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction(() => globalThis.page);
  const stop = async () => {
    await browser.close();
    server.close();
  };
  return { page, problems, stop };
}

/** The page, the modules of this folder, and the package as `/library.js`. */
async function serve() {
  const server = http.createServer(async ({ url }, response) => {
    const file = url === "/library.js" ? LIBRARY : path.join(FOLDER, path.normalize(url));
    const type = url === "/" ? "text/html" : "text/javascript";
    try {
      const content = url === "/" ? PAGE : await readFile(file);
      response.writeHead(200, { "content-type": type }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}
