/**
 * Prints how many bytes a page loads for its searches with this package, part by part, next to what it loads to do the
 * same with the peers: Elastic's Search Application client, or Search UI's connector to an index, and ajv, since neither
 * checks params. All are bundled and minified by esbuild, as a site would, and compressed by gzip -9. With `--check` the
 * exit code says whether the budget is kept.
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

/** A module as `cargo xtask build` leaves it, and as the default entry carries it: packed. */
async function moduleWeight(name) {
  const folder = new URL(`../../target/wasm-bindgen/${name}/`, import.meta.url);
  const [module, packed] = await Promise.all(
    ["search_application_connector_bg.wasm", "deflated"].map((file) => readFile(new URL(file, folder))),
  );
  return { raw: module.length, gzip: packed.length };
}

function difference(all, part) {
  return { raw: all.raw - part.raw, gzip: all.gzip - part.gzip };
}

const ajv = `export { default as Ajv } from "ajv";`;
const [ours, page, unchecked, glue, inflate, client, connector] = await Promise.all([
  bundled(`export { default } from "${OURS}";`),
  moduleWeight("page"),
  moduleWeight("unchecked"),
  bundled(`export { default } from "${OURS}/slim";`),
  bundled(`export { inflateSync } from "fflate";`),
  bundled(`export { default } from "@elastic/search-application-client"; ${ajv}`),
  bundled(`export { default } from "@elastic/search-ui-elasticsearch-connector"; ${ajv}`),
]);

console.log("bytes".padEnd(44) + "raw".padStart(10) + "gzip -9".padStart(10));
print("the default entry: all that is loaded", ours);
print("  module (deflated by zopfli)", page);
print("    of that the dictionary", difference(page, unchecked));
print("  glue and facade (./slim)", glue);
print("  inflate", inflate);
print("Search Application client and ajv", client);
print("Search UI's Elasticsearch connector and ajv", connector);
const left = BUDGET - ours.gzip;
console.log(
  `\nbudget ${BUDGET}: ${left < 0 ? `${-left} too many` : `${left} left`}; the next budget is ${NEXT_BUDGET}`,
);

if (process.argv.includes("--check") && left < 0) {
  process.exitCode = 1;
}
