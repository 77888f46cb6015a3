/** What the tools find that look at packages as bundlers and compilers will. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { makeProject } from "./project.mjs";

const ATTW = fileURLToPath(new URL("../../node_modules/.bin/attw", import.meta.url));
let project;

before(() => {
  project = makeProject();
});

after(() => project.remove());

test("publint has nothing to say", async () => {
  const pkgDir = path.join(project.folder, "node_modules/search-ui-search-application-connector");
  const pkg = JSON.parse(readFileSync(path.join(pkgDir, "package.json"), "utf8"));
  const { messages } = await publint({ pkgDir, level: "suggestion", strict: true, pack: false });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg, { color: false })),
    [],
  );
});

test("the types are right for every module system that has `exports`", () => {
  // What has none finds the main entry only; the module is no code.
  const options = ["--profile", "node16", "--exclude-entrypoints", "./search-application-connector.wasm"];
  const words = [project.tarball, "--no-emoji", "--no-color", ...options];
  const { status, stdout, stderr } = spawnSync(ATTW, words, { encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
  for (const entry of ["", "/slim", "/application", "/server"]) {
    assert.ok(stdout.includes(`"search-ui-search-application-connector${entry}"`), stdout);
  }
});
