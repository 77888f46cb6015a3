/** The README's five minutes, step by step as written, end with a page that searches, in a real browser. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { after, before, test } from "node:test";
import { chromium, expect } from "@playwright/test";
import esbuild from "esbuild";
import { launchOptions } from "../support/chromium.mjs";
import { films, shell, startCluster } from "./cluster.mjs";
import { blocks } from "./pages.mjs";
import { save } from "./saved.mjs";

const isReadme = ({ path: page }) => page === "README.md";
const shellBlock = (words) => blocks("sh").find((block) => isReadme(block) && block.code.includes(words)).code;
const settings = readSettings(blocks("yaml").find(isReadme).code);

const MAIN = `
  import { createRoot } from "react-dom/client";
  import App from "./App.jsx";
  createRoot(document.getElementById("root")).render(<App />);`;

let site;
let cluster;
let browser;
before(async () => {
  site = await serve();
  cluster = await startCluster([
    "--cors-origin",
    site.url,
    "--cors-allow-headers",
    settings["http.cors.allow-headers"],
  ]);
  browser = await chromium.launch(launchOptions);
});
after(async () => {
  await browser?.close();
  site.close();
  cluster?.stop();
});

test("the README's steps lead to a page that searches, with a key that can do nothing else", async () => {
  const app = save("start", isReadme, withCluster).find(({ file }) => file.endsWith("App.jsx"));
  const project = path.join(path.dirname(app.file), "..");
  const key = await makeKey(project);
  writeFileSync(app.file, app.code.replace("djFDQ0pZ…", key));
  site.script = await bundle(path.dirname(app.file));
  await searches(await browser.newPage());
  const audit = shellBlock("search-application audit").replace("djFDQ0pZ…", key).replace(settings.origin, site.url);
  assert.match(await run(audit, project), /^Nothing to fix\.$/m);
});

test("the settings that the README names are those that the command prints", async () => {
  const printed = await run(`npx search-application cors ${settings.origin}`, ".");
  assert.deepEqual(readSettings(printed), settings);
});

/** Makes the search application and the key. @returns {Promise<string>} the key, which is printed last. */
async function makeKey(project) {
  const printed = await run(shellBlock("search-application put"), project);
  return printed.trim().split("\n").at(-1);
}

async function searches(page) {
  await page.goto(site.url);
  const titles = page.locator(".sui-result__title");
  await expect(titles).toHaveCount(films.length);
  await page.getByRole("textbox").fill("heat");
  await page.getByRole("textbox").press("Enter");
  await expect(titles).toHaveCount(1);
  assert.equal(await titles.innerHTML(), "<em>Heat</em>");
}

const run = (lines, cwd) => shell(withCluster(lines), { cwd, environment: cluster.environment });

const withCluster = (code) => withCommand(code.replaceAll("https://search.example.com", cluster.url));

/** The command of the package as it was built here; npx itself is not to be tested. */
function withCommand(code) {
  const command = new URL("../../pkg/dist/command.js", import.meta.url).pathname;
  return code.replaceAll("npx search-application", `"${process.execPath}" "${command}"`);
}

function readSettings(yaml) {
  const lines = yaml.split("\n").filter((line) => /^http\./.test(line));
  const all = Object.fromEntries(lines.map((line) => line.split(/: (.*)/).slice(0, 2)));
  return { ...all, origin: all["http.cors.allow-origin"].replaceAll('"', "") };
}

async function bundle(folder) {
  writeFileSync(path.join(folder, "main.jsx"), MAIN);
  const { outputFiles } = await esbuild.build({
    entryPoints: [path.join(folder, "main.jsx")],
    bundle: true,
    write: false,
    jsx: "automatic",
    format: "esm",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  return outputFiles[0].text;
}

/** A page's origin; its script is made later. */
async function serve() {
  const server = createServer(({ url }, response) => {
    const [type, body] =
      url === "/main.js"
        ? ["text/javascript", server.script]
        : ["text/html", '<!doctype html><div id="root"></div><script type="module" src="/main.js"></script>'];
    response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  server.url = `http://127.0.0.1:${server.address().port}`;
  return server;
}
