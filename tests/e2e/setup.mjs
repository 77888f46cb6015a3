/**
 * What every test needs, started once: an emulator with the films in it, and the site built and served. There are two
 * builds of the site, each with an API key of its own, so that one key can be revoked.
 *
 * A third page has Search UI's own views (`views/`).
 *
 * The tests find them in the environment: SITE, REVOCABLE_SITE, REVOCABLE_KEY (its id), VIEWS and ELASTICSEARCH_*.
 */
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build, preview } from "vite";
import { client } from "../../www/scripts/elasticsearch.mjs";
import { createKey } from "../../www/scripts/load.mjs";
import { createApplication } from "../parity/connect.mjs";
import { INDEX, autocompleteQuery, fields, loadPlaces, searchQuery } from "../parity/places.mjs";
import { startEmulator } from "../support/emulator.mjs";

const www = fileURLToPath(new URL("../../www", import.meta.url));
const run = promisify(execFile);

export default async function setup() {
  const folder = mkdtempSync(join(tmpdir(), "end-to-end-"));
  const emulator = await startEmulator(["--cors-origin", "/http://127\\.0\\.0\\.1:\\d+/"]);
  Object.assign(process.env, {
    ELASTICSEARCH_URL: emulator.url,
    ELASTICSEARCH_USERNAME: emulator.username,
    ELASTICSEARCH_PASSWORD: emulator.password,
  });
  const keys = await seed(join(folder, "page"), join(folder, "revocable"));
  const sites = [await serveSite(join(folder, "page")), await serveSite(join(folder, "revocable"))];
  Object.assign(process.env, { SITE: sites[0].url, REVOCABLE_SITE: sites[1].url, REVOCABLE_KEY: keys.revocable });
  sites.push(await serveViews(emulator, join(folder, "views")));
  process.env.VIEWS = sites.at(-1).url;
  return async () => {
    await Promise.all(sites.map((site) => site.close()));
    emulator.stop();
    rmSync(folder, { recursive: true });
  };
}

/** Loads the films as the demo does, and makes a second config with another key. */
async function seed(page, revocable) {
  await run(process.execPath, [join(www, "scripts/seed.mjs")], { env: { ...process.env, DEMO_GENERATED: page } });
  cpSync(page, revocable, { recursive: true });
  const { id, encoded } = await createKey(admin());
  const file = join(revocable, "config.json");
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), apiKey: encoded }));
  return { revocable: id };
}

/** Builds the site with that folder's config, and serves it on a free port. */
async function serveSite(generated) {
  const outDir = join(generated, "dist");
  const env = { ...process.env, DEMO_GENERATED: generated };
  await run("npm", ["run", "build", "--", "--outDir", outDir, "--emptyOutDir"], { cwd: www, env });
  return serve(www, outDir);
}

/** Builds and serves the page of Search UI's own views, over the places of the parity tests. */
async function serveViews(emulator, outDir) {
  const root = fileURLToPath(new URL("views", import.meta.url));
  await loadPlaces(admin());
  const page = { index: INDEX, searchQuery, autocompleteQuery, fields };
  const config = await createApplication(emulator, "views", page);
  await build({ root, configFile: false, logLevel: "silent", build: { outDir, target: "esnext" } });
  writeFileSync(join(outDir, "config.json"), JSON.stringify(config));
  return serve(root, outDir);
}

async function serve(root, outDir) {
  const server = await preview({
    root,
    configFile: false,
    logLevel: "silent",
    build: { outDir },
    preview: { host: "127.0.0.1", port: 0 },
  });
  return { url: server.resolvedUrls.local[0], close: () => server.close() };
}

/** A client that may do everything. */
export function admin() {
  const { ELASTICSEARCH_URL: url, ELASTICSEARCH_USERNAME: username, ELASTICSEARCH_PASSWORD: password } = process.env;
  return client({ url, username, password });
}
