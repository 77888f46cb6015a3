/**
 * Prints how many bytes a page loads for its searches with this package, part by part, next to what it loads to do the
 * same with the peers: Elastic's Search Application client, or Search UI's connector to an index, and ajv, since neither
 * checks params. All are bundled and minified by esbuild, as a site would, and compressed by gzip -9. With `--check` the
 * exit code says whether the budget is kept.
 */

import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { bundled } from "../support/bundle.mjs";

/** Bytes, gzip -9. */
const BUDGET = 40_000;
const NEXT_BUDGET = 36_000;

const OURS = "search-ui-search-application-connector";

/** What a page's own bundle of `code` weighs. */
const bundle = async (code) => weight(await bundled(code));

function weight(bytes) {
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}

function print(label, { raw, gzip }) {
  console.log(label.padEnd(44) + raw.toLocaleString("en").padStart(10) + gzip.toLocaleString("en").padStart(10));
}

/** A module as `cargo xtask build` leaves it, and as the default entry carries it: deflated. */
async function moduleWeight(name) {
  const folder = new URL(`../../target/wasm-bindgen/${name}/`, import.meta.url);
  const [module, deflated] = await Promise.all(
    ["search_application_connector_bg.wasm", "deflated"].map((file) => readFile(new URL(file, folder))),
  );
  return { raw: module.length, gzip: deflated.length };
}

function difference(all, part) {
  return { raw: all.raw - part.raw, gzip: all.gzip - part.gzip };
}

const ajv = `export { default as Ajv } from "ajv";`;
const ownJavaScript = ["meta-schema", "patterns", "words"].map((name) => `export * from "../../src/js/${name}.js";`);
const [ours, page, unchecked, glue, javaScript, inflate, client, connector] = await Promise.all([
  bundle(`export { default } from "${OURS}";`),
  moduleWeight("page"),
  moduleWeight("unchecked"),
  bundle(`export { default } from "${OURS}/slim";`),
  bundle(ownJavaScript.join("")),
  bundle(`export { inflateSync } from "fflate";`),
  bundle(`export { default } from "@elastic/search-application-client"; ${ajv}`),
  bundle(`export { default } from "@elastic/search-ui-elasticsearch-connector"; ${ajv}`),
]);

console.log("bytes".padEnd(44) + "raw".padStart(10) + "gzip -9".padStart(10));
print("the default entry: all that is loaded", ours);
print("  module (deflated by zopfli)", page);
print("    of that the dictionary", difference(page, unchecked));
print("  glue and facade (./slim)", glue);
print("    of that the dictionary, on its own", javaScript);
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
