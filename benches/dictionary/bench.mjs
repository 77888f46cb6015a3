/**
 * Compares the dictionary with ajv, in one run: compiling the dictionary of Elastic's own client, and checking params by
 * it. Budgets: a twentieth of ajv's time to compile, and 5 µs more than ajv's compiled function to check. The exit code
 * says whether they are kept.
 */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import Ajv from "ajv";
import { Dictionary } from "search-ui-search-application-connector";

const COMPILE_SHARE = 1 / 20;
const VALIDATE_EXTRA_MICROSECONDS = 5;

const require = createRequire(import.meta.url);
const manifest = require.resolve("@elastic/search-application-client/package.json");
const schema = JSON.parse(await readFile(new URL("bin/request_schema.json", `file://${manifest}`), "utf8"));

/** What the client sends for a search with two facets, a filter and a sort. */
const params = {
  query: "star",
  from: 0,
  size: 20,
  _es_filters: {
    bool: {
      must: [
        { bool: { should: [{ term: { "genre.keyword": "Drama" } }, { term: { "genre.keyword": "Comedy" } }] } },
        { range: { rating: { gte: 7, lte: 10 } } },
      ],
    },
  },
  _es_aggs: {
    genre_facet: { terms: { field: "genre.keyword", size: 10, order: { _count: "desc" } } },
    rating_facet: { stats: { field: "rating" } },
  },
  _es_sort_fields: [{ release_date: "desc" }, "_score"],
};

/** The median time of one call, in microseconds, over `rounds` of `calls` each, after as much again to warm up. */
function median(rounds, calls, call) {
  const times = [];
  for (let round = 0; round < 2 * rounds; round++) {
    const start = performance.now();
    for (let count = 0; count < calls; count++) call();
    times.push(((performance.now() - start) * 1000) / calls);
  }
  return times.slice(rounds).sort((a, b) => a - b)[Math.floor(rounds / 2)];
}

const compileAjv = () => new Ajv({ strict: false, allErrors: true }).compile(schema);
const check = compileAjv();
const dictionary = new Dictionary(schema);
if (!check(params)) throw new Error(`ajv refuses the params: ${JSON.stringify(check.errors)}`);
dictionary.validate(params);

const rows = [
  ["compile", median(15, 3, () => new Dictionary(schema)), median(15, 3, compileAjv), (ajv) => ajv * COMPILE_SHARE],
  [
    "validate",
    median(15, 2000, () => dictionary.validate(params)),
    median(15, 2000, () => check(params)),
    (ajv) => ajv + VALIDATE_EXTRA_MICROSECONDS,
  ],
];

console.log(
  "boilerplate dictionary, µs".padEnd(28) + ["this package", "ajv", "budget"].map((name) => name.padStart(14)).join(""),
);
for (const [name, ours, ajv, budgetOf] of rows) {
  const budget = budgetOf(ajv);
  const figures = [ours, ajv, budget].map((time) => time.toFixed(1).padStart(14)).join("");
  console.log(name.padEnd(28) + figures + (ours > budget ? "  over budget" : ""));
  if (ours > budget) process.exitCode = 1;
}
