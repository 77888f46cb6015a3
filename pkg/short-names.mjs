/**
 * Short names for what wasm-bindgen's glue and its module share. The names are long and end in hashes, so they
 * compress badly, and they are on the wire twice, in the glue and in the module. wasm-opt renames those in the module
 * and says how; esbuild renames the same properties in the glue.
 */

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The namespace of the imports that the glue wraps. The others are functions in files of ours. */
const GLUE = "./search_application_connector_bg.js";
const WASM_OPT = fileURLToPath(import.meta.resolve("binaryen/bin/wasm-opt"));

/**
 * Writes a copy of the module that has one import namespace, `a`, and short names.
 * @param {string} wasm
 * @param {string} short where to write it
 * @returns {Promise<{ imports: [string, string, string][], exports: [string, string][] }>} namespace, old and new name
 */
export async function shorten(wasm, short) {
  // The features are those that the module itself names, in a section that only tools read.
  const flags = ["--minify-imports-and-exports-and-modules", "--strip-target-features"];
  const { stdout } = await promisify(execFile)(process.execPath, [WASM_OPT, ...flags, wasm, "-o", short]);
  return JSON.parse(stdout);
}

/** esbuild's options for the same names in the glue; and shorter ones for what the glue keeps to itself (`__wbg_ptr`). */
export function mangling({ imports, exports }) {
  const wrapped = imports.filter(([namespace]) => namespace === GLUE).map(([, name, short]) => [name, short]);
  const cache = Object.fromEntries([...wrapped, ...exports]);
  const names = Object.keys(cache).map((name) => name.replaceAll("$", "\\$"));
  return { mangleProps: new RegExp(`^(__.+|${names.join("|")})$`), mangleCache: cache };
}

/**
 * The glue with all imports in one namespace. Some come from a file of ours directly, without a wrapper in the glue.
 * @param {string} glue
 */
export function inOneNamespace(glue, { imports }) {
  const parts = [];
  const namespaces = /return \{\s*__proto__: null,\s*((?:"[^"]+": import\d+,\s*)+)\};/;
  const merged = glue.replace(namespaces, (_, entries) => {
    for (const [, from, variable] of entries.matchAll(/"([^"]+)": (import\d+)/g)) {
      parts.push(from === GLUE ? "...import0" : ownNames(imports, from, variable));
    }
    return `return { a: { ${parts.join(", ")} } };`;
  });
  if (parts.length === 0) throw new Error("wasm-bindgen's glue lists its imports in a way that is not known here");
  return merged;
}

function ownNames(imports, namespace, variable) {
  const own = imports.filter(([from]) => from === namespace);
  return own.map(([, name, short]) => `${short}: ${variable}.${name}`).join(", ");
}
