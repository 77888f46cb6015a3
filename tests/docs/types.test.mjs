/** Every example compiles under `strict`, against the built package's types and those of Search UI. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { save } from "./saved.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

/** Examples in JavaScript leave parameters without types. */
const OPTIONS = `--ignoreConfig --noEmit --strict --noImplicitAny false --allowJs --checkJs --jsx react-jsx --target es2023
  --lib es2023,dom --module esnext --moduleResolution bundler --moduleDetection force --skipLibCheck --types react`;

test("the examples are there to be checked", () => {
  assert.ok(saved.length > 10);
});

const saved = save("types");
const { stdout, status } = compile(saved.map(({ file }) => file));

for (const { name, file } of saved) {
  test(`${name} compiles under strict`, () => {
    const complaints = stdout.split("\n").filter((line) => line.startsWith(path.relative(here, file)));
    assert.deepEqual(complaints, []);
  });
}

test("nothing else is complained of", () => {
  assert.equal(stdout, "");
  assert.equal(status, 0);
});

function compile(files) {
  const inputs = [...files, "reader.d.ts", "untyped.d.ts"];
  const args = [tsc, ...OPTIONS.split(/\s+/), ...inputs];
  return spawnSync(process.execPath, args, { cwd: here, encoding: "utf8" });
}
