/**
 * Builds `dist/` from the hand-written JavaScript in `src/js` and the modules that wasm-bindgen made: `page`, which every
 * page loads, `node`, the same compiled for speed, and `admin`, for build scripts. One face, several ways to find the module (inlined for ESM, for
 * CommonJS and for a plain page, imported for workerd, brought along for `slim`), told apart by what `#wasm` stands for.
 * What needs no module is bundled as it is.
 */

import { copyFile, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import path from "node:path";
import esbuild from "esbuild";
import { inOneNamespace, mangling } from "./short-names.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = path.join(root, "src/js");
const dist = path.join(root, "pkg/dist");
const REQUIRE = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
/** What a plain page finds the package under. */
const GLOBAL = "SearchUISearchApplicationConnector";
const WASM_FILE = "search-application-connector.wasm";

const entries = [
  { entry: "index.js", out: "index.js", format: "esm", wasm: "inline", module: "page" },
  { entry: "index.js", out: "index.cjs", format: "cjs", wasm: "inline", module: "page" },
  { entry: "index.js", out: "index.workerd.js", format: "esm", wasm: "module", module: "page" },
  { entry: "index.js", out: "index.iife.js", format: "iife", wasm: "inline", module: "page" },
  { entry: "index.js", out: "index.node.js", format: "esm", wasm: "inline", module: "node" },
  { entry: "index.js", out: "index.node.cjs", format: "cjs", wasm: "inline", module: "node" },
  { entry: "slim.js", out: "slim.js", format: "esm", wasm: "slim", module: "page" },
  { entry: "slim.js", out: "slim.cjs", format: "cjs", wasm: "slim", module: "page" },
  { entry: "application.js", out: "application.js", format: "esm", wasm: "inline", module: "admin" },
  { entry: "application.js", out: "application.cjs", format: "cjs", wasm: "inline", module: "admin" },
  { entry: "server.js", out: "server.js", format: "esm" },
  { entry: "server.js", out: "server.cjs", format: "cjs" },
  { entry: "command.js", out: "command.js", format: "esm", platform: "node" },
];

/** What has no module of its own uses that of build scripts, which lies beside it. */
const besideApplication = {
  name: "beside application.js",
  setup(build) {
    build.onResolve({ filter: /\/application\.js$/ }, () => ({ path: "./application.js", external: true }));
  },
};

const modules = { page: await made("page"), node: await made("node"), admin: await made("admin") };
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await Promise.all([...entries.map(bundle), copyTypes(), copyWasm(), copyAbout()]);
await tryOut();

function generated(module) {
  return path.join(root, "target/wasm-bindgen", module);
}

/** What `cargo xtask build` made of a module. */
async function made(module) {
  const read = (name, encoding) => readFile(path.join(generated(module), name), encoding);
  return { names: JSON.parse(await read("names.json", "utf8")), packed: await read("deflated", "base64") };
}

async function bundle({ entry, out, format, platform, wasm, module }) {
  await esbuild.build({
    entryPoints: [path.join(source, entry)],
    outfile: path.join(dist, out),
    format,
    ...(format === "iife" && { globalName: GLOBAL }),
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
    ...(module && mangling(modules[module].names)),
    plugins: [module ? resolveModule(wasm, module) : besideApplication],
    platform,
    // What the prompt is made of asks for Node's own modules as CommonJS does.
    ...(platform === "node" && { banner: { js: REQUIRE } }),
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
      build.onLoad({ filter: /wasm-bindgen\/\w+\/search_application_connector\.js$/ }, async ({ path: file }) => ({
        contents: inOneNamespace(await readFile(file, "utf8"), modules[module].names),
      }));
      build.onResolve({ filter: /^#packed$/ }, () => ({ path: module, namespace: "packed" }));
      build.onLoad({ filter: /.*/, namespace: "packed" }, () => ({
        contents: modules[module].packed,
        loader: "text",
      }));
    },
  };
}

function copyWasm() {
  return copyFile(path.join(generated("page"), "search_application_connector_bg.wasm"), path.join(dist, WASM_FILE));
}

/** A glue and a module that don't fit each other must stop the build: what a page loads has to refuse no options. */
async function tryOut() {
  const { default: Connector, ConfigurationError } = await import(pathToFileURL(path.join(dist, "index.js")));
  try {
    new Connector({});
  } catch (error) {
    if (error instanceof ConfigurationError) return;
    throw error;
  }
  throw new Error("dist/index.js accepts a connector without options");
}

/** What a registry shows of the package, and what that refers to. */
function copyAbout() {
  return Promise.all(
    ["README.md", "LICENSE", "docs"].map((name) =>
      cp(path.join(root, name), path.join(root, "pkg", name), { recursive: true }),
    ),
  );
}

async function copyTypes() {
  for (const name of ["index", "connection", "errors", "slim", "application", "server"]) {
    const types = await readFile(path.join(source, `${name}.d.ts`), "utf8");
    await writeFile(path.join(dist, `${name}.d.ts`), types);
    await writeFile(path.join(dist, `${name}.d.cts`), types.replaceAll('.js"', '.cjs"'));
  }
}
