/** The README's five minutes, step by step as written, end with a page that searches, in a real browser. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "@playwright/test";
import esbuild from "esbuild";
import { blocks } from "./pages.mjs";
import { save } from "./saved.mjs";
import { films, shell, startCluster } from "./cluster.mjs";

const isReadme = ({ path: page }) => page === "README.md";
const settings = readSettings(blocks("yaml").find(isReadme).code);
const setUp = blocks("sh").find(({ code }) => code.includes("node setup.mjs")).code;

let site;
let cluster;
let browser;
before(async () => {
  site = createServer((request, response) => response.end("")).listen(0, "127.0.0.1");
  await once(site, "listening");
  site.url = `http://127.0.0.1:${site.address().port}`;
  assert.equal(settings["http.cors.allow-origin"], '"https://www.example.com"');
  cluster = await startCluster(["--cors-origin", site.url, "--cors-allow-headers", settings["http.cors.allow-headers"]]);
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(async () => {
  await browser.close();
  site.close();
  cluster.stop();
});

test("the README's steps lead to a page that searches", async () => {
  const given = (code) => code.replaceAll("https://search.example.com", cluster.url);
  const [{ file }] = save("start", isReadme, given);
  const folder = path.dirname(file);
  const printed = await shell(given(setUp), { cwd: folder, input: cluster.password });
  const [key] = printed.match(/\S+$/m);
  save("start", isReadme, (code) => given(code).replace("djFDQ0pZ…", key));
});

function readSettings(yaml) {
  return Object.fromEntries(yaml.trim().split("\n").map((line) => line.split(/: (.*)/)));
}
