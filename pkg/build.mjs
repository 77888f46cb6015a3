/**
 * Builds `dist/` from the hand-written JavaScript in `src/js` and the two modules that wasm-bindgen made: `page`, which
 * every page loads, and `admin`, for build scripts. One face, four ways to find the module (inlined for ESM and for
 * CommonJS, imported for workerd, brought along for `slim`), told apart by what `#wasm` stands for.
 */

import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { deflateRawSync } from "node:zlib";
import esbuild from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = path.join(root, "src/js");
const dist = path.join(root, "pkg/dist");
const WASM_FILE = "search-application-connector.wasm";

const entries = [
  { entry: "index.js", out: "index.js", format: "esm", wasm: "inline", module: "page" },
  { entry: "index.js", out: "index.cjs", format: "cjs", wasm: "inline", module: "page" },
  { entry: "index.js", out: "index.workerd.js", format: "esm", wasm: "module", module: "page" },
  { entry: "slim.js", out: "slim.js", format: "esm", wasm: "slim", module: "page" },
  { entry: "application.js", out: "application.js", format: "esm", wasm: "inline", module: "admin" },
  { entry: "application.js", out: "application.cjs", format: "cjs", wasm: "inline", module: "admin" },
];

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await Promise.all([...entries.map(bundle), copyTypes(), copyFile(wasmFile("page"), path.join(dist, WASM_FILE))]);

function generated(module) {
  return path.join(root, "target/wasm-bindgen", module);
}

function wasmFile(module) {
  return path.join(generated(module), "search_application_connector_bg.wasm");
}

async function bundle({ entry, out, format, wasm, module }) {
  await esbuild.build({
    entryPoints: [path.join(source, entry)],
    outfile: path.join(dist, out),
    format,
    bundle: true,
    minify: true,
    keepNames: false,
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    // wasm-bindgen names a snippet once for each function that it imports from it.
    logOverride: { "duplicate-object-key": "silent" },
    external: [`./${WASM_FILE}`],
    plugins: [resolveModule(wasm, module)],
  });
}

/** Says where `#wasm`, `#bindings` and `#packed` are; and lets the bindings share our JavaScript, not copies of it. */
function resolveModule(wasm, module) {
  return {
    name: "wasm",
    setup(build) {
      build.onResolve({ filter: /^#wasm$/ }, () => ({ path: path.join(source, `wasm-${wasm}.js`) }));
      build.onResolve({ filter: /^#bindings$/ }, () => ({
        path: path.join(generated(module), "search_application_connector.js"),
      }));
      build.onResolve({ filter: /^\.\/snippets\/[^/]+\/src\/js\/[^/]+$/ }, ({ path: snippet }) => ({
        path: path.join(source, path.basename(snippet)),
      }));
      build.onResolve({ filter: /^#packed$/ }, () => ({ path: wasmFile(module), namespace: "packed" }));
      build.onLoad({ filter: /.*/, namespace: "packed" }, async ({ path: file }) => ({
        contents: deflateRawSync(await readFile(file), { level: 9 }).toString("base64"),
        loader: "text",
      }));
    },
  };
}

async function copyTypes() {
  for (const name of ["index", "slim", "application"]) {
    await copyFile(path.join(source, `${name}.d.ts`), path.join(dist, `${name}.d.ts`));
  }
  for (const name of ["index", "application"]) {
    const types = await readFile(path.join(source, `${name}.d.ts`), "utf8");
    await writeFile(path.join(dist, `${name}.d.cts`), types.replaceAll(".js\"", ".cjs\""));
  }
}
