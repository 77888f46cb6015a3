/**
 * Prints how many bytes a page loads for its searches with this package, next to what it loads to do the same with
 * Elastic's Search Application client and ajv (the client does not check params). Both are bundled and minified by
 * esbuild, as a site would, and compressed by gzip -9. With `--check` the exit code says whether the budget is kept.
 */

import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import esbuild from "esbuild";

/** Bytes, gzip -9. */
const BUDGET = 40_000;
const NEXT_BUDGET = 36_000;

const OURS = "search-ui-search-application-connector";
const here = import.meta.dirname;

/** What a page's own bundle of `code` weighs. */
async function bundled(code) {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: code, resolveDir: here },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
  });
  return weight(outputFiles[0].contents);
}

function weight(bytes) {
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}

function print(label, { raw, gzip }) {
  console.log(label.padEnd(44) + raw.toLocaleString("en").padStart(10) + gzip.toLocaleString("en").padStart(10));
}

const ours = await bundled(`export { default } from "${OURS}";`);
const wasm = weight(await readFile(new URL(import.meta.resolve(`${OURS}/search-application-connector.wasm`))));
const javascript = await bundled(`export * from "${OURS}/slim";`);
const client = await bundled(`export { default } from "@elastic/search-application-client"; export { default as Ajv } from "ajv";`);

console.log("bytes".padEnd(44) + "raw".padStart(10) + "gzip -9".padStart(10));
print("the default entry, bundled: all that is loaded", ours);
print("  its WebAssembly alone", wasm);
print("  its JavaScript alone (./slim)", javascript);
print("Search Application client and ajv, bundled", client);
const left = BUDGET - ours.gzip;
console.log(`\nbudget ${BUDGET}: ${left < 0 ? `${-left} too many` : `${left} left`}; the next budget is ${NEXT_BUDGET}`);

if (process.argv.includes("--check") && left < 0) {
  process.exitCode = 1;
}
